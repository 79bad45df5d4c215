using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Layer normalization: Ẑ = (Z − μ) / √(σ² + ε), with μ = (1/n) Σ z and σ² = (1/n) Σ (z − μ)² over the n units of an example;
/// dZ = (dẐ − mean(dẐ) − Ẑ mean(dẐ ⊙ Ẑ)) / √(σ² + ε).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Normalization.Layer"/>.</remarks>
internal sealed class LayerNormalization : Normalization
{
    private const double LeastEpsilon = 1e-30;

    /// <summary>Layer normalization with the given ε.</summary>
    /// <param name="epsilon">ε, 10⁻³⁰ or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is less than 10⁻³⁰, or not finite.</exception>
    public LayerNormalization(double epsilon) => Epsilon = InvalidEpsilon(epsilon) is { } reason
        ? throw new ArgumentOutOfRangeException(nameof(epsilon), $"{reason}.")
        : epsilon;

    /// <summary>Why a number cannot be ε; null where it can.</summary>
    public static string? InvalidEpsilon(double epsilon) => double.IsFinite(epsilon) && epsilon >= LeastEpsilon
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"epsilon must be a finite number, 1E-30 or greater, got {epsilon}");

    /// <summary>ε, which keeps units that are nearly alike from being blown up.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Layer({Epsilon})");

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z)
    {
        var deviation = z - Formula.MeanOverUnits(z);
        return deviation / Formula.Sqrt(Formula.MeanOverUnits(deviation * deviation) + Epsilon);
    }

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> normalized, int units)
    {
        for (var start = 0; start < z.Length; start += units)
        {
            var example = z.Slice(start, units);
            var result = normalized.Slice(start, units);
            var mean = Mean(example);
            TensorPrimitives.Subtract(example, mean, result);
            TensorPrimitives.Multiply(result, InverseDeviation(example, mean), result);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
    {
        for (var start = 0; start < delta.Length; start += units)
        {
            var example = z.Slice(start, units);
            var result = normalized.Slice(start, units);
            var gradient = delta.Slice(start, units);
            var share = Sums.OfProducts<T>(gradient, result) / T.CreateChecked(units);
            TensorPrimitives.Subtract(gradient, Mean<T>(gradient), gradient);
            TensorPrimitives.MultiplyAdd(result, -share, gradient, gradient);
            TensorPrimitives.Multiply(gradient, InverseDeviation(example, Mean(example)), gradient);
        }
    }

    /// <inheritdoc/>
    public override string? InvalidUnits(int units) => units > 1
        ? null
        : "layer normalization over one unit is always 0 and learns nothing; leave Normalization null";

    private static T Mean<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> => Sums.Of(values) / T.CreateChecked(values.Length);

    /// <summary>1 / √(σ² + ε).</summary>
    private T InverseDeviation<T>(ReadOnlySpan<T> z, T mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var variance = MeanSquare(z, mean, T.One);
        if (T.IsFinite(variance))
        {
            return T.One / T.Sqrt(variance + T.CreateChecked(Epsilon));
        }

        // The squares overflow, though the numbers need not: beside them ε is nothing.
        var scale = T.Max(T.Abs(TensorPrimitives.MaxMagnitude(z)), T.Abs(mean));
        return T.One / T.Sqrt(MeanSquare(z, mean, scale)) / scale;
    }

    /// <summary>(1/n) Σ ((z − μ) / scale)².</summary>
    private static T MeanSquare<T>(ReadOnlySpan<T> z, T mean, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> deviations = stackalloc T[Block.Size];
        var sum = T.Zero;
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var block = Block.Of(z, start);
            var part = deviations[..block.Length];
            TensorPrimitives.Subtract(block, mean, part);
            if (scale != T.One)
            {
                TensorPrimitives.Divide(part, scale, part);
            }

            sum += Sums.OfSquares<T>(part);
        }

        return sum / T.CreateChecked(z.Length);
    }
}
