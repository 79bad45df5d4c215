namespace DeepLearning.Tests;

/// <summary>Programs of pages use files of the current folder, which is the process's: they run beside no other test.</summary>
[CollectionDefinition(nameof(HowToTests), DisableParallelization = true)]
public sealed class HowToCollection;
