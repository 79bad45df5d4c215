namespace DeepLearning;

/// <summary>What is wrong inside a network that was inspected while it learned, in plain words; see <see cref="HistoryDiagnosis.Diagnose"/>.</summary>
/// <param name="Findings">The illnesses that were found, none of them twice; empty when nothing is wrong.</param>
/// <param name="InspectedSteps">The number of steps that were looked into.</param>
public sealed record TrainingDiagnosis(IReadOnlyList<TrainingFinding> Findings, int InspectedSteps)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsHealthy => Findings.Count == 0;

    /// <summary>A paragraph for each finding, or a line that says that there is none.</summary>
    public override string ToString()
    {
        var steps = InspectedSteps == 1 ? "1 inspected step" : FormattableString.Invariant($"{InspectedSteps:N0} inspected steps");
        return IsHealthy ? $"Nothing wrong was found in {steps}." : string.Join('\n', Findings);
    }
}
