namespace DeepLearning;

/// <summary>The colours and type of all pictures, light and dark.</summary>
internal static class SvgStyle
{
    /// <summary>Plain rules without variables, since not every program that shows SVG knows them. Blue and orange differ for every eye.</summary>
    public const string Sheet = """

        .chart text { font: 12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #444; }
        .chart .title { font-size: 15px; font-weight: 600; fill: #111; }
        .chart .note { fill: #666; }
        .chart .ground { fill: #fff; }
        .chart .grid { stroke: #e3e3e3; stroke-width: 1; }
        .chart .axis { stroke: #888; stroke-width: 1; }
        .chart path { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .chart path.steps { stroke: #a9a9a9; stroke-width: 1; }
        .chart path.training { stroke: #1f6fb4; }
        .chart path.validation { stroke: #d1600f; }
        .chart circle.steps { fill: #a9a9a9; }
        .chart circle.training { fill: #1f6fb4; }
        .chart circle.validation { fill: #d1600f; }
        @media (prefers-color-scheme: dark) {
          .chart text { fill: #c4c4c4; }
          .chart .title { fill: #f2f2f2; }
          .chart .note { fill: #a0a0a0; }
          .chart .ground { fill: #16181c; }
          .chart .grid { stroke: #2c3036; }
          .chart .axis { stroke: #7d838c; }
          .chart path.steps { stroke: #666c75; }
          .chart path.training { stroke: #5aa9ee; }
          .chart path.validation { stroke: #f2994b; }
          .chart circle.steps { fill: #666c75; }
          .chart circle.training { fill: #5aa9ee; }
          .chart circle.validation { fill: #f2994b; }
        }

        """;
}
