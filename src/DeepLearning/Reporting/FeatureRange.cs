using System.Globalization;
using System.Numerics;

namespace DeepLearning.Reporting;

/// <summary>A feature as an axis: from a little below its smallest value to a little above its largest.</summary>
internal sealed record FeatureRange(string Name, double Low, double High)
{
    private const double Margin = 0.06;

    /// <summary>Beyond it the width of the axis would not be finite.</summary>
    private const double Largest = 1e290;

    public static FeatureRange Of<T>(Dataset<T> data, int feature)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = data.X.Row(feature).Select(double.CreateChecked).ToArray();
        var (low, high) = (values.Min(), values.Max());
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var name = data.FeatureNames?[feature] ?? (feature == 0 ? "x₁" : "x₂");
        if (largest > Largest)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture,
                    $"Feature {feature}, {name}, reaches {Number.Short(largest)}, too far for an axis: express it in a larger unit."),
                nameof(data));
        }

        (low, high) = LinearScale.Widened(low, high);
        return new FeatureRange(name, low - (Margin * (high - low)), high + (Margin * (high - low)));
    }

    public double At(double share) => double.Lerp(Low, High, share);
}
