namespace DeepLearning.Tests.Numerics;

/// <summary>
/// Tests that choose the backend or the number of threads, which are of the process: they run one after another and beside no other test,
/// since bits differ from backend to backend.
/// </summary>
[CollectionDefinition(nameof(BackendTests), DisableParallelization = true)]
public sealed class BackendCollection;
