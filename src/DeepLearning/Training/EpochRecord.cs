namespace DeepLearning;

/// <summary>The record of one epoch: what it ended with.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Cost">J, the mean of the costs of the epoch's steps, each with its regularization and under its dropout masks,
/// weighted by the examples of the batch.</param>
/// <param name="Training">Cost and metric of the training set after the epoch, or null when it was not evaluated.</param>
/// <param name="Validation">Cost and metric of the validation set after the epoch, or null when there is none.</param>
/// <param name="Elapsed">The time since the run began.</param>
public sealed record EpochRecord(int Epoch, double Cost, Measurement? Training, Measurement? Validation, TimeSpan Elapsed)
{
    /// <summary>α, the learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>What a schedule looks back on.</summary>
    internal double WatchedCost => Validation?.Cost ?? Cost;
}
