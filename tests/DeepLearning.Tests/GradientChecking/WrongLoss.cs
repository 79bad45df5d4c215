namespace DeepLearning.Tests;

/// <summary>A right loss whose gradient is spoiled.</summary>
/// <param name="right">The right one.</param>
/// <param name="spoil">From the right gradient, the number of units and of examples.</param>
internal sealed class WrongLoss(Loss right, Func<double, int, int, double> spoil) : Loss
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        right.Forward(outputs, targets, losses);

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        right.Backward(outputs, targets, delta, units);
        foreach (ref var one in delta)
        {
            one = T.CreateChecked(spoil(double.CreateChecked(one), units, delta.Length / units));
        }
    }
}
