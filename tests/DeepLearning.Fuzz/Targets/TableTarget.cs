using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Fuzz;

/// <summary>The reader of raw tables in CSV.</summary>
internal sealed class TableTarget() : TextTarget("table")
{
    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var table = RawTable.FromCsv(Scratch.Write("table.csv", file), missing: ["NA"]);
        return () => Check(table);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeSeeds() => [.. base.MakeSeeds(), "rooms,near\n2,INLAND\n,BAY\nNA, \n"u8.ToArray()];

    /// <summary>The table, written as CSV and read again, is the same.</summary>
    private static void Check(RawTable table)
    {
        var lines = new List<string> { string.Join(',', table.Columns.Select(column => Quoted(column.Name))) };
        for (var row = 0; row < table.Rows; row++)
        {
            lines.Add(string.Join(',', table.Columns.Select(column => Quoted(Text(column, row)))));
        }

        var again = RawTable.FromCsv(new StringReader(string.Join('\n', lines)));
        FuzzFailure.Unless(again.Rows == table.Rows, "as many rows are read again as were written");
        foreach (var (first, second) in table.Columns.Zip(again.Columns))
        {
            FuzzFailure.Unless(
                first.Name == second.Name && first.Kind == second.Kind && Enumerable.Range(0, table.Rows)
                    .All(row => Text(first, row) == Text(second, row)),
                $"the column \"{first.Name}\" is the same when it is written and read again");
        }
    }

    private static string? Text(RawColumn column, int row) => column switch
    {
        NumericColumn numbers => double.IsNaN(numbers.Values[row]) ? null : numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TextColumn texts => texts.Values[row],
        _ => throw new FuzzFailure($"A column is a {column.GetType()}."),
    };
}
