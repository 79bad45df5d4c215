namespace DeepLearning.Tests;

/// <summary>An activation whose gradient leaks to the next unit.</summary>
internal sealed class MixingUnits(Activation right) : Activation
{
    public override Initializer DefaultInitializer => right.DefaultInitializer;

    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => right.Forward(z, a, units);

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        right.Backward(z, a, delta, units);
        var tenth = T.CreateChecked(0.1);
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] += (i + 1) % units == 0 ? T.Zero : tenth * delta[i + 1];
        }
    }
}
