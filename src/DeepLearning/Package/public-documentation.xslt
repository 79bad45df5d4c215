<?xml version="1.0" encoding="utf-8"?>
<!-- The documentation that users see: without the namespace DeepLearning.Numerics, which has no public type. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:strip-space elements="doc members member" />
  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()" />
    </xsl:copy>
  </xsl:template>
  <xsl:template match="member[contains(@name, ':DeepLearning.Numerics.')]" />
</xsl:stylesheet>
