namespace DeepLearning;

/// <summary>A rule by which the learning rate changes in a run: a factor on the optimizer's own, α = factor · α₀.</summary>
/// <remarks>
/// <para>
/// A schedule is a pure function of the <see cref="ScheduleContext"/>. It remembers nothing, so there is nothing to save or to reset, and a
/// resumed run has the learning rates that it would have had. To write your own, derive and override <see cref="Factor"/>.
/// </para>
/// <para>Epochs count those finished: the first epoch has number 0, as in PyTorch and Keras.</para>
/// <threadsafety>A schedule is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Schedule
{
    /// <summary>The same learning rate throughout: factor 1.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Times γ after every so many epochs: γ^⌊epoch / period⌋.</summary>
    /// <remarks>The epoch counts those finished, from 0. PyTorch's <c>StepLR</c>.</remarks>
    /// <param name="period">How many epochs each learning rate lasts, 1 or greater.</param>
    /// <param name="gamma">γ, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule StepDecay(int period, double gamma = 0.1) => new StepDecay(period, gamma);

    /// <summary>Times γ after every epoch: γ^epoch.</summary>
    /// <remarks>The epoch counts those finished, from 0. The course's example is γ = 0.95. PyTorch's <c>ExponentialLR</c>.</remarks>
    /// <param name="gamma">γ, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is out of its range.</exception>
    public static Schedule ExponentialDecay(double gamma = 0.95) => new ExponentialDecay(gamma);

    /// <summary>The course's decay: α = α₀ / (1 + decay · epoch), so the factor is 1 / (1 + decay · epoch).</summary>
    /// <remarks>
    /// The epoch counts those finished, from 0, so the first epoch has α₀ itself. Where epochs are counted from 1 every rate comes one
    /// epoch earlier.
    /// </remarks>
    /// <param name="decay">The decay rate, 0 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is out of its range.</exception>
    public static Schedule InverseTimeDecay(double decay = 1) => new InverseTimeDecay(decay);

    /// <summary>A decay from 1 down to the last factor in a straight line, step by step.</summary>
    /// <remarks>
    /// fraction is the finished share of the run's steps. PyTorch's <c>LinearLR</c> with the start factor 1 over all steps. The default
    /// ends at 0: large steps find the valley, small ones its floor. Source: Defazio, Cutkosky, Mehta and Mishchenko, "Optimal linear decay
    /// learning rate schedules and further refinements", 2023.
    /// </remarks>
    /// <param name="last">The factor that the run ends at, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is out of its range.</exception>
    public static Schedule LinearDecay(double last = 0) => new LinearDecay(last);

    /// <summary>A decay from 1 down to the last factor along half a cosine, step by step.</summary>
    /// <remarks>
    /// fraction is the finished share of the run's steps. PyTorch's <c>CosineAnnealingLR</c> over all steps. The default ends at 0.
    /// Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
    /// </remarks>
    /// <param name="last">The factor that the run ends at, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is out of its range.</exception>
    public static Schedule CosineDecay(double last = 0) => new CosineDecay(last);

    /// <summary>Rises in a straight line over the first steps, on top of another schedule.</summary>
    /// <remarks>
    /// The first step has 1/n of the learning rate, step n all of it. The schedule underneath sees the same context: it is not shifted by
    /// the warm-up. Source: Goyal and others, "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.
    /// </remarks>
    /// <param name="steps">How many steps the rise takes, 1 or greater.</param>
    /// <param name="then">The schedule that is multiplied by the rise; <see cref="Constant"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than 1.</exception>
    public static Schedule WarmUp(int steps, Schedule? then = null) => new WarmUp(steps, then);

    /// <summary>Up from a small learning rate to the optimizer's own, then down to a far smaller one, along cosines.</summary>
    /// <remarks>
    /// With T the steps of the run and t those finished, the factor rises from <paramref name="first"/> at t = 0 to 1 at t = rise · T − 1
    /// and falls to <paramref name="last"/> at t = T − 1. PyTorch's <c>OneCycleLR</c> in two phases, with its defaults: first = 1/25, last
    /// = first / 10,000. The optimizer's β is left alone, where PyTorch lowers momentum as the rate rises unless told not to. Source: Smith
    /// and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018.
    /// </remarks>
    /// <param name="rise">The share of the run that the rise takes, in (0, 1).</param>
    /// <param name="first">The factor of the first step, in (0, 1].</param>
    /// <param name="last">The factor of the last step, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule OneCycle(double rise = 0.3, double first = 0.04, double last = 4e-6) => new OneCycle(rise, first, last);

    /// <summary>Cycles from 0 up to the optimizer's own learning rate and back, each twice as long as the one before.</summary>
    /// <remarks>
    /// The factor is ½ (1 − cos(2π log₂(1 + (2ⁿ − 1) · fraction))), where fraction is the finished share of the run's steps; the four
    /// cycles of the default end at 1/15, 3/15, 7/15 and all of the run. Each ends with small steps, so that each ends at weights worth
    /// measuring: with <see cref="EarlyStopping"/> the best of several runs for the price of one. Source: Holzmüller, Grinsztajn and
    /// Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024.
    /// </remarks>
    /// <param name="cycles">n, the number of cycles, from 1 to 30.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cycles"/> is out of its range.</exception>
    public static Schedule CosLog(int cycles = 4) => new CosLog(cycles);

    /// <summary>Times γ whenever the cost has not become smaller for some epochs.</summary>
    /// <remarks>
    /// An epoch makes progress when its cost is below (1 − threshold) times the best so far; NaN never does. After more than
    /// <paramref name="patience"/> epochs without progress the factor is multiplied by γ, though not below <paramref name="least"/>, and
    /// counting begins anew after <paramref name="cooldown"/> epochs. Recomputed from all costs of the run, so that nothing is remembered.
    /// PyTorch's <c>ReduceLROnPlateau</c> with its defaults, without its ε.
    /// </remarks>
    /// <param name="gamma">γ, in (0, 1).</param>
    /// <param name="patience">How many epochs without progress are borne, 0 or greater.</param>
    /// <param name="threshold">The least progress that counts, as a share of the best cost; in [0, 1).</param>
    /// <param name="cooldown">How many epochs after a reduction are not counted, 0 or greater.</param>
    /// <param name="least">The smallest factor, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule ReduceOnPlateau(
        double gamma = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double least = 0) =>
        new ReduceOnPlateau(gamma, patience, threshold, cooldown, least);

    /// <summary>The factor of the optimizer's learning rate for the next step.</summary>
    /// <param name="context">Where in the run that step stands.</param>
    /// <returns>A finite number, 0 or greater.</returns>
    public abstract double Factor(ScheduleContext context);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
