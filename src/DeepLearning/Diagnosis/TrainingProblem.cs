using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>
/// Something that keeps a network from learning and can be seen inside it; what <see cref="TrainingHistory.Diagnose"/> looks for.
/// </summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
internal abstract class TrainingProblem
{
    private protected TrainingProblem(string name, string advice) => (Name, Advice) = (name, advice);

    /// <summary>
    /// The inputs are in units of their own, far from mean 0 and variance 1: a feature has a root mean square greater than 10, or lies more
    /// than 30 standard deviations from 0, or never reaches a hundredth.
    /// </summary>
    public static TrainingProblem UnnormalizedInputs { get; } = new UnnormalizedInputs();

    /// <summary>The error signal dZ fades on its way back: less than a thousandth of that of the output reaches a layer.</summary>
    public static TrainingProblem VanishingGradients { get; } = new VanishingGradients();

    /// <summary>
    /// The error signal dZ swells on its way back, to more than a thousand times that of the output; or gradients are not finite; or they
    /// and the cost grow from step to step, the gradients a thousandfold and the cost tenfold.
    /// </summary>
    public static TrainingProblem ExplodingGradients { get; } = new ExplodingGradients();

    /// <summary>40 % or more of the units of a layer give 0 with a derivative of 0 for every example, and cannot learn any more.</summary>
    public static TrainingProblem DeadUnits { get; } = new DeadUnits();

    /// <summary>More than half of the Z of a layer lie where its sigmoid or tanh is flat, so that it hardly learns.</summary>
    public static TrainingProblem SaturatedUnits { get; } = new SaturatedUnits();

    /// <summary>
    /// ‖ΔW‖ / ‖W‖ is usually about 10⁻³, and here greater than 10⁻¹ for most steps of the second half of the run, or greater than 1 for any
    /// step of weights that did not begin at zero.
    /// </summary>
    public static TrainingProblem LargeUpdates { get; } = new LargeUpdates();

    /// <summary>‖ΔW‖ / ‖W‖ is usually about 10⁻³, and here never reaches 10⁻⁵.</summary>
    public static TrainingProblem SmallUpdates { get; } = new SmallUpdates();

    /// <summary>Every problem that is looked for, causes before what they bring about.</summary>
    /// <remarks>
    /// Inputs that are not normalized drive everything else; what swells from layer to layer makes large updates, which kill units or drive
    /// them where they are flat; nothing passes back through such units, so that gradients vanish, and of these come small updates.
    /// Gradients that grow from step to step are brought about by updates that are too large, and are found after these.
    /// </remarks>
    public static IReadOnlyList<TrainingProblem> All { get; } =
        [UnnormalizedInputs, ExplodingGradients, LargeUpdates, DeadUnits, SaturatedUnits, VanishingGradients, SmallUpdates];

    /// <summary>What it is called, such as <c>vanishing gradients</c>.</summary>
    public string Name { get; }

    /// <summary>What helps, as a sentence.</summary>
    public string Advice { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The place among <see cref="All"/>.</summary>
    internal int Rank => Enumerable.Range(0, All.Count).First(i => ReferenceEquals(All[i], this));

    /// <summary>The problem in one or more inspected steps, or null.</summary>
    internal abstract TrainingFinding? Find(IReadOnlyList<StepInspection> steps);

    /// <summary>The later half of the steps: what is left when the beginning is over.</summary>
    private protected static IEnumerable<StepInspection> Later(IReadOnlyList<StepInspection> steps) => steps.Skip(steps.Count / 2);

    /// <summary>The middle one of some numbers, of an even number the lower middle one; NaN of none.</summary>
    private protected static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(sorted.Length - 1) / 2];
    }

    /// <summary>The error signal of a layer against that of the output, in the median of the steps in which the output has one.</summary>
    private protected static double RelativeError(IReadOnlyList<StepInspection> steps, int index) => Median(steps
        .Where(step => step.Layers[^1].Error > 0 && double.IsFinite(step.Layers[^1].Error))
        .Select(step => step.Layers[index].Error / step.Layers[^1].Error)
        .Where(double.IsFinite));

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private protected static string OfSteps(int count) =>
        count == 1 ? "in the inspected step" : Text($"in the median of {count:N0} inspected steps");
}
