namespace DeepLearning.Tabular;

/// <summary>The choices of <see cref="TabularModel.Train"/>; the defaults serve most tables.</summary>
public sealed class TabularOptions
{
    /// <summary>
    /// Whether the target is a class rather than a number; null, the default, where the column says it: texts are classes, and so are two
    /// numbers alone.
    /// </summary>
    public bool? IsClassification { get; init; }

    /// <summary>The columns that nothing is learned from, such as identifiers; none by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Ignore
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Ignore));
            field = value;
        }
    } = [];

    /// <summary>Whether a quarter of the time is enough: half of the members and of the epochs; no by default.</summary>
    public bool Fast { get; init; }

    /// <summary>The seed of all that is random: the folds, the weights, dropout, the order of the examples; 1 by default.</summary>
    public long Seed { get; init; } = 1;
}
