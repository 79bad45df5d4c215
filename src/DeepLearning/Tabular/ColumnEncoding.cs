using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What the inputs of a network are made of: one column of a table, as learned from its training rows.</summary>
/// <remarks>
/// Plain inputs say what the column holds; fine inputs say it again in more detail, for those networks that are given them.
/// </remarks>
internal abstract class ColumnEncoding(string name)
{
    /// <summary>The name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is a column of texts.</summary>
    public abstract bool IsText { get; }

    /// <summary>The number of plain inputs.</summary>
    public abstract int PlainWidth { get; }

    /// <summary>The number of fine inputs.</summary>
    public abstract int FineWidth { get; }

    /// <summary>Writes the inputs of some rows.</summary>
    /// <param name="column">The column of the table that has the rows.</param>
    /// <param name="rows">The numbers of the rows.</param>
    /// <param name="inputs">Receives the inputs of one row after another.</param>
    public abstract void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs);

    /// <summary>Learns a column; null where it tells nothing, since all its training rows hold the same.</summary>
    /// <param name="column">The training rows.</param>
    /// <param name="bins">The number of bins of the piecewise-linear encoding at most.</param>
    public static ColumnEncoding? Fit(RawColumn column, int bins) =>
        column is NumericColumn numbers ? NumberEncoding.Fit(numbers, bins) : CategoryEncoding.Fit((TextColumn)column);
}
