using System.Text;

namespace DeepLearning.Tests;

public sealed class RawTableTests
{
    private static readonly RawTable Houses = RawTable.FromCsv(new StringReader(
        "rooms,near,price\n3,INLAND,100\n,NEAR BAY,250\n5,,300\n 4 , INLAND ,1e2\n"));

    private static double[] Numbers(RawTable table, string column) => ((NumericColumn)table[column]).Values.ToArray();

    private static string?[] Texts(RawTable table, string column) => ((TextColumn)table[column]).Values.ToArray();

    [Fact]
    public void FromCsv_FindsKindsAndMissingValues()
    {
        Houses.Rows.Should().Be(4);
        Numbers(Houses, "rooms").Should().Equal(3, double.NaN, 5, 4);
        Texts(Houses, "near").Should().Equal("INLAND", "NEAR BAY", null, "INLAND");
        Numbers(Houses, "price").Should().Equal(100, 250, 300, 100);
        Houses["rooms"].Missing.Should().Be(1);
        Houses["near"][2].Should().Be(Cell.Missing);
        Houses["near"][1].Should().Be(new Cell("NEAR BAY"));
        Houses["price"][1].Should().Be(new Cell(250));
        Houses.ToString().Should().Be(
            "Table: 4 rows, 3 columns\n  rooms: numeric, 1 missing value\n  near: text, 1 missing value\n  price: numeric");
    }

    [Fact]
    public void FromCsv_WordsForMissingAndTextColumns_AreTakenAsSaid()
    {
        var table = RawTable.FromCsv(
            new StringReader("zip;size;id\n01234;NA;1\n98765;?;2\n"), new CsvOptions { Separator = ';', Ignore = ["id"] },
            missing: ["NA", "?"], text: ["zip"]);

        Texts(table, "zip").Should().Equal("01234", "98765");
        Numbers(table, "size").Should().Equal(double.NaN, double.NaN);
        table.Columns.Select(column => column.Name).Should().Equal("zip", "size");
    }

    [Fact]
    public void FromCsv_OneTextAmongNumbers_MakesTheWholeColumnText()
    {
        var table = RawTable.FromCsv(new StringReader("a\n1\nNaN\n2x\n"));

        Texts(table, "a").Should().Equal("1", "NaN", "2x");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FromCsv_AFirstTextAfterManyNumbers_LosesNone(bool isFile)
    {
        string[] lines = [.. Enumerable.Range(0, 30_000).Select(i => $"{i}.50,{i},,{(i % 3 == 0 ? "red" : "blue")}")];
        lines[29_000] = "x, y ,z,red";
        var csv = "a,b,c,d\n" + string.Join('\n', lines);
        using var folder = new TemporaryFolder();

        var table = isFile
            ? RawTable.FromCsv(folder.Write("late.csv", Encoding.UTF8.GetBytes(csv)), new CsvOptions { Ignore = ["b"] })
            : RawTable.FromCsv(new StringReader(csv), new CsvOptions { Ignore = ["b"] });

        Texts(table, "a").Should().Equal(lines.Select(line => line.Split(',')[0]));
        Texts(table, "c").Should().Equal(lines.Select(line => line.Contains('z', StringComparison.Ordinal) ? "z" : null));
        Texts(table, "d").Should().Equal(lines.Select(line => line.Split(',')[3]));
        Texts(table, "d")[1].Should().BeSameAs(Texts(table, "d")[2], "equal texts are kept once");
    }

    [Fact]
    public void FromCsv_OfManyLines_KeepsEveryNumber()
    {
        var lines = Enumerable.Range(0, 100_000).Select(i => $"{i},-{i / 8.0:R}\n");

        var table = RawTable.FromCsv(new StringReader("a,b\n" + string.Concat(lines)));

        Numbers(table, "a").Should().Equal(Enumerable.Range(0, 100_000).Select(i => (double)i));
        Numbers(table, "b").Should().Equal(Enumerable.Range(0, 100_000).Select(i => -i / 8.0));
    }

    [Fact]
    public void FromCsv_NumbersWithADecimalComma_AreRefusedUnlessTheyAreTexts()
    {
        const string Csv = "a;b\n3;x\n;y\n3,5;z\n1.234,5;z\n";
        var options = new CsvOptions { Separator = ';' };
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(new StringReader(Csv), options)).Should().Be(
            "CSV, line 4, column 1 \"a\": \"3,5\" seems to be a number with a decimal comma: write numbers with a point, and without " +
            "separators of thousands. " +
            "If these are texts, say so: text: [\"a\"].");
        Texts(RawTable.FromCsv(new StringReader(Csv), options, text: ["a"]), "a").Should().Equal("3", null, "3,5", "1.234,5");
        Texts(RawTable.FromCsv(new StringReader(Csv + "many;z\n"), options), "a").Should().Equal("3", null, "3,5", "1.234,5", "many");
    }

    [Fact]
    public void FromCsv_AnotherSeparator_IsNamed() =>
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(new StringReader("a;b\n1;2\n"))).Should().Be(
        "CSV has one column, but 1 semicolon in each of its first lines, \"a;b\" and so on: the separator seems to be the semicolon. Set " +
        "CsvOptions.Separator to ';', or, if it is one column, put its first line in quotes.");

    [Fact]
    public void FromCsv_AHundredThousandColumns_AreReadInTheTimeOfTheirNumber()
    {
        const int Columns = 100_000;
        var csv = string.Join(',', Enumerable.Range(0, Columns).Select(i => $"c{i}")) + "\n" +
            string.Join(',', Enumerable.Repeat("0.5", Columns)) + "\n";
        string[] first = [.. Enumerable.Range(0, Columns / 2).Select(i => $"c{i}")];
        string[] second = [.. Enumerable.Range(Columns / 2, Columns / 2).Select(i => $"c{i}")];
        RawTable.FromCsv(new StringReader(csv), new CsvOptions { Ignore = first }, text: second).Columns.Should().HaveCount(Columns / 2);
        var fitted = Pipeline.Of(Transform.Standardize(second)).Fit(RawTable.FromCsv(new StringReader(csv)), first);
        (fitted.InputColumns.Count, fitted.Outputs).Should().Be((Columns / 2, Columns / 2));
        Dataset.FromCsv<float>(new StringReader(csv), first).Outputs.Should().Be(Columns / 2);
    }

    [Fact]
    public void FromCsv_Files_AreReadAndNamed()
    {
        using var folder = new TemporaryFolder();
        RawTable.FromCsv(folder.Write("t.csv.gz", TemporaryFolder.Gzipped("a,b\n1,x\n"u8))).Rows.Should().Be(1);
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(folder.Write("t.csv", "a,b\n1\n"u8)))
            .Should().Be("t.csv, line 2: there is 1 field, but the first line has 2.");
    }

    [Fact]
    public void FromCsv_BadFileOrOptions_SaysWhatIsWrong()
    {
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(new StringReader("a,b\n1,2\n3,NaN\n")))
            .Should().Be(
                "CSV, line 3, column 2 \"b\": \"NaN\" is not a finite number. If it means a missing value, say so: missing: [\"NaN\"].");
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(new StringReader("a,b\n")))
            .Should().Be("CSV has the names of the columns, but no rows.");
        Failure.Of<InvalidDataException>(() => RawTable.FromCsv(new StringReader("a\n1\n"), new CsvOptions { Ignore = ["a"] }))
            .Should().Be("CSV has no column left; its columns are a.");
        Failure.Of<ArgumentException>(() => RawTable.FromCsv(new StringReader("a\n1\n"), text: ["zip"]))
            .Should().Be("CSV has no column \"zip\"; its columns are a. (Parameter 'text')");
        Failure.Of<ArgumentException>(() => RawTable.FromCsv(new StringReader("a\n1\n"), new CsvOptions { ClassNames = ["x", "y"] }))
            .Should().Be("ClassNames have no meaning for a table: the pipeline finds the classes. (Parameter 'options')");
    }

    [Fact]
    public void Table_BadColumns_AreRefused()
    {
        Failure.Of<ArgumentException>(() => _ = new RawTable())
            .Should().Be("A table needs at least one column of at least one row. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => _ = new RawTable(new NumericColumn("a", [])))
            .Should().Be("A table needs at least one column of at least one row. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => _ = new RawTable(new NumericColumn("a", [1.0]), new TextColumn("a", ["x"])))
            .Should().Be("Two columns are named \"a\". (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => _ = new RawTable(new NumericColumn("a", [1.0]), new TextColumn("b", ["x", "y"])))
            .Should().Be("Column \"b\" has 2 rows, but \"a\" has 1. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => _ = new NumericColumn("a", [1, double.NegativeInfinity]))
            .Should()
                .Be(
                    "Row 1 of column \"a\", counted from 0, is infinite: a value must be a finite number, or NaN where it is missing. " +
                    "(Parameter 'values')");
        Failure.Of<ArgumentException>(() => _ = Houses["size"])
            .Should().Be("The table has no column \"size\"; its columns are rooms, near, price. (Parameter 'name')");
        Failure.Of<ArgumentOutOfRangeException>(() => Houses.Subset(0, 4))
            .Should().Be("Number 4 at position 1 is not a row: the table has rows 0 to 3. (Parameter 'rows')");
        Failure.Of<ArgumentException>(() => Houses.Subset())
            .Should().Be("A subset needs at least one row, but no number was given. (Parameter 'rows')");
    }

    [Fact]
    public void Split_MarksItsPartsAndPutsEveryRowIntoOne()
    {
        var table = new RawTable(
            new NumericColumn("i", [.. Enumerable.Range(0, 100).Select(i => (double)i)]),
            new TextColumn("c", [.. Enumerable.Range(0, 100).Select(i => i < 20 ? "rare" : "common")]));

        var (train, dev, test) = table.Split(0.6, 0.2, 0.2, seed: 1, stratifiedBy: "c");
        var (trainOfTwo, testOfTwo) = table.Split(0.8, 0.2, seed: 1);

        (train.Role, dev.Role, test.Role, trainOfTwo.Role, testOfTwo.Role)
            .Should().Be((DataRole.Train, DataRole.Dev, DataRole.Test, DataRole.Train, DataRole.Test));
        Numbers(train, "i").Concat(Numbers(dev, "i")).Concat(Numbers(test, "i")).Order().Should().Equal(Numbers(table, "i"));
        Texts(test, "c").Count(c => c == "rare").Should().Be(4);
        Numbers(trainOfTwo, "i").Concat(Numbers(testOfTwo, "i")).Order().Should().Equal(Numbers(table, "i"));
        test.Subset(0).Role.Should().Be(DataRole.Test);
        Failure.Of<InvalidOperationException>(() => test.Split(0.5, 0.5, seed: 1)).Should().StartWith("This is the test set:");
        Failure.Of<ArgumentException>(() => table.Split(0.5, 0.5, seed: 1, stratifiedBy: "d"))
            .Should().Be("The table has no column \"d\"; its columns are i, c. (Parameter 'name')");
    }

    [Fact]
    public void Folds_ValidateEveryRowExactlyOnce()
    {
        var table = new RawTable(new NumericColumn("i", [.. Enumerable.Range(0, 11).Select(i => (double)i)]));

        var folds = table.Folds(3, seed: 1).ToArray();

        folds.SelectMany(fold => Numbers(fold.Validation, "i")).Order().Should().Equal(Numbers(table, "i"));
        folds
            .Should()
                .OnlyContain(
                    fold =>
                        fold.Train.Rows + fold.Validation.Rows == 11 && fold.Train.Role == DataRole.Train
                            && fold.Validation.Role == DataRole.Dev);
    }

    [Fact]
    public void Cell_ConvertsNumbersTextsAndNull()
    {
        Cell[] cells = [3, 2.5, " text ", null, ""];

        cells.Select(cell => cell.ToString()).Should().Equal("3", "2.5", "\"text\"", "missing", "missing");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Cell(double.NaN))
            .Should().Be("A cell must be a finite number, got NaN; one without a value is Cell.Missing. (Parameter 'number')");
    }
}
