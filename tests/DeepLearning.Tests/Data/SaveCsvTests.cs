namespace DeepLearning.Tests;

/// <summary>A table that is written as CSV reads back as it was.</summary>
public sealed class SaveCsvTests
{
    private static readonly RawTable Table = new(
        RawColumn.Numeric("a number, with a comma", 1.5, double.NaN, -1e-300, 0.1 + 0.2),
        RawColumn.Text("a \"text\"", "plain", "with, comma", "with \"quotes\"\nand a line", null),
        RawColumn.Text("x", "a;b", "#c", "d\te", "f'g"));

    [Fact]
    public void SaveCsv_OfAnyTable_ReadsBackToTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "table.csv");
        Table.SaveCsv(path);
        var read = RawTable.FromCsv(path);

        read.Columns.Select(column => column.Name).Should().Equal(Table.Columns.Select(column => column.Name));
        foreach (var column in Table.Columns)
        {
            Enumerable.Range(0, Table.Rows).Select(row => read[column.Name][row]).Should()
                .Equal(Enumerable.Range(0, Table.Rows).Select(row => column[row]));
        }
    }

    [Fact]
    public void SaveCsv_WritesAsPeopleRead()
    {
        using var writer = new StringWriter();
        new RawTable(RawColumn.Text("kind", "a", null), RawColumn.Numeric("n", 1, 2.5)).SaveCsv(writer);
        writer.ToString().Should().Be("kind,n\na,1\n,2.5\n");

        using var single = new StringWriter();
        new RawTable(RawColumn.Numeric("n", 1, double.NaN)).SaveCsv(single);
        single.ToString().Should().Be("n\n1\n\"\"\n", "an empty line would be no row");
    }

    [Fact]
    public void SaveCsv_WhereNothingCanBeWritten_SaysSo()
    {
        Failure.Of<ArgumentException>(() => Table.SaveCsv("")).Should().Contain("path");
        Failure.Of<ArgumentNullException>(() => Table.SaveCsv((TextWriter)null!)).Should().Contain("writer");
    }
}
