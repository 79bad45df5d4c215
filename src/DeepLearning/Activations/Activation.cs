using System.Numerics;
using DeepLearning.GradientChecking;

namespace DeepLearning;

/// <summary>An activation function g, applied to the pre-activations of a layer: A = g(Z).</summary>
/// <remarks>
/// <para>
/// To write your own, derive and override <see cref="ForwardCore"/> and <see cref="BackwardCore"/>; the library's own activations do
/// no more. Spans hold whole columns: an example is <c>units</c> numbers on end, and examples follow one another.
/// Check the pair with <see cref="GradientCheck"/>.
/// </para>
/// <threadsafety>An activation holds no state of a computation; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Activation
{
    /// <summary>g(z) = z.</summary>
    /// <remarks>The usual output of a regression. NaN and infinities pass through.</remarks>
    public static Activation Identity { get; } = new Identity();

    /// <summary>g(z) = 1 / (1 + e⁻ᶻ).</summary>
    /// <remarks>
    /// Values lie in [0, 1] for every finite z, 0 and 1 exactly in the far tails; g(±∞) is 1 and 0, g(NaN) is NaN.
    /// The output of a yes-or-no question, with <see cref="Loss.BinaryCrossEntropy"/>.
    /// </remarks>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>g(z) = tanh z.</summary>
    /// <remarks>Values lie in [−1, 1], ±1 exactly in the far tails and 0 exactly at 0; g(±∞) is ±1, g(NaN) is NaN.</remarks>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>g(z) = max(0, z).</summary>
    /// <remarks>
    /// At the kink z = 0 the derivative is taken as 0. g(+∞) is +∞, g(−∞) is 0, g(NaN) is NaN.
    /// Layers with it are initialized by <see cref="Initializer.He"/> unless they say otherwise.
    /// </remarks>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>g(z)ᵢ = e^zᵢ / Σⱼ e^zⱼ, over the units of an example.</summary>
    /// <remarks>
    /// The largest zⱼ is subtracted first, so every finite z gives finite activations that sum to 1. A NaN or +∞ among the
    /// z of an example makes its activations NaN. The output of a choice among classes, with <see cref="Loss.CrossEntropy"/>.
    /// </remarks>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>g(z) = λ z where z is positive, λ α (eᶻ − 1) elsewhere, with the λ and α that keep mean 0 and variance 1.</summary>
    /// <remarks>
    /// λ = 1.0507… and α = 1.6732… are such that activations of mean 0 and variance 1 keep them through layers whose weights have variance
    /// 1 / n[l−1], which is what <see cref="Initializer.Xavier"/>, the default of these layers, gives. Values reach −λ α in the far tail
    /// and at −∞; g(+∞) is +∞, NaN passes through. At the kink z = 0 the derivative is taken as λ α. Source: Klambauer, Unterthiner, Mayr
    /// and Hochreiter, "Self-normalizing neural networks", 2017.
    /// </remarks>
    public static Activation SELU { get; } = new SELU();

    /// <summary>g(z) = z Φ(z), with Φ the distribution function of the standard normal.</summary>
    /// <remarks>
    /// Exact also in the far tail: within 10⁻¹⁴ |g| in double for as long as g is a normal number. g(−∞) is 0, g(+∞) is +∞, NaN passes
    /// through. <see cref="TanhGELU"/> is the cheaper approximation. Layers with it are initialized by <see cref="Initializer.He"/> unless
    /// they say otherwise. Source: Hendrycks and Gimpel, "Gaussian error linear units", 2016.
    /// </remarks>
    public static Activation GELU { get; } = new GELU();

    /// <summary>The tanh form of <see cref="GELU"/>: g(z) = ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))).</summary>
    /// <remarks>
    /// Within 5·10⁻⁴ of <see cref="GELU"/> and several times faster. g(−∞) is 0, g(+∞) is +∞, NaN passes through. Layers with it
    /// are initialized by <see cref="Initializer.He"/> unless they say otherwise.
    /// Source: Hendrycks and Gimpel, "Gaussian error linear units", 2016.
    /// </remarks>
    public static Activation TanhGELU { get; } = new TanhGELU();

    /// <summary>g(z) = z / (1 + e⁻ᶻ), also called swish.</summary>
    /// <remarks>
    /// g(−∞) is 0, g(+∞) is +∞, NaN passes through. Layers with it are initialized by <see cref="Initializer.He"/> unless they say
    /// otherwise. Source: Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in
    /// reinforcement learning", 2018.
    /// </remarks>
    public static Activation SiLU { get; } = new SiLU();

    /// <summary>g(z) = log(1 + eᶻ).</summary>
    /// <remarks>
    /// Positive, and exact in both tails: near eᶻ on the left, near z on the right, where PyTorch's turns into z itself beyond 20. g(−∞) is
    /// 0, g(+∞) is +∞, NaN passes through. Source: Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional
    /// knowledge for better option pricing", 2001.
    /// </remarks>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>g(z) = min(max(z / 6 + ½, 0), 1).</summary>
    /// <remarks>
    /// The slope of PyTorch and of Keras 3; older systems have 0.2. At the kinks z = ±3 the derivative is taken as 0. g(−∞) is 0, g(+∞) is
    /// 1, NaN passes through. Its values are no probabilities that a loss could be fused with: for yes-or-no outputs take
    /// <see cref="Activation.Sigmoid"/>. Source: Howard and others, "Searching for MobileNetV3", 2019.
    /// </remarks>
    public static Activation HardSigmoid { get; } = new HardSigmoid();

    /// <summary>The name shown in summaries and errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The initializer of a layer with this activation that names none; Xavier unless overridden.</summary>
    public virtual Initializer DefaultInitializer => Initializer.Xavier();

    /// <summary>
    /// Whether the outputs are probabilities, so that a network ending in this activation classifies; no unless overridden.
    /// </summary>
    public virtual bool YieldsProbabilities => false;

    /// <summary>Whether each output is a function of its own z alone, unlike in softmax; yes unless overridden.</summary>
    public virtual bool IsElementwise => true;

    /// <summary>g(z) = z where z is positive, slope · z elsewhere.</summary>
    /// <remarks>
    /// The slope of 0.01 is PyTorch's default; Keras has 0.3. At the kink z = 0 the derivative is taken as the slope. NaN passes through;
    /// g(−∞) is −∞ for a positive slope. Layers with it are initialized by <see cref="Initializer.He"/> unless they say otherwise. Source:
    /// Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
    /// </remarks>
    /// <param name="slope">The slope below zero; a finite number, 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not finite.</exception>
    public static Activation LeakyReLU(double slope = 0.01) => new LeakyReLU(slope);

    /// <summary>g(z) = z where z is positive, α (eᶻ − 1) elsewhere.</summary>
    /// <remarks>
    /// Values lie above −α, which they reach exactly in the far tail and at −∞; g(+∞) is +∞, NaN passes through. There is a kink at z = 0
    /// unless α = 1; the derivative is taken as α. Layers with it are initialized by <see cref="Initializer.He"/> unless they say
    /// otherwise. Source: Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units", 2016.
    /// </remarks>
    /// <param name="alpha">α, greater than 0; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not greater than 0, or not finite.</exception>
    public static Activation ELU(double alpha = 1) => new ELU(alpha);

    /// <summary>Computes A = g(Z).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples, column after column.</param>
    /// <param name="a">Receives the activations, of the same shape.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.Columns(z, units, nameof(z), nameof(units));
        SpanGuard.SameLength(a, nameof(a), z, nameof(z));
        SpanGuard.Apart(a, nameof(a), z, nameof(z));
        ForwardCore(z, a, units);
    }

    /// <summary>Turns the gradient with respect to A into the one with respect to Z: dZ = dA · g′(Z), in place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples.</param>
    /// <param name="a">The activations that <see cref="Forward"/> computed from them.</param>
    /// <param name="delta">dA on entry, dZ on return. Where a unit's output depends on its neighbours, as in softmax, the
    /// product is with the Jacobian of the example.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.Columns(z, units, nameof(z), nameof(units));
        SpanGuard.SameLength(a, nameof(a), z, nameof(z));
        SpanGuard.SameLength(delta, nameof(delta), z, nameof(z));
        SpanGuard.Apart(delta, nameof(delta), z, nameof(z));
        SpanGuard.Apart(delta, nameof(delta), a, nameof(a));
        BackwardCore(z, a, delta, units);
    }

    /// <summary>g as a formula, which export to ONNX and to source code needs; null, the default, where there is none.</summary>
    /// <remarks>
    /// It must be the same function as <see cref="Forward"/>: export compares the two and refuses a network where they differ.
    /// </remarks>
    /// <param name="z">Stands for the pre-activation.</param>
    public virtual Formula? AsFormula(Formula z) => null;

    /// <summary>The reason why a layer of so many units cannot have this activation, or null when it can.</summary>
    /// <param name="units">The number of units of the layer.</param>
    public virtual string? InvalidUnits(int units) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Forward"/>, of spans that have been checked: whole columns of the same length, apart from each other.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples, column after column.</param>
    /// <param name="a">Receives the activations, of the same shape.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    protected abstract void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// <see cref="Backward"/>, of spans that have been checked: whole columns of the same length, delta apart from the others.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples.</param>
    /// <param name="a">The activations that <see cref="Forward"/> computed from them.</param>
    /// <param name="delta">dA on entry, dZ on return.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    protected abstract void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
