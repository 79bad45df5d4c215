using System.Numerics;

namespace DeepLearning;

/// <summary>
/// A function that brings the pre-activations of a layer to a common scale before its activation: Ẑ = N(Z), Y = γ ⊙ Ẑ + β, A = g(Y). The
/// gains γ, which begin as 1, and the shifts β, which begin as 0, are parameters of the layer, a number for each unit; N is what derives
/// from this class.
/// </summary>
/// <remarks>
/// <para>
/// N looks at one example at a time. Normalization over the examples of a batch is left out on purpose: it makes every example depend on
/// its neighbours in the batch, where the division of a batch among threads, with the same bits for any number of them, rests on columns
/// that need nothing from each other; and it predicts by running statistics that it does not train by, so that a layer has to be told which
/// of the two is going on. For fully connected layers <see cref="Layer"/> does the same service without either.
/// </para>
/// <para>
/// To write your own, derive from this class and override <see cref="ForwardCore"/> and <see cref="BackwardCore"/>; both are generic, so
/// one class serves float and double. Spans hold whole columns: an example is <c>units</c> numbers on end, and examples follow one another.
/// Gains and shifts, with their gradients, are the layer's concern. Check the pair with <c>GradientCheck</c>.
/// </para>
/// <threadsafety>A normalization holds no state of a computation; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Normalization
{
    /// <summary>The name shown in summaries and errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Layer normalization: Ẑ = (Z − μ) / √(σ² + ε), with μ and σ² of the units of an example.</summary>
    /// <remarks>
    /// Each example is normalized by itself, so training and prediction compute the same, and a prediction does not depend on what else is
    /// asked. ε = 10⁻⁵ is PyTorch's default; Keras has 10⁻³. Units that are all alike become 0. An example with a NaN or an infinity
    /// becomes NaN, and so does one whose sum over the units overflows. Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
    /// </remarks>
    /// <param name="epsilon">ε, 10⁻³⁰ or greater; 10⁻⁵ by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is less than 10⁻³⁰, or not finite.</exception>
    public static Normalization Layer(double epsilon = 1e-5) => new LayerNormalization(epsilon);

    /// <summary>Computes Ẑ = N(Z).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Z = W A[l−1] + b, units × examples, column after column.</param>
    /// <param name="normalized">Receives Ẑ, of the same shape.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void Forward<T>(ReadOnlySpan<T> z, Span<T> normalized, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The members mirror those of Activation: two things that users write, each documented in its own symbols.
        SpanGuard.Columns(z, units, nameof(z), nameof(units));
        SpanGuard.SameLength(normalized, nameof(normalized), z, nameof(z));
        SpanGuard.Apart(normalized, nameof(normalized), z, nameof(z));
        ForwardCore(z, normalized, units);
    }

    /// <summary>
    /// Turns the gradient with respect to Ẑ into the one with respect to Z, in place: dZ is dẐ times the Jacobian of N, example by example.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Z, units × examples.</param>
    /// <param name="normalized">The Ẑ that <see cref="Forward"/> computed from it.</param>
    /// <param name="delta">dẐ on entry, dZ on return.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.Columns(z, units, nameof(z), nameof(units));
        SpanGuard.SameLength(normalized, nameof(normalized), z, nameof(z));
        SpanGuard.SameLength(delta, nameof(delta), z, nameof(z));
        SpanGuard.Apart(delta, nameof(delta), z, nameof(z));
        SpanGuard.Apart(delta, nameof(delta), normalized, nameof(normalized));
        BackwardCore(z, normalized, delta, units);
    }

    /// <summary>N as a formula, which export to ONNX and to source code needs; null, the default, where there is none.</summary>
    /// <remarks>
    /// It must be the same function as <see cref="Forward"/>: export compares the two and refuses a network where they differ.
    /// </remarks>
    /// <param name="z">Stands for the pre-activation.</param>
    public virtual Formula? AsFormula(Formula z) => null;

    /// <summary>The reason why a layer of so many units cannot be normalized so, or null when it can.</summary>
    /// <param name="units">The number of units of the layer.</param>
    public virtual string? InvalidUnits(int units) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Forward"/>, of spans that have been checked: whole columns of the same length, apart from each other.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Z = W A[l−1] + b, units × examples, column after column.</param>
    /// <param name="normalized">Receives Ẑ, of the same shape.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    protected abstract void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> normalized, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// <see cref="Backward"/>, of spans that have been checked: whole columns of the same length, delta apart from the others.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Z, units × examples.</param>
    /// <param name="normalized">The Ẑ that <see cref="Forward"/> computed from it.</param>
    /// <param name="delta">dẐ on entry, dZ on return.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    protected abstract void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
