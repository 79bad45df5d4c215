using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What is different in the rows to be answered from those that are learned from.</summary>
internal static class TestChecks
{
    private const double ManyBeyond = 0.01;

    public static IEnumerable<TableFinding> Run(InspectedTable table)
    {
        if (table.Test is not { } test)
        {
            yield break;
        }

        foreach (var column in table.Inputs)
        {
            if (!test.Has(column.Name))
            {
                yield return new(column.Name, $"The rows to be answered have no column \"{column.Name}\".");
            }
            else if (test[column.Name].IsText == column.Column.IsText)
            {
                foreach (var finding in Differences(column, test[column.Name]))
                {
                    yield return finding;
                }
            }
            else if (test[column.Name].IsText)
            {
                yield return new(
                    column.Name,
                    $"Column \"{column.Name}\" holds texts in rows to be answered, but numbers alone in those that are learned from.");
            }
        }

        if (Repeated(table, test) is > 0 and var repeated)
        {
            yield return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"{repeated:N0} of {Plural.Of(test.Rows, "row", "N0")} to be answered {(repeated == 1 ? "is" : "are")} among those " +
                $"that are learned from, in all columns that both have: how well they are answered says nothing."));
        }
    }

    private static IEnumerable<TableFinding> Differences(CodedColumn column, RawColumn test)
    {
        if (column.Missing == 0 && test.Missing > 0)
        {
            yield return new(column.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"Column \"{column.Name}\" has no value in {test.Missing} of {Plural.Of(test.Rows, "row", "N0")} to be answered, but " +
                $"in all that are learned from."));
        }

        if (test is TextColumn texts)
        {
            var known = column.FirstRows.Select(row => column.Column[row].Text).ToHashSet(StringComparer.Ordinal);
            string[] strangers =
            [
                .. texts.Values.ToArray().OfType<string>().Where(text => !known.Contains(text)).Distinct(StringComparer.Ordinal),
            ];
            if (strangers.Length > 0)
            {
                yield return new(
                    column.Name,
                    $"Column \"{column.Name}\" has {Plural.Of(strangers.Length, "text")} in rows to be answered that nothing was " +
                    $"learned of, such as {Text.Quoted(strangers[0])}.");
            }
        }
        else if (column.Present > 0)
        {
            var sorted = Quantiles.Sorted(column.Column.Numbers);
            var beyond = test.Numbers.ToArray().Count(number => number < sorted[0] || number > sorted[^1]);
            if (beyond > ManyBeyond * test.Rows)
            {
                yield return new(column.Name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Column \"{column.Name}\" is beyond {sorted[0]:G5} … {sorted[^1]:G5} in {beyond} of " +
                    $"{Plural.Of(test.Rows, "row", "N0")} to be answered: nothing was learned of that."));
            }
        }
    }

    /// <summary>The number of rows to be answered that are among the others.</summary>
    private static int Repeated(InspectedTable table, RawTable test)
    {
        var shared = table.Columns.Where(column => test.Has(column.Name) && test[column.Name].IsText == column.Column.IsText).ToArray();
        if (shared.Length == 0)
        {
            return 0;
        }

        var rows = new RowKeys(shared);
        var known = Enumerable.Range(0, table.Table.Rows).Select(rows.Of).ToHashSet();
        var codes = Array.ConvertAll(shared, ByValue);
        var (tested, own) = (Array.ConvertAll(shared, column => test[column.Name]), new int[shared.Length]);
        return Enumerable.Range(0, test.Rows).Count(row =>
        {
            for (var i = 0; i < own.Length; i++)
            {
                var cell = tested[i][row];
                if (cell.IsMissing)
                {
                    own[i] = CodedColumn.MissingCode;
                }
                else if (!codes[i].TryGetValue(cell, out own[i]))
                {
                    return false;
                }
            }

            return known.Contains(RowKeys.Of(own));
        });
    }

    private static Dictionary<Cell, int> ByValue(CodedColumn column) =>
        column.FirstRows.Index().ToDictionary(first => column.Column[first.Item], first => first.Index);
}
