namespace DeepLearning.Tabular;

/// <summary>Something about a table that is worth knowing before anything is learned from it.</summary>
/// <param name="Column">The name of the column that it is about; null where it is about rows.</param>
/// <param name="Text">A sentence that says what there is, and what to do about it.</param>
public sealed record TableFinding(string? Column, string Text)
{
    /// <summary>Whether a column seems to answer by itself.</summary>
    internal bool IsLeak { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
