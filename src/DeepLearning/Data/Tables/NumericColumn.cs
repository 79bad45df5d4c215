using System.Globalization;

namespace DeepLearning.Data;

/// <summary>A column of numbers, some of which may be missing.</summary>
internal sealed class NumericColumn : RawColumn
{
    private readonly ReadOnlyMemory<double> values;

    /// <summary>A column of these numbers, which are copied.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">Finite numbers, and NaN for those that are missing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public NumericColumn(string name, ReadOnlySpan<double> values)
        : this(name, values.ToArray())
    {
    }

    /// <summary>Takes the array as its own.</summary>
    internal NumericColumn(string name, double[] values)
        : this(name, values.AsMemory())
    {
    }

    /// <summary>Takes the memory as its own.</summary>
    internal NumericColumn(string name, ReadOnlyMemory<double> values)
        : base(name)
    {
        this.values = values;
        var infinite = FirstInfinite(values.Span);
        if (infinite >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {infinite} of column \"{name}\", counted from 0, is infinite: a value must be a finite number, or NaN where it " +
                    $"is missing."),
                nameof(values));
        }
    }

    /// <summary>The numbers; NaN where one is missing.</summary>
    public ReadOnlySpan<double> Values => values.Span;

    /// <inheritdoc/>
    public override int Rows => values.Length;

    /// <inheritdoc/>
    public override string Kind => "numeric";

    /// <inheritdoc/>
    public override Cell this[int row] => Values[row] is var value && double.IsNaN(value) ? Cell.Missing : value;

    internal override RawColumn Subset(ReadOnlySpan<int> rows)
    {
        var chosen = new double[rows.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = Values[rows[i]];
        }

        return new NumericColumn(Name, chosen);
    }

    private static int FirstInfinite(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
