namespace DeepLearning.Mpi;

/// <summary>Where a run that is replayed departs from the one before.</summary>
/// <param name="Epoch">The first epoch after which the weights are others.</param>
/// <param name="Expected">The SHA-256 of the weights of the run before.</param>
/// <param name="Actual">That of the weights now.</param>
public sealed record EpochDeparture(int Epoch, string Expected, string Actual);
