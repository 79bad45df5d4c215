namespace DeepLearning;

/// <summary>All zeros: W = 0.</summary>
/// <remarks>
/// Suffices for logistic regression. In a deeper network all units of a hidden layer would compute the same function forever,
/// because their gradients are the same: the symmetry has to be broken by random weights.
/// </remarks>
internal sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) => weights.Clear();
}
