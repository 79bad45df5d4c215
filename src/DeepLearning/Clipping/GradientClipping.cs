using System.Numerics;

namespace DeepLearning;

/// <summary>A rule by which gradients that are too large are cut before the optimizer sees them.</summary>
/// <remarks>
/// <para>
/// Clipping comes after backpropagation and regularization and before the update: what the regularizer adds is clipped too, where PyTorch's
/// <c>weight_decay</c> is added by the optimizer and escapes. The trainer calls <see cref="Clip"/> for ranges of every
/// parameter's gradient, weights or not, in any order and on several threads. To write your own, derive and override
/// <see cref="ClipCore"/>.
/// </para>
/// <threadsafety>Clipping is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class GradientClipping
{
    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Whether <see cref="Clip"/> depends on the norm of all gradients together, which costs the trainer another pass over them; no unless
    /// overridden.
    /// </summary>
    public virtual bool NeedsGlobalNorm => false;

    /// <summary>Every element by itself: g := min(max(g, −c), c).</summary>
    /// <remarks>Changes the direction of the step, unlike clipping by norm. Infinities become ±c; NaN passes through.</remarks>
    /// <param name="limit">c, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public static GradientClipping ByValue(double limit) => new ClippingByValue(limit);

    /// <summary>
    /// All gradients by one factor, so that the direction stays: g := g · c / ‖g‖ where the norm ‖g‖ of all of them exceeds c.
    /// </summary>
    /// <remarks>
    /// ‖g‖ is the norm of all gradients of the step as one vector. Gradients within the limit keep their bits. PyTorch's
    /// <c>clip_grad_norm_</c> divides by ‖g‖ + 10⁻⁶ and so stays a millionth below the limit. A norm that is NaN or infinite makes every
    /// gradient NaN: nothing is hidden. Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
    /// 2013.
    /// </remarks>
    /// <param name="limit">c, greater than 0; 1 is typical.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public static GradientClipping ByGlobalNorm(double limit = 1) => new ClippingByGlobalNorm(limit);

    /// <summary>Cuts a range of a gradient.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradient">dw, to be changed in place.</param>
    /// <param name="sumOfSquares">
    /// Σ g² over all gradients of the step, the square of their global norm, where <see cref="NeedsGlobalNorm"/> asks for it; else not
    /// meaningful.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="gradient"/> is empty.</exception>
    public void Clip<T>(Span<T> gradient, double sumOfSquares)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty<T>(gradient, nameof(gradient));
        ClipCore(gradient, sumOfSquares);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Clip"/>, of a range that is not empty.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradient">dw, to be changed in place.</param>
    /// <param name="sumOfSquares">Σ g² over all gradients of the step, where <see cref="NeedsGlobalNorm"/> asks for it.</param>
    protected abstract void ClipCore<T>(Span<T> gradient, double sumOfSquares)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
