using System.Globalization;

namespace DeepLearning.Tabular;

/// <summary>Rows that are there more than once.</summary>
internal static class RowChecks
{
    public static IEnumerable<TableFinding> Run(InspectedTable table)
    {
        var (inputs, all) = (new RowKeys(table.Inputs), new RowKeys(table.Columns));
        var (knownInputs, known) = (new HashSet<UInt128>(), new HashSet<UInt128>());
        var (equal, contradictory) = (0, 0);
        for (var row = 0; row < table.Table.Rows; row++)
        {
            var (isNew, hasNewInputs) = (known.Add(all.Of(row)), knownInputs.Add(inputs.Of(row)));
            equal += isNew ? 0 : 1;
            contradictory += isNew && !hasNewInputs ? 1 : 0;
        }

        if (equal > 0)
        {
            yield return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"{Plural.Of(equal, "row", "N0")} of {table.Table.Rows:N0} {(equal == 1 ? "repeats" : "repeat")} another: divided " +
                $"between training and test set, they make a model seem better than it is."));
        }

        if (contradictory > 0)
        {
            yield return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"{Plural.Of(contradictory, "row", "N0")} of {table.Table.Rows:N0} {(contradictory == 1 ? "has" : "have")} the inputs of " +
                $"another and a different target: no model can answer both."));
        }
    }
}
