namespace DeepLearning;

/// <summary>Judges what a <see cref="TrainingHistory"/> has seen inside the network.</summary>
public static class HistoryDiagnosis
{
    /// <summary>Looks for every <see cref="TrainingIllness"/> in the inspected steps of a run.</summary>
    /// <param name="history">A run with <see cref="FitOptions.Inspection"/>; one that diverged may be judged by the steps before it did.</param>
    /// <returns>The findings, in the order of <see cref="TrainingIllness.All"/>.</returns>
    /// <remarks>The more steps were inspected, the surer the findings; a dozen are enough.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="ArgumentException">The history holds no inspected step.</exception>
    public static TrainingDiagnosis Diagnose(this TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Inspections.Count == 0)
        {
            throw new ArgumentException(
                "The history holds no inspected step. Train with FitOptions.Inspection = new InspectionOptions(), for one step or more.", nameof(history));
        }

        return new(
            [.. TrainingIllness.All.Select(illness => illness.Find(history.Inspections)).OfType<TrainingFinding>()], history.Inspections.Count);
    }
}
