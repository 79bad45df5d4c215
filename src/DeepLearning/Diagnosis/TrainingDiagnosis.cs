namespace DeepLearning.Diagnosis;

/// <summary>
/// The problems inside a network that was inspected while it learned, in plain words; see <see cref="TrainingHistory.Diagnose"/>.
/// </summary>
/// <param name="Findings">
/// The problems that were found, none of them twice, a cause before what it brings about; empty when nothing is wrong.
/// </param>
/// <param name="InspectedSteps">
/// The number of steps that were looked into; 0 where the run took none, because it had ended before it was resumed.
/// </param>
public sealed record TrainingDiagnosis(IReadOnlyList<TrainingFinding> Findings, int InspectedSteps)
{
    /// <summary>Whether steps were looked into, and nothing was found.</summary>
    public bool IsHealthy => InspectedSteps > 0 && Findings.Count == 0;

    /// <summary>A paragraph for each finding, or a line that says that there is none or that nothing can be said.</summary>
    public override string ToString() =>
        InspectedSteps == 0 ? "Nothing can be said: no step was inspected, because the run took none."
        : IsHealthy ? $"Nothing wrong was found in {Plural.Of(InspectedSteps, "inspected step", "N0")}."
        : string.Join('\n', Findings);
}
