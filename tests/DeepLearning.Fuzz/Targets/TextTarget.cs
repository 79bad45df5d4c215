using DeepLearning.Data;

namespace DeepLearning.Fuzz;

/// <summary>A reader of CSV.</summary>
/// <param name="name">The name of the target.</param>
internal abstract class TextTarget(string name) : FuzzTarget(name)
{
    /// <inheritdoc/>
    public override ReadLimit Limit => CsvRecords.Limit;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "label", "\"\"", "\",\"", "\n\n", "\r\n", "1e999", "-1e-999", "NaN", "Infinity", "1,5", "1e308", "\u00E9", "\uFEFF", "\0", " ",
        "0x1", "1_0", "\t", ";",
    ];

    /// <inheritdoc/>
    public override bool IsDocumented(Exception failure) => base.IsDocumented(failure) || failure.GetType() == typeof(ArgumentException);

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeSeeds() =>
    [
        "a,b,\"c \"\"quoted\"\"\",label\n1,2.5,-3e-2,x\n4,5,6,y\n\n7,8,9,\"x\"\n1e5,0,0.125,z\n"u8.ToArray(),
        "label,a\r\nyes,1\r\nno,2\r\n"u8.ToArray(),
        "\u00E9t\u00E9,label\r1,a\r-2,b"u8.ToArray(),
    ];

    /// <summary>A field between quotes.</summary>
    protected static string Quoted(string? text) => $"\"{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
