using System.Numerics;

namespace DeepLearning;

/// <summary>Mean, standard deviation and largest magnitude of each feature, over the examples of the inspected steps of a run.</summary>
/// <param name="features">n_x.</param>
/// <param name="names">What the features are called, or null.</param>
internal sealed class InputScales(int features, IReadOnlyList<string>? names)
{
    private readonly double[] first = new double[features];
    private readonly double[] sums = new double[features];
    private readonly double[] squares = new double[features];
    private readonly double[] largest = new double[features];
    private long examples;

    public int Features => features;

    public string Name(int feature) => names is null ? FormattableString.Invariant($"feature {feature}") : $"\"{names[feature]}\"";

    public double Mean(int feature) => first[feature] + (sums[feature] / examples);

    /// <summary>σ; exactly 0 of a constant feature.</summary>
    public double Deviation(int feature)
    {
        var mean = sums[feature] / examples;
        return Math.Sqrt(Math.Max(0, (squares[feature] / examples) - (mean * mean)));
    }

    public double Largest(int feature) => largest[feature];

    /// <summary>Looks at the inputs of a batch.</summary>
    public void Add<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < x.Length; start += features)
        {
            for (var feature = 0; feature < features; feature++)
            {
                // Relative to the first example, so that what all have in common takes no digits from what differs.
                var value = double.CreateChecked(x[start + feature]);
                first[feature] = examples == 0 ? value : first[feature];
                sums[feature] += value - first[feature];
                squares[feature] += (value - first[feature]) * (value - first[feature]);
                largest[feature] = Math.Max(largest[feature], Math.Abs(value));
            }

            examples++;
        }
    }
}
