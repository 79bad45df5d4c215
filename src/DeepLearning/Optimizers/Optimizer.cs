using System.Numerics;

namespace DeepLearning;

/// <summary>A rule that moves one parameter against its gradient. It knows nothing of layers, weights or biases.</summary>
/// <remarks>
/// <para>
/// What a rule remembers of a parameter, such as a velocity, lives outside it, in an <see cref="OptimizerState{T}"/> of
/// <see cref="StateCount"/> numbers for each number of the parameter, made zero by the trainer and passed in. So one rule serves
/// any number of parameters and trainers, and its state can be saved, reset and looked at.
/// </para>
/// <para>
/// A rule that remembers squares overflows where |dw| is beyond the root of the largest number, 1.8·10¹⁹ in float: the square is infinite
/// from then on, and the element no longer moves. <see cref="Trainer{T}.Fit"/> notices it, with a <see cref="DivergenceException"/>, and no
/// checkpoint is saved of it.
/// </para>
/// <para>
/// A rule treats every element by itself: the trainer calls it for ranges of a parameter, in any order and on several threads.
/// </para>
/// <threadsafety>A rule is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Optimizer
{
    /// <summary>A rule of the given learning rate.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is not greater than 0, or not finite.</exception>
    protected Optimizer(double learningRate) => LearningRate = Guard.Positive(learningRate);

    /// <summary>α, the learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The number of numbers that the rule remembers for each number of a parameter; 0 by default.</summary>
    public virtual int StateCount => 0;

    /// <summary>
    /// The names of these numbers, <see cref="StateCount"/> names, such as v and s; by default <c>state 1</c>,
    /// <c>state 2</c> and so on.
    /// </summary>
    public virtual IReadOnlyList<string> StateNames => [.. Enumerable.Range(1, StateCount).Select(number => $"state {number}")];

    /// <summary>Plain gradient descent: w := w − α dw.</summary>
    /// <remarks>
    /// Batch, mini-batch or stochastic by <see cref="FitOptions.BatchSize"/> alone. NaN and infinities in dw pass into w.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer GradientDescent(double learningRate = 0.01) => new GradientDescent(learningRate);

    /// <summary>Gradient descent with momentum: v := β v + (1 − β) dw, w := w − α v.</summary>
    /// <remarks>
    /// The course's form, in which v is an exponentially weighted average of the gradients. The other common form, v := β v + dw, is
    /// <see cref="HeavyBall"/>: the same path with (1 − β) α for α. So with equal α and β = 0.9 the steps are a tenth of those
    /// of PyTorch's, Keras's and scikit-learn's momentum. There is no bias correction. NaN and infinities in dw pass into v and w. Source:
    /// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Momentum(double learningRate = 0.01, double beta = 0.9) => new Momentum(learningRate, beta);

    /// <summary>Momentum without the factor 1 − β, as in PyTorch and Keras: v := β v + dw, w := w − α v.</summary>
    /// <remarks>
    /// What PyTorch, Keras and scikit-learn call SGD with momentum; in PyTorch and Keras β is 0 unless given. Its steps are 1 / (1 − β)
    /// times those of <see cref="Momentum"/>, ten times with β = 0.9: <c>HeavyBall(α, β)</c> is <c>Momentum(α / (1 − β), β)</c>. NaN and
    /// infinities in dw pass into v and w. Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer HeavyBall(double learningRate = 0.01, double beta = 0.9) => new HeavyBall(learningRate, beta);

    /// <summary>Nesterov's accelerated gradient: v := β v + dw, w := w − α (dw + β v).</summary>
    /// <remarks>
    /// The look-ahead of Nesterov's method in the form that needs dw only at w itself, as in PyTorch; v is that of
    /// <see cref="HeavyBall"/>, without a factor 1 − β. NaN and infinities in dw pass into v and w.
    /// Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983;
    /// Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Nesterov(double learningRate = 0.01, double beta = 0.9) => new Nesterov(learningRate, beta);

    /// <summary>AdaGrad: s := s + dw², w := w − α dw / (√s + ε).</summary>
    /// <remarks>
    /// s only grows, so each element's steps shrink as 1 / √t; <see cref="RMSprop"/> forgets old gradients instead.
    /// The defaults are PyTorch's; Keras begins with s = 0.1 and has α = 0.001 and ε = 10⁻⁷. NaN and infinities in dw pass into s and w.
    /// Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AdaGrad(double learningRate = 0.01, double epsilon = 1e-10) => new AdaGrad(learningRate, epsilon);

    /// <summary>RMSprop: s := β s + (1 − β) dw², w := w − α dw / (√s + ε).</summary>
    /// <remarks>
    /// Divides each element's step by a running root mean square of its gradients. There is no bias correction. The defaults are the
    /// course's and Keras's, α = 0.001 and β = 0.9 (Keras has ε = 10⁻⁷); PyTorch's are α = 0.01 and β = 0.99, which it calls alpha. NaN and
    /// infinities in dw pass into s and w. Source: Hinton, "Neural networks for machine learning", lecture 6e, 2012.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer RMSprop(double learningRate = 0.001, double beta = 0.9, double epsilon = 1e-8) =>
        new RMSprop(learningRate, beta, epsilon);

    /// <summary>
    /// Adam: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², w := w − α v̂ / (√ŝ + ε),
    /// with the bias corrections v̂ = v / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
    /// </summary>
    /// <remarks>
    /// t counts the steps from 1. The defaults are PyTorch's and scikit-learn's; Keras has ε = 10⁻⁷. PyTorch's <c>weight_decay</c> of Adam
    /// is L2 without the factor 1/m: see <see cref="Regularizer.L2"/>. NaN and infinities in dw pass into v, s and w. Source: Kingma and
    /// Ba, "Adam: a method for stochastic optimization", 2015.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new Adam(learningRate, beta1, beta2, epsilon);

    /// <summary>Adam with decoupled weight decay: w := (1 − α λ) w − α v̂ / (√ŝ + ε).</summary>
    /// <remarks>
    /// The decay acts on w directly and does not pass through the averages, where <see cref="Regularizer.L2"/> would be divided by √ŝ like
    /// any other gradient. As in PyTorch it acts on every parameter, biases included, and follows the learning rate that holds for the
    /// step. The defaults are PyTorch's; Keras has λ = 0.004 and ε = 10⁻⁷. NaN and infinities in dw pass into v, s and w. Source:
    /// Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AdamW(
        double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01) =>
        new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);

    /// <summary>
    /// Adam with Nesterov's look-ahead: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw²,
    /// w := w − α (μₜ₊₁ v / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ) dw / (1 − μ₁⋯μₜ)) / (√ŝ + ε),
    /// with ŝ = s / (1 − β₂ᵗ) and the momentum schedule μₜ = β₁ (1 − ½ · 0.96^(ψ t)).
    /// </summary>
    /// <remarks>
    /// As in PyTorch, its defaults included, which keeps the product of the μ as state; here it is a function of t. Keras has α = 0.001 and
    /// ε = 10⁻⁷. NaN and infinities in dw pass into v, s and w. Source: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="momentumDecay">ψ of the momentum schedule, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Nadam(
        double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004) =>
        new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);

    /// <summary>
    /// AMSGrad: <see cref="Adam"/> whose denominator never shrinks. v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw², u := max(u,
    /// s), w := w − α v̂ / (√û + ε), with v̂ = v / (1 − β₁ᵗ) and û = u / (1 − β₂ᵗ).
    /// </summary>
    /// <remarks>
    /// The maximum is taken before the bias correction, as in PyTorch; the paper has no correction. NaN and infinities in dw pass into v,
    /// s, u and w. Source: Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AMSGrad(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new AMSGrad(learningRate, beta1, beta2, epsilon);

    /// <summary>
    /// RAdam, <see cref="Adam"/> with a warm-up of its own: v := β₁ v + (1 − β₁) dw, s := β₂ s + (1 − β₂) dw²; while ρₜ ≤ 5,
    /// w := w − α v̂, and then w := w − α r v̂ √(1 − β₂ᵗ) / (√s + ε), with v̂ = v / (1 − β₁ᵗ), ρ∞ = 2 / (1 − β₂) − 1,
    /// ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ) and r = √((ρₜ − 4) (ρₜ − 2) ρ∞ / ((ρ∞ − 4) (ρ∞ − 2) ρₜ)).
    /// </summary>
    /// <remarks>
    /// The first steps, five with β₂ = 0.999, are momentum alone, as the root of few squares varies much; with β₂ ≤ 2/3 all are. As in
    /// PyTorch, its defaults included; the paper has no ε. NaN and infinities in dw pass into v, s and w. Source: Liu, Jiang, He, Chen,
    /// Liu, Gao and Han, "On the variance of the adaptive learning rate and beyond", 2020.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer RAdam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new RAdam(learningRate, beta1, beta2, epsilon);

    /// <summary>
    /// Adamax, <see cref="Adam"/> by the largest gradient: v := β₁ v + (1 − β₁) dw, u := max(β₂ u, |dw| + ε), w := w − α v̂ / u, with
    /// v̂ = v / (1 − β₁ᵗ).
    /// </summary>
    /// <remarks>
    /// No step is longer than about α. As in PyTorch, its defaults included; the paper has no ε, Keras has α = 0.001 and ε = 10⁻⁷. NaN and
    /// infinities in dw pass into v, u and w. Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, section 7.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Adamax(double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new Adamax(learningRate, beta1, beta2, epsilon);

    /// <summary>
    /// Adadelta: s := ρ s + (1 − ρ) dw², Δ := √(d + ε) / √(s + ε) dw, d := ρ d + (1 − ρ) Δ², w := w − α Δ.
    /// </summary>
    /// <remarks>
    /// A step has the unit of w whatever the scale of dw, and needs no learning rate: the paper has α = 1. It begins slowly, with steps of
    /// √ε. The defaults are PyTorch's; the paper and Keras have ρ = 0.95, Keras ε = 10⁻⁷ and α = 0.001. NaN and infinities in dw pass into
    /// s, d and w. Source: Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="rho">ρ, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6) =>
        new Adadelta(learningRate, rho, epsilon);

    /// <summary>
    /// Lion, whose steps are of one length: c := β₁ v + (1 − β₁) dw, w := (1 − α λ) w − α sign(c), v := β₂ v + (1 − β₂) dw.
    /// </summary>
    /// <remarks>
    /// It remembers half of what Adam does. Every element moves by α, however small its gradient, and by nothing where c is 0: α is three
    /// to ten times smaller than that of <see cref="AdamW"/>, λ as much greater, and a schedule that ends near 0 belongs to it. NaN and
    /// infinities in dw pass into v, NaN into w. Source: Chen, Liang, Huang and others, "Symbolic discovery of optimization algorithms",
    /// 2023, whose defaults these are.
    /// </remarks>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="weightDecay">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Lion(
        double learningRate = 0.0001, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0) =>
        new Lion(learningRate, beta1, beta2, weightDecay);

    /// <summary>Moves a range of a parameter by one step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">w, to be changed in place.</param>
    /// <param name="gradient">dw = ∂J/∂w, of the same length.</param>
    /// <param name="state">What the rule remembers of these elements, to be changed in place.</param>
    /// <param name="step">The number of this step and the learning rate that holds for it.</param>
    /// <exception cref="ArgumentException">
    /// A span is empty, they are not of one length, the state has fewer than <see cref="StateCount"/> of them, or what is written overlaps
    /// another.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number of the step is less than 1, or its learning rate is negative or not finite.
    /// </exception>
    public void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty<T>(parameter, nameof(parameter));
        SpanGuard.SameLength(gradient, nameof(gradient), parameter, nameof(parameter));
        SpanGuard.Apart(parameter, nameof(parameter), gradient, nameof(gradient));
        state.Require(StateCount, parameter, gradient);
        Guard.Positive(step.Number);
        Guard.NotNegative(step.LearningRate);
        UpdateCore(parameter, gradient, state, Prepare(step));
    }

    /// <summary>
    /// <see cref="Update"/> of what the trainer divides itself: ranges of its own arrays, which need no check a thousand times a second.
    /// </summary>
    internal void UpdateRange<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
        where T : unmanaged, IFloatingPointIeee754<T> => UpdateCore(parameter, gradient, state, step);

    /// <summary>Computes what of a step depends on its number alone, once for all parameters; by default nothing.</summary>
    /// <param name="step">The number of the step and the learning rate that holds for it.</param>
    /// <returns>The step with the powers of its decays, where the rule asks for them.</returns>
    protected internal virtual OptimizerStep Prepare(OptimizerStep step) => step;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Update"/>, of spans that have been checked: of one length, and apart.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">w, to be changed in place.</param>
    /// <param name="gradient">dw = ∂J/∂w, of the same length.</param>
    /// <param name="state">What the rule remembers of these elements, to be changed in place.</param>
    /// <param name="step">The number of this step and the learning rate that holds for it.</param>
    protected abstract void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
