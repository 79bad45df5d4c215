using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>
/// A column of dates or times: the moment as a number, and where they vary the month, the day of the week and the hour as points on a
/// circle, sine and cosine.
/// </summary>
/// <param name="name">The name of the column.</param>
/// <param name="notation">How they are written.</param>
/// <param name="moments">What is made of the days since the beginning of 2000.</param>
/// <param name="cycles">The cycles that are seen.</param>
internal sealed class DateEncoding(string name, DateNotation notation, NumberEncoding moments, IReadOnlyList<DateCycle> cycles)
    : ColumnEncoding(name)
{
    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "date";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    public override int PlainWidth => moments.PlainWidth + (2 * cycles.Count);

    /// <inheritdoc/>
    public override int FineWidth => moments.FineWidth;

    /// <summary>Learns a column; null where all moments are the same.</summary>
    public static DateEncoding? Fit(TextColumn column, DateNotation notation, int bins)
    {
        var days = Parsed(column, notation);
        double[] present = [.. days.Values.ToArray().Where(day => !double.IsNaN(day))];
        return NumberEncoding.Fit(days, bins) is not { } moments ? null : new(
            column.Name, notation, moments,
            [.. DateCycle.All.Where(cycle => notation.HasDate || cycle.IsWithinADay)
                .Where(cycle => present.Select(cycle.Of).Distinct().Skip(1).Any())]);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static DateEncoding Read(string name, JsonObjectReader file) => new(
        name, new(file.Text("format")), NumberEncoding.Read(name, file),
        [
            .. file.Texts("cycles").Select(cycle =>
                DateCycle.All.FirstOrDefault(one => string.Equals(one.Name, cycle, StringComparison.Ordinal))
                ?? throw file.Invalid($"{file.Place}.cycles has \"{cycle}\", which is not known")),
        ]);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("format", notation.Format);
        moments.Write(json);
        json.WriteTexts("cycles", cycles.Select(cycle => cycle.Name));
    }

    /// <inheritdoc/>
    public override void AddTo(ColumnTransforms transforms) => throw new NotSupportedException(
        $"Column \"{Name}\" holds dates, which ONNX cannot read: train on a table that has their parts as numbers.");

    /// <inheritdoc/>
    public override RawColumn Conform(RawColumn column) => column is TextColumn texts ? Parsed(texts, notation)
        : column.Missing == column.Rows ? column
        : throw new ArgumentException(
            $"Column \"{Name}\" holds numbers, but the model has learned it as dates written as {notation.Format}.", "table");

    /// <inheritdoc/>
    public override void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs)
    {
        moments.Encode(column, rows, inputs);
        var days = column.Numbers;
        for (var i = 0; i < rows.Length; i++)
        {
            var plain = inputs.Plain(i, PlainWidth)[moments.PlainWidth..];
            plain.Clear();
            for (var c = 0; c < cycles.Count && !double.IsNaN(days[rows[i]]); c++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * cycles[c].Of(days[rows[i]]));
                (plain[2 * c], plain[(2 * c) + 1]) = ((float)sine, (float)cosine);
            }
        }
    }

    private static NumericColumn Parsed(TextColumn column, DateNotation notation) => new(
        column.Name,
        Array.ConvertAll(column.Values.ToArray(), text => text is not null && notation.TryParse(text, out var days) ? days : double.NaN));
}
