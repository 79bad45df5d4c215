using System.Globalization;

namespace DeepLearning.Data;

/// <summary>x ← low + (high − low) (x − min) / (max − min).</summary>
internal sealed class MinMax : Transform
{
    private readonly ColumnChoice choice;
    private readonly double low;
    private readonly double high;

    public MinMax(double low, double high, IReadOnlyList<string> columns)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
        {
            throw new ArgumentOutOfRangeException(
                nameof(high),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The bounds are {low} and {high}, but must be finite, the second greater than the first."));
        }

        (choice, this.low, this.high) = (new ColumnChoice(columns), low, high);
    }

    public override FittedTransform Fit(RawTable train) => new FittedScaling(choice.Of<NumericColumn>(train, this).Select(Scaling));

    private ColumnScaling Scaling(NumericColumn column)
    {
        var values = ColumnScaling.Present(column);
        var (min, max) = (values.Min(), values.Max());

        // (x − shift) / scale is low at min and high at max; a constant column is divided by 1.
        var scale = min == max ? 1 : (max - min) / (high - low);
        var shift = min - (low * scale);
        return double.IsFinite(scale) && scale != 0 && double.IsFinite(shift)
            ? new ColumnScaling(column.Name, shift, scale)
            : throw ColumnRange.Refused(column.Name);
    }
}
