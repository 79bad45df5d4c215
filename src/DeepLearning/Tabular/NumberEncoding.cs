using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>
/// A column of numbers: robustly scaled, with an indicator where some are missing, and finely by the piecewise-linear encoding. A missing
/// number is taken for the median.
/// </summary>
internal sealed class NumberEncoding(string name, RobustScaling scaling, bool hasIndicator, PiecewiseLinearBins bins) : ColumnEncoding(name)
{
    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "number";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override bool IsText => false;

    /// <inheritdoc/>
    public override int PlainWidth => hasIndicator ? 2 : 1;

    /// <inheritdoc/>
    public override int FineWidth => bins.Count;

    /// <summary>Learns a column; null where all numbers are the same, or missing.</summary>
    public static NumberEncoding? Fit(NumericColumn column, int bins)
    {
        var scaling = RobustScaling.Fit(column.Values, column.Name);
        var hasIndicator = column.Missing > 0 && column.Missing < column.Rows;
        return scaling.Scale == 0 && !hasIndicator
            ? null
            : new(column.Name, scaling, hasIndicator, PiecewiseLinearBins.Fit(column.Values, bins, column.Name));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static NumberEncoding Read(string name, JsonObjectReader file) => new(
        name, new(file.Number("median"), file.Number("scale")), file.Boolean("hasIndicator"), new(file.Numbers("edges")));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("median", scaling.Median);
        json.WriteNumber("scale", scaling.Scale);
        json.WriteBoolean("hasIndicator", hasIndicator);
        json.WriteNumbers("edges", bins.Edges.ToArray());
    }

    /// <inheritdoc/>
    public override void AddTo(ColumnTransforms transforms) => transforms.Add(Name, scaling, hasIndicator, bins);

    /// <inheritdoc/>
    public override RawColumn Conform(RawColumn column)
    {
        if (column is NumericColumn numeric)
        {
            return numeric;
        }

        var numbers = new double[column.Rows];
        for (var row = 0; row < numbers.Length; row++)
        {
            var text = column.Texts[row];
            if (text is not null && !(NumberText.TryParse(text, out numbers[row]) && double.IsFinite(numbers[row])))
            {
                throw new ArgumentException(
                    $"Row {row} of column \"{Name}\", counted from 0, is {Text.Quoted(text)}, but the model has learned the " +
                    "column as numbers: a value must be a finite number, or missing.",
                    "table");
            }

            numbers[row] = text is null ? double.NaN : numbers[row];
        }

        return new NumericColumn(Name, numbers);
    }

    /// <inheritdoc/>
    public override void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs)
    {
        var numbers = column.Numbers;
        for (var i = 0; i < rows.Length; i++)
        {
            var isMissing = double.IsNaN(numbers[rows[i]]);
            var x = isMissing ? scaling.Median : numbers[rows[i]];
            var plain = inputs.Plain(i, PlainWidth);
            plain[0] = (float)scaling.Of(x);
            if (hasIndicator)
            {
                plain[1] = isMissing ? 1 : 0;
            }

            if (inputs.HasFine)
            {
                bins.Encode(x, inputs.Fine(i, bins.Count));
            }
        }
    }
}
