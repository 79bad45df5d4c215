using System.Globalization;
using System.Text;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>
/// A look at a table before anything is learned from it: what its columns hold, and what may be wrong with them. Prints itself as text.
/// </summary>
/// <remarks><threadsafety>Immutable.</threadsafety></remarks>
public sealed class TableInspection
{
    private const int LongestSummary = 60;

    private static readonly Func<InspectedTable, IEnumerable<TableFinding>>[] Checks =
        [TargetChecks.Run, ColumnChecks.Run, LeakChecks.Run, RowChecks.Run, TestChecks.Run];

    private TableInspection(InspectedTable table)
    {
        Rows = table.Table.Rows;
        Columns = [.. table.Columns.Select(column => column.Describe())];
        Findings = [.. Checks.SelectMany(check => check(table))];
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<InspectedColumn> Columns { get; }

    /// <summary>
    /// Sentences on holes, constant and equal columns, identifiers, columns that answer by themselves, equal and contradictory rows, rare
    /// classes, and what is different in the rows to be answered.
    /// </summary>
    public IReadOnlyList<TableFinding> Findings { get; }

    /// <summary>Inspects a table.</summary>
    /// <param name="table">The rows to learn from.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="test">Rows to be answered, with or without a target, to be compared with them; none by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="target"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static TableInspection Of(RawTable table, string target, RawTable? test = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(target);
        _ = table[target];
        return new(new(table, target, test));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Plural.Of(Rows, "row", "N0")}, {Plural.Of(Columns.Count, "column", "N0")}\n");
        var (name, distinct) = (Columns.Max(column => column.Name.Length), Columns.Max(column => $"{column.Distinct}".Length));
        foreach (var column in Columns)
        {
            var missing = column.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {column.Missing} missing");
            var summary = column.Summary.Length > LongestSummary ? column.Summary[..(LongestSummary - 1)] + "…" : column.Summary;
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {column.Name.PadRight(name)}  {(column.IsText ? "text   " : "numeric")}  " +
                $"{column.Distinct.ToString(CultureInfo.InvariantCulture).PadLeft(distinct)} different{missing}: {summary}" +
                $"{(column.IsTarget ? "  ← target" : "")}\n");
        }

        foreach (var finding in Findings)
        {
            text.Append("- ").Append(finding.Text).Append('\n');
        }

        return text.ToString(0, text.Length - 1);
    }
}
