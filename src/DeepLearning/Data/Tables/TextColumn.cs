namespace DeepLearning.Data;

/// <summary>A column of texts, some of which may be missing: categories, not numbers.</summary>
internal sealed class TextColumn : RawColumn
{
    private readonly ReadOnlyMemory<string?> values;

    /// <summary>A column of these texts, which are copied.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">Texts, without regard to the white space around them; null, empty or blank where one is missing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public TextColumn(string name, ReadOnlySpan<string?> values)
        : this(name, Array.ConvertAll(values.ToArray(), value => new Cell(value).Text))
    {
    }

    /// <summary>Takes the array of trimmed texts as its own.</summary>
    internal TextColumn(string name, string?[] values)
        : this(name, values.AsMemory())
    {
    }

    /// <summary>Takes the memory of trimmed texts as its own.</summary>
    internal TextColumn(string name, ReadOnlyMemory<string?> values)
        : base(name) => this.values = values;

    /// <summary>The texts; null where one is missing.</summary>
    public ReadOnlySpan<string?> Values => values.Span;

    /// <inheritdoc/>
    public override int Rows => values.Length;

    /// <inheritdoc/>
    public override string Kind => "text";

    /// <inheritdoc/>
    public override Cell this[int row] => Values[row];

    internal override RawColumn Subset(ReadOnlySpan<int> rows)
    {
        var chosen = new string?[rows.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = Values[rows[i]];
        }

        return new TextColumn(Name, chosen);
    }
}
