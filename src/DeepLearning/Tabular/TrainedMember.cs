namespace DeepLearning.Tabular;

/// <summary>A member of an ensemble after its training.</summary>
/// <param name="Network">The network of all inputs that gives logits, with the weights of the best epoch.</param>
/// <param name="Validation">The rows that it has not learned from.</param>
/// <param name="Logits">What it makes of them, before the output activation, n_y × m.</param>
/// <param name="Epochs">The epochs, with their costs on the rows it learned from and on the others.</param>
/// <param name="BestEpoch">The epoch that was best, counted from 1.</param>
internal sealed record TrainedMember(
    Network<float> Network, int[] Validation, float[] Logits, IReadOnlyList<EpochRecord> Epochs, int BestEpoch);
