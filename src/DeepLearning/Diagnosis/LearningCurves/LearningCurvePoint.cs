namespace DeepLearning.Diagnosis;

/// <summary>The errors of networks that learned from so many examples.</summary>
/// <param name="Examples">The number of examples that were learned from.</param>
/// <param name="Training">The errors on these examples, one for each repetition.</param>
/// <param name="Dev">The errors on the dev set, one for each repetition.</param>
public sealed record LearningCurvePoint(int Examples, IReadOnlyList<MeasuredError> Training, IReadOnlyList<MeasuredError> Dev)
{
    /// <summary>The mean of the errors on the examples learned from.</summary>
    public double TrainingError => Training.Average(error => error.Value);

    /// <summary>The mean of the errors on the dev set.</summary>
    public double DevError => Dev.Average(error => error.Value);
}
