namespace DeepLearning.Fuzz;

/// <summary>All readers.</summary>
internal static class FuzzTargets
{
    /// <summary>The targets, in the order in which they are fuzzed.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        NetworkTarget.OfFloat(),
        NetworkTarget.OfDouble(),
        new ModelTarget(),
        new EnsembleTarget(),
        new TabularTarget(),
        new CheckpointTarget(),
        new StateDictionaryTarget(),
        new OnnxTarget(),
        new CsvTarget(),
        new TableTarget(),
        new IdxTarget("idx"),
        new CompressedIdxTarget(),
        new NpyTarget(),
        new TuningTarget(),
    ];

    /// <summary>The target of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FuzzTarget Find(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"There is no target {name}; the targets are {string.Join(", ", All)}.", nameof(name));
}
