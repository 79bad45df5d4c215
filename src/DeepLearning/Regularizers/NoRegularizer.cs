namespace DeepLearning;

/// <summary>No penalty: R(W) = 0.</summary>
internal sealed class NoRegularizer : Regularizer
{
    public override string Name => "None";

    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights) => 0;

    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
    }
}
