namespace DeepLearning;

/// <summary>
/// The definition of a diagonal layer in front of a network: A[0] = s ⊙ X, with a learned factor s for each feature, all 1 at first.
/// </summary>
/// <remarks>
/// <para>
/// It lets a network choose among its features: a factor that falls towards 0 takes a feature out, and one parameter has learned it where
/// without the layer a whole column of W[1] would have to. Factors have few gradients of many examples, and bear a rate many times that of
/// the weights. The factors train with the first layer: where that is not trainable, nor are they. They have no penalty and no constraint;
/// the decay of an optimizer that has one of its own, as AdamW, applies to them at their rate.
/// </para>
/// <para>Source: the scaling layer of RealMLP; Holzmüller, Grinsztajn and Steinwart, "Better by default: strong pre-tuned MLPs and boosted
/// trees on tabular data", 2024.</para>
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed record InputScaling
{
    /// <summary>The factor of the learning rate for s, greater than 0; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    public double LearningRateFactor
    {
        get;
        init => field = Guard.Positive(value, nameof(LearningRateFactor));
    } = 1;

    /// <inheritdoc/>
    public override string ToString() => LearningRateFactor == 1
        ? "scaled inputs"
        : FormattableString.Invariant($"scaled inputs, learning rate × {LearningRateFactor}");
}
