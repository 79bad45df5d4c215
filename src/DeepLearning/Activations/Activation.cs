using System.Numerics;

namespace DeepLearning;

/// <summary>An activation function g, applied to the pre-activations of a layer: A = g(Z).</summary>
/// <remarks>
/// <para>
/// To write your own, derive and override <see cref="Forward"/> and <see cref="Backward"/>; the library's own activations do
/// no more. Spans hold whole columns: an example is <c>units</c> numbers on end, and examples follow one another.
/// Check the pair with <see cref="GradientCheck"/>.
/// </para>
/// <threadsafety>An activation holds no state of a computation; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Activation
{
    /// <summary>g(z) = z.</summary>
    public static Activation Identity { get; } = new Identity();

    /// <summary>g(z) = 1 / (1 + e⁻ᶻ).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>g(z) = tanh z.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>g(z) = max(0, z).</summary>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>g(z)ᵢ = e^zᵢ / Σⱼ e^zⱼ, over the units of an example.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>The name shown in summaries and errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The initializer of a layer with this activation that names none; Xavier unless overridden.</summary>
    public virtual Initializer DefaultInitializer => Initializer.Xavier();

    /// <summary>Whether the outputs are probabilities, so that a network ending in this activation classifies; no unless overridden.</summary>
    public virtual bool YieldsProbabilities => false;

    /// <summary>g(z) = z where z is positive, slope · z elsewhere.</summary>
    /// <param name="slope">The slope below zero; a finite number, 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not finite.</exception>
    public static Activation LeakyReLU(double slope = 0.01) => new LeakyReLU(slope);

    /// <summary>Computes A = g(Z).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples, column after column.</param>
    /// <param name="a">Receives the activations, of the same shape.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    public abstract void Forward<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Turns the gradient with respect to A into the one with respect to Z: dZ = dA · g′(Z), in place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">The pre-activations, units × examples.</param>
    /// <param name="a">The activations that <see cref="Forward"/> computed from them.</param>
    /// <param name="delta">dA on entry, dZ on return. Where a unit's output depends on its neighbours, as in softmax, the
    /// product is with the Jacobian of the example.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    public abstract void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Why a layer of so many units cannot have this activation, or null when it can.</summary>
    /// <param name="units">The number of units of the layer.</param>
    public virtual string? Misfit(int units) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
