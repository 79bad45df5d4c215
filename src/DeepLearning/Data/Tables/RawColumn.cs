namespace DeepLearning.Data;

/// <summary>A column of a <see cref="RawTable"/>: of numbers or of texts, some of which may be missing.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may read one.</threadsafety></remarks>
public abstract class RawColumn
{
    private protected RawColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">Finite numbers, and NaN for those that are missing; they are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static RawColumn Numeric(string name, params ReadOnlySpan<double> values) => new NumericColumn(name, values);

    /// <summary>A column of texts: categories, not numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">
    /// Texts, without regard to the white space around them; null, empty or blank where one is missing. They are copied.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static RawColumn Text(string name, params ReadOnlySpan<string?> values) => new TextColumn(name, values);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whether the column holds texts; else numbers.</summary>
    public bool IsText => this is TextColumn;

    /// <summary>The numbers of a numeric column; NaN where one is missing.</summary>
    /// <exception cref="InvalidOperationException">The column holds texts.</exception>
    public ReadOnlySpan<double> Numbers => this is NumericColumn numeric
        ? numeric.Values
        : throw new InvalidOperationException($"Column \"{Name}\" holds texts, not numbers: read {nameof(Texts)}.");

    /// <summary>The texts of a text column; null where one is missing.</summary>
    /// <exception cref="InvalidOperationException">The column holds numbers.</exception>
    public ReadOnlySpan<string?> Texts => this is TextColumn text
        ? text.Values
        : throw new InvalidOperationException($"Column \"{Name}\" holds numbers, not texts: read {nameof(Numbers)}.");

    /// <summary>The number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>"numeric" or "text", as errors call it.</summary>
    public abstract string Kind { get; }

    /// <summary>The number of rows without a value.</summary>
    public int Missing
    {
        get
        {
            var missing = 0;
            for (var row = 0; row < Rows; row++)
            {
                missing += this[row].IsMissing ? 1 : 0;
            }

            return missing;
        }
    }

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    public abstract Cell this[int row] { get; }

    internal abstract RawColumn Subset(ReadOnlySpan<int> rows);

    /// <summary>The name, the kind and how many values are missing.</summary>
    public override string ToString() => $"{Name}: {Kind}{(Missing == 0 ? "" : $", {Plural.Of(Missing, "missing value")}")}";
}
