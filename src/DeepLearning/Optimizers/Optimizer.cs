using System.Numerics;
using DeepLearning.Reporting;

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

    /// <summary>How many numbers the rule remembers for each number of a parameter; 0 by default.</summary>
    public virtual int StateCount => 0;

    /// <summary>
    /// What the rule calls each of these numbers, <see cref="StateCount"/> names, such as v and s; by default <c>state 1</c>,
    /// <c>state 2</c> and so on.
    /// </summary>
    public virtual IReadOnlyList<string> StateNames => [.. Enumerable.Range(1, StateCount).Select(number => $"state {number}")];

    /// <summary>Plain gradient descent: w := w − α dw.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer GradientDescent(double learningRate = 0.01) => new GradientDescent(learningRate);

    /// <summary>Gradient descent with momentum: v := β v + (1 − β) dw, w := w − α v.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Momentum(double learningRate = 0.01, double beta = 0.9) => new Momentum(learningRate, beta);

    /// <summary>Momentum without the factor 1 − β, as in PyTorch and Keras: v := β v + dw, w := w − α v.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer HeavyBall(double learningRate = 0.01, double beta = 0.9) => new HeavyBall(learningRate, beta);

    /// <summary>Nesterov's accelerated gradient: v := β v + dw, w := w − α (dw + β v).</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Nesterov(double learningRate = 0.01, double beta = 0.9) => new Nesterov(learningRate, beta);

    /// <summary>AdaGrad: s := s + dw², w := w − α dw / (√s + ε).</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AdaGrad(double learningRate = 0.01, double epsilon = 1e-10) => new AdaGrad(learningRate, epsilon);

    /// <summary>RMSprop: s := β s + (1 − β) dw², w := w − α dw / (√s + ε).</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer RMSprop(double learningRate = 0.001, double beta = 0.9, double epsilon = 1e-8) =>
        new RMSprop(learningRate, beta, epsilon);

    /// <summary>Adam: momentum and RMSprop together, both with bias correction.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new Adam(learningRate, beta1, beta2, epsilon);

    /// <summary>Adam with decoupled weight decay: w := (1 − α λ) w − α v̂ / (√ŝ + ε).</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AdamW(
        double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01) =>
        new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);

    /// <summary>Adam with Nesterov's look-ahead.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="momentumDecay">ψ of the momentum schedule, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer Nadam(
        double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004) =>
        new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);

    /// <summary>Adam whose denominator never shrinks.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta1">β₁, in [0, 1).</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Optimizer AMSGrad(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new AMSGrad(learningRate, beta1, beta2, epsilon);

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
