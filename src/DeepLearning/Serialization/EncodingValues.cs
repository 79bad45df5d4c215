using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>What the encodings of columns have learned, as files hold it.</summary>
internal static class EncodingValues
{
    private const string Signed = "sign";
    private const string Indicators = "indicators";

    public static PlugInValues Of(Learned<RobustScaling> learned) =>
        new() { { "column", learned.Column }, { "median", learned.Value.Median }, { "scale", learned.Value.Scale } };

    public static PlugInValues Of(Learned<PiecewiseLinearBins> learned) =>
        new() { { "column", learned.Column }, { "edges", learned.Value.Edges.ToArray() } };

    public static PlugInValues Of(Learned<CategoryCodes> learned) => new()
    {
        { "column", learned.Column },
        { "code", learned.Value.IsSigned ? Signed : Indicators },
        { "categories", learned.Value.Categories },
    };

    public static PlugInValues Of(FittedNeighbourMean transform) => new()
    {
        { "column", transform.Name },
        { "coordinates", new[] { Of(transform.Mean.First), Of(transform.Mean.Second) } },
        { "targets", transform.Mean.Values },
    };

    private static PlugInValues Of(Coordinates coordinates) =>
        new() { { "column", coordinates.Column }, { "scale", coordinates.Scale }, { "values", coordinates.Values } };

    public static FittedNeighbourMean NeighbourMean(PlugInValues values)
    {
        Coordinates[] coordinates =
        [
            .. values.Items("coordinates").Select(
                one => new Coordinates(one.Text("column"), [.. one.Numbers("values")], one.Number("scale"))),
        ];
        return coordinates.Length == 2
            ? new(values.Text("column"), new(coordinates[0], coordinates[1], [.. values.Numbers("targets")]))
            : throw new ArgumentException($"there must be 2 coordinates, but there are {coordinates.Length}");
    }

    public static Learned<RobustScaling> RobustScaling(PlugInValues values) =>
        new(values.Text("column"), new RobustScaling(values.Number("median"), values.Number("scale")));

    public static Learned<PiecewiseLinearBins> PiecewiseLinearBins(PlugInValues values) =>
        new(values.Text("column"), new PiecewiseLinearBins(values.Numbers("edges")));

    public static Learned<CategoryCodes> CategoryCodes(PlugInValues values) => new(
        values.Text("column"),
        new CategoryCodes(values.Texts("categories"), values.Text("code") switch
        {
            Signed => true,
            Indicators => false,
            _ => throw new ArgumentException($"\"code\" must be \"{Signed}\" or \"{Indicators}\""),
        }));
}
