namespace DeepLearning;

/// <summary>Judges what a <see cref="TrainingHistory"/> has seen inside the network.</summary>
public static class HistoryDiagnosis
{
    /// <summary>Looks for every <see cref="TrainingProblem"/> in the inspected steps of a run.</summary>
    /// <param name="history">
    /// A run with <see cref="FitOptions.Inspection"/>; one that diverged may be judged by the steps before it did. Of a resumed run the
    /// steps that were taken after it was resumed are judged: none where it had ended before, and then nothing is found.
    /// </param>
    /// <returns>The findings, a cause before what it brings about: cure the first, and look again.</returns>
    /// <remarks>The more steps were inspected, the surer the findings; a dozen are enough.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="ArgumentException">The run was not to be inspected.</exception>
    public static TrainingDiagnosis Diagnose(this TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Inspections.Count == 0 && !history.IsInspected)
        {
            throw new ArgumentException(
                "The history holds no inspected step. Train with FitOptions.Inspection = new InspectionOptions(), for one step or more.", nameof(history));
        }

        var problems = history.Inspections.Count == 0 ? [] : TrainingProblem.All;
        return new(
            [.. problems.Select(problem => problem.Find(history.Inspections)).OfType<TrainingFinding>().OrderBy(finding => finding.Rank)],
            history.Inspections.Count);
    }
}
