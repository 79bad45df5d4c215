using DeepLearning.Diagnosis;

namespace DeepLearning;

/// <content>What is wrong inside the network.</content>
public sealed partial class TrainingHistory
{
    /// <summary>Looks for everything that keeps a network from learning and can be seen in the inspected steps of a run.</summary>
    /// <returns>The findings, a cause before what it brings about: cure the first, and look again.</returns>
    /// <remarks>
    /// A run that diverged may be judged by the steps before it did. Of a resumed run the steps that were taken after it was resumed are
    /// judged: none where it had ended before, and then nothing is found. The more steps were inspected, the surer the findings; a dozen
    /// are enough.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The run was not to be inspected.</exception>
    public TrainingDiagnosis Diagnose()
    {
        if (Inspections.Count == 0 && !IsInspected)
        {
            throw new InvalidOperationException(
                "The history holds no inspected step. Train with FitOptions.InspectEverySteps, for one step or more.");
        }

        var problems = Inspections.Count == 0 ? [] : TrainingProblem.All;
        return new(
            [.. problems.Select(problem => problem.Find(Inspections)).OfType<TrainingFinding>().OrderBy(finding => finding.Rank)],
            Inspections.Count);
    }
}
