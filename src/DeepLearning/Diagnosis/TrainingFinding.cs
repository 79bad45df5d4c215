namespace DeepLearning;

/// <summary>An problem of a run, where it begins, what was seen and what helps.</summary>
/// <param name="Problem">What it is.</param>
/// <param name="Layer">l, the layer where it begins, counted from 1; 0 are the inputs.</param>
/// <param name="Evidence">What was seen, as a sentence.</param>
public sealed record TrainingFinding(TrainingProblem Problem, int Layer, string Evidence)
{
    /// <summary>Where it stands among findings: the smaller, the nearer to the cause.</summary>
    internal double Rank { get; init; } = Problem.Rank;

    /// <summary>The name of the problem, what was seen, and what helps.</summary>
    public override string ToString() => $"{Problem}: {Evidence} {Problem.Advice}";
}
