namespace DeepLearning.Tests;

/// <summary>Layer normalization with something forgotten on the way back.</summary>
internal sealed class WrongNormalization : Normalization
{
    /// <summary>What the mean of dẐ is multiplied by.</summary>
    public double Mean { get; init; } = 1;

    /// <summary>What the mean of dẐ ⊙ Ẑ is multiplied by.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Whether there is a division by the deviation.</summary>
    public bool HasDeviation { get; init; } = true;

    /// <summary>What all is multiplied by.</summary>
    public double Factor { get; init; } = 1;

    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> normalized, int units) => Layer().Forward(z, normalized, units);

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
    {
        for (var start = 0; start < z.Length; start += units)
        {
            var (mean, variance, gradient, share) = (T.Zero, T.Zero, T.Zero, T.Zero);
            var n = T.CreateChecked(units);
            for (var i = start; i < start + units; i++)
            {
                mean += z[i] / n;
                gradient += delta[i] / n;
                share += delta[i] * normalized[i] / n;
            }

            for (var i = start; i < start + units; i++)
            {
                variance += (z[i] - mean) * (z[i] - mean) / n;
            }

            var deviation = T.Sqrt(variance + T.CreateChecked(1e-5));
            for (var i = start; i < start + units; i++)
            {
                var one = delta[i] - (T.CreateChecked(Mean) * gradient) - (T.CreateChecked(Share) * share * normalized[i]);
                delta[i] = T.CreateChecked(Factor) * (HasDeviation ? one / deviation : one);
            }
        }
    }
}
