namespace DeepLearning;

/// <summary>One layer in one step.</summary>
/// <param name="Layer">l, counted from 1.</param>
/// <param name="Name">The layer's number and shape, such as <c>layer 2 (128 → 10)</c>.</param>
/// <param name="Activation">The name of g.</param>
/// <param name="Parameters">Its parameters: W, then b, and of a layer with a normalization then γ and β.</param>
/// <param name="Z">
/// How the pre-activations of the batch are distributed, which the activation is a function of: behind a normalization, where there is one.
/// </param>
/// <param name="A">How the activations of the batch are distributed, before dropout.</param>
public sealed record LayerInspection(
    int Layer, string Name, string Activation, IReadOnlyList<ParameterInspection> Parameters, Distribution Z, Distribution A)
{
    /// <summary>W.</summary>
    public ParameterInspection Weights => Parameters[0];

    /// <summary>b.</summary>
    public ParameterInspection Biases => Parameters[1];

    /// <summary>
    /// The error signal that reaches the layer: √((1/m) Σᵢ ‖dZ⁽ⁱ⁾‖²), the root mean square over the examples of the length of dZ. From
    /// layer to layer it stays about the same when gradients neither vanish nor explode.
    /// </summary>
    public double Error { get; init; }

    /// <summary>
    /// The share of units whose g′(Z) is 0 for every example of the batch, so that nothing passes back through them; null for an output
    /// whose activation is fused with the loss, and where units depend on each other.
    /// </summary>
    public double? DeadShare { get; init; }

    /// <summary>
    /// The share of units that were so in this inspected step and in each of the nine before, as far as there were any: a unit that merely
    /// has nothing to say about one batch is not among them.
    /// </summary>
    public double? LastingDeadShare { get; init; }

    /// <summary>
    /// The share of all Z, over units and examples, where |g′(Z)| is less than 5 % of |g′(0)|; null for activations that do not flatten out
    /// on both sides as sigmoid and tanh do, and where <see cref="DeadShare"/> is null.
    /// </summary>
    public double? SaturatedShare { get; init; }

    /// <summary>How many examples <see cref="LastingDeadShare"/> is drawn from.</summary>
    internal int ExamplesWatched { get; init; }
}
