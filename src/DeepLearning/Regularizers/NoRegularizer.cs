namespace DeepLearning;

/// <summary>No penalty: R(W) = 0.</summary>
internal sealed class NoRegularizer : Regularizer
{
    public override string Name => "None";

    public override double Penalty<T>(ReadOnlySpan<T> weights) => 0;

    public override void AddGradient<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
    }
}
