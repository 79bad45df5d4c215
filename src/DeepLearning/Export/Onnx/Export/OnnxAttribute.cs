namespace DeepLearning.Export;

/// <summary>Makes the attributes of nodes.</summary>
internal static class OnnxAttribute
{
    // AttributeProto.AttributeType.
    private const int KindSingle = 1;
    private const int KindInteger = 2;
    private const int KindIntegers = 7;
    private const int KindTexts = 8;

    public static ProtoMessage Of(string name, double value) =>
        Header(name, KindSingle).Single(OnnxFields.Attribute.Single, (float)value);

    public static ProtoMessage Of(string name, long value) =>
        Header(name, KindInteger).Integer(OnnxFields.Attribute.Integer, value);

    public static ProtoMessage Of(string name, IEnumerable<long> values)
    {
        var attribute = Header(name, KindIntegers);
        foreach (var value in values)
        {
            attribute.Integer(OnnxFields.Attribute.Integers, value);
        }

        return attribute;
    }

    public static ProtoMessage Of(string name, IEnumerable<string> values)
    {
        var attribute = Header(name, KindTexts);
        foreach (var value in values)
        {
            attribute.Text(OnnxFields.Attribute.Texts, value);
        }

        return attribute;
    }

    private static ProtoMessage Header(string name, int kind) =>
        new ProtoMessage().Text(OnnxFields.Attribute.Name, name).Integer(OnnxFields.Attribute.Kind, kind);
}
