namespace DeepLearning;

/// <summary>A column of a <see cref="RawTable"/>: a <see cref="NumericColumn"/> or a <see cref="TextColumn"/>.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may read one.</threadsafety></remarks>
public abstract class RawColumn
{
    private protected RawColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

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
