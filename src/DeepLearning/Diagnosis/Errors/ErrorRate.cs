namespace DeepLearning.Diagnosis;

/// <summary>A share of mistakes: binomial.</summary>
internal sealed class ErrorRate(double value, int examples) : MeasuredError(value, examples)
{
    /// <summary>
    /// p (1 − p), with two mistakes and two right answers added (Agresti and Coull, 1998), so that none in a few is not taken for none at
    /// all.
    /// </summary>
    internal override double Spread
    {
        get
        {
            var p = ((Value * examples) + 2) / (examples + 4);
            return p * (1 - p);
        }
    }

    private protected override (double Low, double High) IntervalOf(double confidence)
    {
        var z = Deviations(confidence);
        var (n, share) = ((double)examples, z * z / examples);
        var center = (Value + (share / 2)) / (1 + share);
        var half = z / (1 + share) * Math.Sqrt((Value * (1 - Value) / n) + (share / (4 * n)));

        // Rounding must not leave the error itself outside.
        return (Math.Clamp(center - half, 0, Value), Math.Clamp(center + half, Value, 1));
    }
}
