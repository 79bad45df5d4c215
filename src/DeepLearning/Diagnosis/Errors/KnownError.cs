namespace DeepLearning.Diagnosis;

/// <summary>An error without doubt.</summary>
internal sealed class KnownError(double value) : MeasuredError(value, examples: null)
{
    internal override double Spread => 0;

    private protected override (double Low, double High) IntervalOf(double confidence) => (Value, Value);
}
