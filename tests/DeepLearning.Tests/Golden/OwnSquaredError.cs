namespace DeepLearning.Tests;

/// <summary>Mean squared error as a loss of the user's own, which fits every output.</summary>
internal sealed class OwnSquaredError : Loss
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        MeanSquaredError.Forward(outputs, targets, losses);

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) =>
        MeanSquaredError.Backward(outputs, targets, delta, units);
}
