using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>A column of numbers that are written otherwise than with a point, or with words where one is missing.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="notation">How they are written.</param>
/// <param name="numbers">What is made of the numbers.</param>
internal sealed class WrittenNumberEncoding(string name, NumberNotation notation, NumberEncoding numbers) : ColumnEncoding(name)
{
    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "written number";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    public override int PlainWidth => numbers.PlainWidth;

    /// <inheritdoc/>
    public override int FineWidth => numbers.FineWidth;

    /// <summary>Learns a column; null where all numbers are the same.</summary>
    public static WrittenNumberEncoding? Fit(TextColumn column, NumberNotation notation, int bins) =>
        NumberEncoding.Fit(Parsed(column, notation), bins) is { } numbers ? new(column.Name, notation, numbers) : null;

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static WrittenNumberEncoding Read(string name, JsonObjectReader file)
    {
        var notation = new NumberNotation(file.Text("decimal"), file.Text("group"), file.Text("prefix"), file.Text("suffix"));
        return notation.Decimal is "." or "," && !string.Equals(notation.Group, notation.Decimal, StringComparison.Ordinal)
            ? new(name, notation, NumberEncoding.Read(name, file))
            : throw file.Invalid($"{file.Place}.decimal must be a point or a comma, and its group another text");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("decimal", notation.Decimal);
        json.WriteString("group", notation.Group);
        json.WriteString("prefix", notation.Prefix);
        json.WriteString("suffix", notation.Suffix);
        numbers.Write(json);
    }

    /// <inheritdoc/>
    public override void AddTo(ColumnTransforms transforms) => throw new NotSupportedException(
        $"Column \"{Name}\" holds numbers that are written otherwise than with a point, which ONNX cannot read: train on a table that " +
        "has them as numbers.");

    /// <inheritdoc/>
    public override RawColumn Conform(RawColumn column) => column as NumericColumn ?? Parsed((TextColumn)column, notation);

    /// <inheritdoc/>
    public override void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs) => numbers.Encode(column, rows, inputs);

    private static NumericColumn Parsed(TextColumn column, NumberNotation notation) => new(
        column.Name,
        Array.ConvertAll(
            column.Values.ToArray(), text => text is not null && notation.TryParse(text, out var number) ? number : double.NaN));
}
