using System.Numerics;

namespace DeepLearning;

/// <summary>A loss L(ŷ, y) of one example. The cost is its mean over the examples: J = (1/m) Σᵢ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾).</summary>
/// <remarks>
/// <para>
/// The factor 1/m is applied once, by the training pass; a loss only ever speaks of single examples. To write your own,
/// derive and override <see cref="ForwardCore"/> and <see cref="BackwardCore"/>. Spans hold whole columns, one example after another.
/// </para>
/// <para>
/// A loss that is better computed together with the output activation names it in <see cref="FusedActivation"/>. It is then given
/// the logits Z in place of the outputs A, and returns dZ in place of dA.
/// </para>
/// <threadsafety>A loss holds no state of a computation; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Loss
{
    /// <summary>Categorical cross-entropy, for a softmax output: L = −Σₖ yₖ log aₖ.</summary>
    /// <remarks>
    /// Computed from the logits with the largest subtracted first (log-sum-exp), so the loss and its gradient are finite for every
    /// finite Z. A target is a distribution over the classes, usually one-hot: no number below 0, sum 1 within 10⁻³; where its sum s is
    /// not quite 1, L is −Σₖ yₖ log aₖ all the same, and dZ = s A − Y. NaN in Z gives NaN.
    /// Labels given as integers become one-hot columns in the <see cref="Dataset"/> (<c>Matrices.OneHot</c>), never in the loss: there is
    /// one form of target. As in PyTorch the loss takes logits and label smoothing spreads ε over all n classes, the right one included;
    /// Keras takes probabilities unless told <c>from_logits=True</c>. Label smoothing keeps the network from driving its logits apart
    /// without end; the loss of a perfect answer is then no longer 0. Source of label smoothing: Szegedy, Vanhoucke, Ioffe, Shlens and
    /// Wojna, "Rethinking the Inception architecture for computer vision", 2016.
    /// </remarks>
    public static Loss CrossEntropy { get; } = new CrossEntropy();

    /// <summary>Binary cross-entropy, for a sigmoid output: L = −Σₖ (yₖ log aₖ + (1 − yₖ) log(1 − aₖ)).</summary>
    /// <remarks>
    /// Computed from the logits, so the loss and its gradient are finite for every finite Z. Targets are probabilities, usually 0 or 1,
    /// in [0, 1]; several outputs are independent yes-or-no questions. PyTorch's <c>BCEWithLogitsLoss</c> and Keras's
    /// <c>BinaryCrossentropy</c> take the mean over the n outputs: the loss and its gradient are n times theirs, so that their learning
    /// rates of plain gradient descent are n times too large here. NaN in Z gives NaN.
    /// </remarks>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropy();

    /// <summary>Mean squared error, for any output but softmax: L = (1/n) Σₖ (aₖ − yₖ)².</summary>
    /// <remarks>
    /// There is no factor ½, as in PyTorch and Keras; scikit-learn's <c>MLPRegressor</c> has one. With J = (1/m) Σ L the cost is the mean
    /// over all outputs of all examples. Takes the output of any activation but softmax; the usual one for regression is <see
    /// cref="Activation.Identity"/>. NaN and infinities pass through.
    /// </remarks>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <summary>Mean absolute error, for any output but softmax: L = (1/n) Σₖ |aₖ − yₖ|.</summary>
    /// <remarks>
    /// Its minimum is the median, so that single wild targets count little. At the kink aₖ = yₖ the derivative is taken as 0. Takes the
    /// output of any activation but softmax; the usual one for regression is <see cref="Activation.Identity"/>. NaN and infinities pass
    /// through.
    /// </remarks>
    public static Loss MeanAbsoluteError { get; } = new MeanAbsoluteError();

    /// <summary>Hinge loss, for a linear output: L = Σₖ max(0, 1 − tₖ aₖ), with tₖ = 1 for yes and −1 for no.</summary>
    /// <remarks>
    /// <para>
    /// A target is 1 for yes, and 0 or −1 for no, so that one-hot columns and the signs of the literature both serve; several outputs are
    /// independent questions (one against the rest). The output is a margin, not a probability: give the output layer
    /// <see cref="Activation.Identity"/>; the answer is its sign, and the largest output is the class
    /// (<c>network.EvaluateClassification(data, threshold: 0)</c>). At the kink tₖ aₖ = 1 the derivative is taken as 0.
    /// Keras's <c>Hinge</c> takes the mean over the outputs instead of the sum. NaN passes through.
    /// </para>
    /// <para>Source: Cortes and Vapnik, "Support-vector networks", 1995.</para>
    /// </remarks>
    public static Loss Hinge { get; } = new Hinge();

    /// <summary>Kullback–Leibler divergence, for a softmax output: L = Σₖ yₖ (log yₖ − log aₖ).</summary>
    /// <remarks>
    /// <see cref="Loss.CrossEntropy"/> less the entropy of the target: the same gradient, but 0 where the outputs equal the targets, which
    /// suits targets that are distributions, as in distillation. 0 · log 0 counts as 0. Computed from the logits with the largest
    /// subtracted first, so the loss and its gradient are finite for every finite Z. A target has no number below 0 and sum 1 within 10⁻³;
    /// where its sum s is not quite 1, dZ = s A − Y. Summed over the classes, as in Keras and as PyTorch's <c>reduction="batchmean"</c>;
    /// PyTorch's default divides by the number of classes besides. NaN in Z gives NaN. Source: Kullback and Leibler, "On information and
    /// sufficiency", 1951.
    /// </remarks>
    public static Loss KullbackLeibler { get; } = new KullbackLeibler();

    /// <summary>The name shown in summaries and errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The output activation whose logits this loss takes, or null when it takes the outputs themselves.</summary>
    public virtual Activation? FusedActivation => null;

    /// <summary>
    /// The output of a loss of yes-or-no questions without probabilities from which on the answer is yes, so that the metric
    /// of a run is the accuracy; null unless overridden.
    /// </summary>
    public virtual double? DecisionThreshold => null;

    /// <summary>The Huber loss, for any output but softmax: the mean of squares ½ e² that turn into lines at |e| = δ.</summary>
    /// <remarks>
    /// Near the target like half of <see cref="Loss.MeanSquaredError"/>, far from it like δ times <see cref="Loss.MeanAbsoluteError"/>. The
    /// derivative is continuous: there is no kink. PyTorch's <c>HuberLoss</c> and Keras's <c>Huber</c> of the same δ; PyTorch's
    /// <c>SmoothL1Loss</c> is divided by δ. Takes the output of any activation but softmax; the usual one for regression is
    /// <see cref="Activation.Identity"/>. NaN passes through; an infinite error gives an infinite loss. Source: Huber, "Robust estimation
    /// of a location parameter", 1964.
    /// </remarks>
    /// <param name="delta">δ, greater than 0; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not greater than 0, or not finite.</exception>
    public static Loss Huber(double delta = 1) => new Huber(delta);

    /// <summary><see cref="CrossEntropy"/> with smoothed labels: (1 − ε) y + ε / n in place of y.</summary>
    /// <param name="labelSmoothing">ε, in [0, 1); 0.1 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is outside [0, 1).</exception>
    public static Loss SmoothedCrossEntropy(double labelSmoothing = 0.1) => new CrossEntropy(labelSmoothing);

    /// <summary>Computes the loss of every example.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="losses">Receives one number an example; its length is the number of examples.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, outputs and targets are not of one length, they are not whole columns for as many examples as there are losses, or
    /// losses overlaps them.
    /// </exception>
    public void Forward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLosses(outputs, targets, losses);
        ForwardCore(outputs, targets, losses);
    }

    /// <summary>Computes ∂L/∂outputs of every example, without the factor 1/m.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="delta">Receives the gradient, units × examples.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void Backward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckGradient(outputs, targets, delta, units);
        BackwardCore(outputs, targets, delta, units);
    }

    /// <summary><see cref="Forward"/> and <see cref="Backward"/> of the same outputs, which may share work.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="losses">Receives one number an example.</param>
    /// <param name="delta">Receives the gradient, units × examples.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, or has another length than the others, or what is written overlaps what is read.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public void ForwardAndBackward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckGradient(outputs, targets, delta, units);
        SpanGuard.Length(losses.Length, outputs.Length / units, nameof(losses), "one number for each example");
        CheckLosses(outputs, targets, losses);
        SpanGuard.Apart(losses, nameof(losses), delta, nameof(delta));
        ForwardAndBackwardCore(outputs, targets, losses, delta, units);
    }

    /// <summary>
    /// Whether the loss compares outputs and targets number by number, so that the probabilities of one choice among classes are not its
    /// object.
    /// </summary>
    internal virtual bool ComparesNumbers => false;

    /// <summary>The reason why this loss cannot follow an output activation, or null when it can.</summary>
    /// <remarks>
    /// The library's losses that compare numbers one by one (squared, absolute, Huber, hinge) refuse softmax: where it is sure and wrong
    /// they have hardly a gradient, and the network does not learn. PyTorch and Keras take the pair without a word. Who means the squared
    /// error of probabilities, the Brier score, writes it as a loss of their own, which nothing refuses.
    /// </remarks>
    /// <param name="output">The activation of the output layer.</param>
    public virtual string? InvalidTarget(Activation output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (ComparesNumbers && output.YieldsProbabilities && !output.IsElementwise)
        {
            return $"{Name} compares numbers one by one and has hardly a gradient where {output.Name} is sure and wrong; " +
                "for classes use Loss.CrossEntropy, for numbers give the output layer Identity";
        }

        return FusedActivation is null || FusedActivation.GetType() == output.GetType()
            ? null
            : $"{Name} is computed from the logits of {FusedActivation.Name}, but the output layer has {output.Name}; " +
              $"give the output layer {FusedActivation.Name}, or choose another loss";
    }

    /// <summary>The fault of the target of one example, or null when nothing is.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="target">The target of one example, as many numbers as the network has outputs.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> is empty.</exception>
    public string? InvalidTarget<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty(target, nameof(target));
        return InvalidTargetCore(target, target.Length, out _);
    }

    /// <summary>The fault of the first wrong target of a batch, or null when none is.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    /// <param name="example">Receives which example it is, counted from 0.</param>
    /// <exception cref="ArgumentException"><paramref name="targets"/> is empty, or not whole columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public string? InvalidTarget<T>(ReadOnlySpan<T> targets, int units, out int example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.Columns(targets, units, nameof(targets), nameof(units));
        return InvalidTargetCore(targets, units, out example);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Forward"/>, of spans that have been checked.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="losses">Receives one number an example; its length is the number of examples.</param>
    protected abstract void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary><see cref="Backward"/>, of spans that have been checked.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="delta">Receives the gradient, units × examples.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    protected abstract void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// <see cref="ForwardAndBackward"/>, of spans that have been checked. Override it where the two share work; the results must be those
    /// of the two.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="outputs">A of the output layer, or Z where <see cref="FusedActivation"/> is set; units × examples.</param>
    /// <param name="targets">Y, units × examples.</param>
    /// <param name="losses">Receives one number an example.</param>
    /// <param name="delta">Receives the gradient, units × examples.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    protected virtual void ForwardAndBackwardCore<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ForwardCore(outputs, targets, losses);
        BackwardCore(outputs, targets, delta, units);
    }

    /// <summary>
    /// The fault of the first wrong target of a batch, or null when none is. Every finite target is right unless overridden.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="targets">Y, units × examples, whole columns.</param>
    /// <param name="units">The number of output units, the length of one column.</param>
    /// <param name="example">Receives which example it is, counted from 0.</param>
    protected virtual string? InvalidTargetCore<T>(ReadOnlySpan<T> targets, int units, out int example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        example = -1;
        return null;
    }

    private static void CheckLosses<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> losses)
    {
        SpanGuard.NotEmpty(losses, nameof(losses));
        SpanGuard.Columns(outputs, losses.Length, nameof(outputs), "as many as losses");
        SpanGuard.SameLength(targets, nameof(targets), outputs, nameof(outputs));
        SpanGuard.Apart(losses, nameof(losses), outputs, nameof(outputs));
        SpanGuard.Apart(losses, nameof(losses), targets, nameof(targets));
    }

    private static void CheckGradient<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> delta, int units)
    {
        SpanGuard.Columns(outputs, units, nameof(outputs), nameof(units));
        SpanGuard.SameLength(targets, nameof(targets), outputs, nameof(outputs));
        SpanGuard.SameLength(delta, nameof(delta), outputs, nameof(outputs));
        SpanGuard.Apart(delta, nameof(delta), outputs, nameof(outputs));
        SpanGuard.Apart(delta, nameof(delta), targets, nameof(targets));
    }
}
