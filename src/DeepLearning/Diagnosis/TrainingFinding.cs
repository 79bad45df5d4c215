namespace DeepLearning.Diagnosis;

/// <summary>Something that kept a network from learning: where it begins, what was seen and what helps.</summary>
/// <remarks>
/// What is looked for, causes before what they bring about:
/// <list type="bullet">
/// <item><term>unnormalized inputs</term><description>A feature has a root mean square greater than 10, or lies more than 30 standard
/// deviations from 0, or never reaches a hundredth.</description></item>
/// <item><term>exploding gradients</term><description>The error signal dZ swells on its way back, to more than a thousand times that of the
/// output; or gradients are not finite; or they and the cost grow from step to step, the gradients a thousandfold and the cost
/// tenfold.</description></item>
/// <item><term>updates that are too large</term><description>‖ΔW‖ / ‖W‖ is greater than 10⁻¹ for most steps of the second half of the run,
/// or greater than 1 for any step of weights that did not begin at zero; about 10⁻³ is usual.</description></item>
/// <item><term>dead units</term><description>40 % or more of the units of a layer give 0 with a derivative of 0 for every
/// example.</description></item>
/// <item><term>saturated units</term><description>More than half of the Z of a layer lie where its sigmoid or tanh is
/// flat.</description></item>
/// <item><term>vanishing gradients</term><description>Less than a thousandth of the error signal dZ of the output reaches a
/// layer.</description></item>
/// <item><term>updates that are too small</term><description>‖ΔW‖ / ‖W‖ never reaches 10⁻⁵.</description></item>
/// </list>
/// </remarks>
public sealed record TrainingFinding
{
    internal TrainingFinding(TrainingProblem problem, int layer, string evidence) =>
        (Problem, Layer, Evidence, Rank) = (problem, layer, evidence, problem.Rank);

    /// <summary>The name, such as <c>vanishing gradients</c>.</summary>
    public string Name => Problem.Name;

    /// <summary>l, the layer where it begins, counted from 1; 0 are the inputs.</summary>
    public int Layer { get; }

    /// <summary>The evidence, as a sentence.</summary>
    public string Evidence { get; }

    /// <summary>The advice, as a sentence.</summary>
    public string Advice => Problem.Advice;

    /// <summary>What it is.</summary>
    internal TrainingProblem Problem { get; }

    /// <summary>Where it stands among findings: the smaller, the nearer to the cause.</summary>
    internal double Rank { get; init; }

    /// <summary>The name, what was seen, and what helps.</summary>
    public override string ToString() => $"{Name}: {Evidence} {Advice}";
}
