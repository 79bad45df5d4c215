namespace DeepLearning.Tabular;

/// <summary>The choices of <see cref="TabularModel.Train"/>; the defaults serve most tables.</summary>
public sealed record TabularOptions
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

    /// <summary>
    /// The column whose equal values mark rows that belong together, such as those of one customer: none of them is answered by a network
    /// that has learned from another of them when the model is calibrated. Nothing is learned from the column itself. None by default.
    /// </summary>
    public string? Groups { get; init; }

    /// <summary>
    /// The column that orders the rows in time, where the model is to answer for later rows than those it has learned from: it is then
    /// calibrated by later rows too. Numbers ascend; texts are in ordinal order, as that of dates in ISO 8601. None by default.
    /// </summary>
    /// <remarks>Each network learns from the first half of the rows at least, and from what comes before those it is measured by.</remarks>
    public string? OrderedBy { get; init; }

    /// <summary>
    /// The column that says how much each row counts, in finite numbers, 0 or greater, some greater; nothing else is learned from it. All
    /// rows count the same by default.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>
    /// The time that training may take: where it would take longer, there are fewer epochs, then fewer networks. Training on the same
    /// table then differs with the speed of the machine. No limit by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than zero.</exception>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value : throw Guard.Range(nameof(TimeLimit), value.Value, "greater than zero");
    }

    /// <summary>Whether a quarter of the time is enough: half of the networks and of the epochs; no by default.</summary>
    public bool Fast { get; init; }

    /// <summary>The seed of all that is random: the folds, the weights, dropout, the order of the examples; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The columns that say something about rows, not about what they are.</summary>
    internal IEnumerable<string> Roles => new[] { Groups, Weights }.OfType<string>();
}
