using System.Globalization;
using System.IO.Compression;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class DatasetCsvTests : IDisposable
{
    private const string Iris = "sepal,petal,species\n5.1,1.4,setosa\n7.0,4.7,versicolor\n6.3,6.0,virginica\n4.9,1.5,setosa\n";
    private readonly string folder = Directory.CreateTempSubdirectory("deeplearning-csv-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Dataset<double> FromText(string csv, string? label = null, string? target = null, CsvOptions? options = null) =>
        Dataset.FromCsv<double>(new StringReader(csv), label, target, options);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    [Fact]
    public void FromCsv_Label_BecomesOneHotClasses()
    {
        var data = FromText(Iris, label: "species");

        data.X.Should().Be(Matrix<double>.Build.DenseOfArray(new[,] { { 5.1, 7.0, 6.3, 4.9 }, { 1.4, 4.7, 6.0, 1.5 } }));
        Matrices.Labels(data.Y).Should().Equal(0, 1, 2, 0);
        data.FeatureNames.Should().Equal("sepal", "petal");
        data.ClassNames.Should().Equal("setosa", "versicolor", "virginica");
    }

    [Fact]
    public void FromCsv_NumericLabels_AreOrderedAsNumbers() =>
        FromText("x,digit\n1,10\n2,9\n3,0\n", label: "digit").ClassNames.Should().Equal("0", "9", "10");

    [Fact]
    public void FromCsv_Targets_BecomeOutputsInTheOrderAsked()
    {
        const string csv = "a,b,c\n1,2,3\n4,5,6\n";

        FromText(csv, target: "b").Y.Should().Be(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 5 } }));
        var two = Dataset.FromCsv<double>(new StringReader(csv), ["c", "a"]);
        two.Y.Should().Be(Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 6 }, { 1, 4 } }));
        two.X.Should().Be(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 5 } }));
        two.ClassNames.Should().BeNull();
        Dataset.FromCsv<double>(Write("t.csv", Encoding.UTF8.GetBytes(csv)), ["c", "a"]).Y.Should().Be(two.Y);
    }

    [Fact]
    public void FromCsv_FileWithMarkOrCompressed_IsReadAlike()
    {
        var plain = Encoding.UTF8.GetBytes(Iris);
        foreach (
            var content in new[] { plain, [.. Encoding.UTF8.Preamble, .. plain], Compress(plain),
                [.. Compress(plain[..50]), .. Compress(plain[50..])] })
        {
            var data = Dataset.FromCsv<double>(Write("iris.csv", content), label: "species");

            data.X.Should().Be(FromText(Iris, label: "species").X);
            data.FeatureNames.Should().Equal("sepal", "petal");
        }
    }

    [Fact]
    public void FromCsv_CompressedFileCutShortOrDamaged_IsRefused()
    {
        var csv = new StringBuilder("x,y\n");
        for (var i = 0; i < 5000; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i * 7919 % 1000},{i}\n");
        }

        var whole = Compress(Encoding.UTF8.GetBytes(csv.ToString()));
        var damaged = (byte[])whole.Clone();
        damaged[^6] ^= 1;

        Dataset.FromCsv<double>(Write("a.csv.gz", whole), target: "y").Examples.Should().Be(5000);
        foreach (var bad in new[] { whole[..(whole.Length / 2)], whole[..^1], whole[..^8], whole[..12], damaged, [.. whole, 0] })
        {
            Failure.Of<InvalidDataException>(() => Dataset.FromCsv<double>(Write("a.csv.gz", bad), target: "y"))
                .Should().Be("a.csv.gz is gzip, but damaged or cut short: fetch or write it again.");
        }
    }

    [Fact]
    public void FromCsv_NotUtf8_IsRefused() =>
        Failure.Of<InvalidDataException>(() => Dataset.FromCsv<double>(Write("a.csv", Encoding.Latin1.GetBytes("x,é\n1,2\n")), target: "x"))
            .Should().Be("a.csv, line 1: this is not UTF-8: save the file as UTF-8.");

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void FromCsv_AnyUnicodeWithAByteOrderMark_IsRead(string encoding)
    {
        var unicode = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. unicode.GetPreamble(), .. unicode.GetBytes("größe,class\n1,é\n2,\U0001F600\n")];

        var dataset = Dataset.FromCsv<double>(Write("a.csv", bytes), label: "class");

        dataset.FeatureNames.Should().Equal("größe");
        dataset.ClassNames.Should().Equal("é", "\U0001F600");
    }

    [Fact]
    public void FromCsv_OnOneThread_AsksNoOther()
    {
        var csv = "a,y\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},{i % 7}.5\n"));
        var expected = Dataset.FromCsv<double>(new StringReader(csv), target: "y");
        using var reader = new OwnThreadReader(csv);
        Backend.LimitOfThisThread = 1;
        try
        {
            var dataset = Dataset.FromCsv<double>(reader, target: "y");

            dataset.X.Equals(expected.X).Should().BeTrue();
            dataset.Y.Equals(expected.Y).Should().BeTrue();
            reader.IsReadElsewhere.Should().BeFalse();
        }
        finally
        {
            Backend.LimitOfThisThread = 0;
        }
    }

    /// <summary>Text that knows whether it is read on another thread than that which made it.</summary>
    private sealed class OwnThreadReader(string text) : StringReader(text)
    {
        private readonly int own = Environment.CurrentManagedThreadId;

        public bool IsReadElsewhere { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            IsReadElsewhere |= Environment.CurrentManagedThreadId != own;
            return base.Read(buffer, index, count);
        }
    }

    [Fact]
    public void FromCsv_HalfASurrogatePair_IsRefused() =>
        Failure.Of<InvalidDataException>(() => FromText("a,b\n1,\uD83D\n2,x\n", label: "b"))
            .Should().Be("CSV is no text of Unicode: half of a character of two parts stands alone. Save it as UTF-8.");

    [Theory]
    [InlineData("5,x,1,a", "5,1,,a", "line 67003, column 2 \"b\": \"x\" is not a number.")]
    [InlineData("5,1,1,", "x,1,1,a", "line 67003, column 4 \"y\": the label is missing.")]
    [InlineData("5,1,1,", "x,\"1,1,a", "line 67003, column 4 \"y\": the label is missing.")]
    [InlineData("5,1e999,1,", "x,1,1", "line 67003, column 2 \"b\": \"1e999\" is not a finite double.")]
    [InlineData("5,1,1", "x,1,1,a", "line 67003: there are 3 fields, but the first line has 4.")]
    [InlineData("5,1,1,a", "5,1,1,\"a", "line 95004, column 4: the quote that begins the field is never closed.")]
    public void FromCsv_OfManyLines_NamesTheFirstBadOne(string line, string laterLine, string problem)
    {
        string[] lines = ["a,b,c,y", .. Enumerable.Range(0, 100_000).Select(i => $"{i},1.25,-3,{i % 2}")];
        lines[2] = "1,\"\n2\",3,1";
        (lines[67_001], lines[95_002]) = (line, laterLine);

        Failure.Of<InvalidDataException>(() => FromText(string.Join('\n', lines), label: "y")).Should().StartWith($"CSV, {problem}");
    }

    [Fact]
    public void FromCsv_MissingFile_SaysWhich() =>
        FluentActions.Invoking(() => Dataset.FromCsv<double>(Path.Combine(folder, "none.csv"), target: "x"))
            .Should().Throw<FileNotFoundException>().Which.FileName.Should().EndWith("none.csv");

    [Fact]
    public void FromCsv_CultureWithDecimalComma_DoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            FromText("x,y\n1.5,-2e-3\n", target: "y")
                .Should().Match<Dataset<double>>(data => data.X[0, 0] == 1.5 && data.Y[0, 0] == -0.002);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void FromCsv_SpacesAndQuotes_DoNotCount()
    {
        var data = FromText(" a , b ,\"kind, of\"\n 1 ,\" 2 \", x \n3, 4,x y\n", label: "kind, of");

        data.FeatureNames.Should().Equal("a", "b");
        data.X.Should().Be(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 3 }, { 2, 4 } }));
        data.ClassNames.Should().Equal("x", "x y");
    }

    [Fact]
    public void FromCsv_Options_ChooseSeparatorHeaderAndColumns()
    {
        var data = FromText(
            "7;1,5;a\n8;2;b\n".Replace(',', '.'), label: "3", options: new() { Separator = ';', HasHeader = false, Ignore = ["1"] });

        data.X.Should().Be(Matrix<double>.Build.DenseOfArray(new[,] { { 1.5, 2 } }));
        data.FeatureNames.Should().BeNull();
        data.ClassNames.Should().Equal("a", "b");
    }

    [Fact]
    public void FromCsv_ClassNamesOfTheTrainingSet_GiveTheSameNumbers()
    {
        var train = FromText(Iris, label: "species");

        var test = FromText("sepal,petal,species\n6.3,6.0,virginica\n", label: "species", options: new() { ClassNames = train.ClassNames });

        Matrices.Labels(test.Y).Should().Equal(2);
        test.ClassNames.Should().Equal(train.ClassNames);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3,four\n", "CSV, line 3, column 2 \"y\": \"four\" is not a number. Every target must be a finite number: a " +
        "column of classes is named as label, not as target.")]
    [InlineData("x,y\n1,2\nNA,4\n", "CSV, line 3, column 1 \"x\": \"NA\" is not a number. Every feature must be a finite number: fill in " +
        "what is missing, or leave the column out with CsvOptions.Ignore.")]
    [InlineData("x,y\n\"1,5\",2\n", "CSV, line 2, column 1 \"x\": \"1,5\" seems to be a number with a decimal comma: write numbers with " +
        "a point, and without separators of thousands. Every feature must be a finite number: fill in what is missing, or leave the " +
        "column out with CsvOptions.Ignore.")]
    [InlineData("x,y\n1,5;2\n", "CSV, line 2, column 2 \"y\": \"5;2\" is not a number. If the separator is the semicolon, set " +
        "CsvOptions.Separator to ';'. Every target must be a finite number: a column of classes is named as label, not as target.")]
    [InlineData("x;y\n1;2\n", "CSV has one column, but 1 semicolon in each of its first lines, \"x;y\" and so on: the separator seems to " +
        "be the semicolon. Set CsvOptions.Separator to ';', or, if it is one column, put its first line in quotes.")]
    [InlineData("x;z;y\n1,5;2,5;3\n", "CSV has one column, but 2 semicolons in each of its first lines, \"x;z;y\" and so on: the " +
        "separator seems to be the semicolon. Set CsvOptions.Separator to ';', or, if it is one column, put its first line in quotes.")]
    [InlineData("x\ty\n1\t2\n", "CSV has one column, but 1 tab in each of its first lines, \"x\ty\" and so on: the separator seems to be " +
        "the tab. Set CsvOptions.Separator to '\\t', or, if it is one column, put its first line in quotes.")]
    [InlineData("x|y\n", "CSV has one column, but 1 vertical bar in each of its first lines, \"x|y\" and so on: the separator seems to " +
        "be the vertical bar. Set CsvOptions.Separator to '|', or, if it is one column, put its first line in quotes.")]
    [InlineData("x,y\n1,2\0\n", "CSV, line 2, column 2: there is a character NUL, which no text has: the file is damaged, or is not " +
        "UTF-8. Save it as UTF-8.")]
    [InlineData("x,y\n1,2\n,4\n", "CSV, line 3, column 1 \"x\": the value is missing. Every feature must be a finite number: fill in " +
        "what is missing, or leave the column out with CsvOptions.Ignore.")]
    [InlineData("x,y\nNaN,4\n", "CSV, line 2, column 1 \"x\": \"NaN\" is not a finite double. Every feature must be a finite number: " +
        "fill in what is missing, or leave the column out with CsvOptions.Ignore.")]
    [InlineData("x,y\n1,1e999\n", "CSV, line 2, column 2 \"y\": \"1e999\" is not a finite double. Every target must be a finite number: " +
        "a column of classes is named as label, not as target.")]
    [InlineData("x,y\n1,2\n\n3\n", "CSV, line 4: there is 1 field, but the first line has 2.")]
    [InlineData("x,y\n1,2,3\n", "CSV, line 2: there are 3 fields, but the first line has 2.")]
    [InlineData("\"x\n\nx\",y\n1,\"\n\"\n", "CSV, line 4, column 2 \"y\": the value is missing. Every target must be a finite number: a " +
        "column of classes is named as label, not as target.")]
    [InlineData("x,y,x\n1,2,3\n", "CSV: columns 1 and 3 are both named \"x\".")]
    [InlineData("0,5,0\n", "CSV: columns 1 and 3 are both named \"0\". All names are numbers: if the file has no line of names, set " +
        "CsvOptions.HasHeader to false.")]
    [InlineData("x,y\n", "CSV has the names of the columns, but no examples.")]
    [InlineData("", "CSV is empty.")]
    [InlineData("y\n1\n", "CSV has no column left for a feature; its columns are y.")]
    public void FromCsv_BadNumbers_NameLineColumnAndText(string csv, string message) =>
        Failure.Of<InvalidDataException>(() => FromText(csv, target: "y")).Should().Be(message);

    [Fact]
    public void FromCsv_TooLargeForFloat_IsRefused() =>
        Failure.Of<InvalidDataException>(() => Dataset.FromCsv<float>(new StringReader("x,y\n1e39,2\n"), target: "y"))
            .Should()
                .Be(
                    "CSV, line 2, column 1 \"x\": \"1e39\" is not a finite float. Every feature must be a finite number: fill in what is " +
                    "missing, or leave the column out with CsvOptions.Ignore.");

    [Fact]
    public void FromCsv_WithoutHeader_NamesColumnsByNumberOnly() =>
        Failure.Of<InvalidDataException>(() => FromText("1,2\n3,x\n", target: "1", options: new() { HasHeader = false }))
            .Should()
                .Be(
                    "CSV, line 2, column 2: \"x\" is not a number. Every feature must be a finite number: fill in what is missing, or " +
                    "leave the column out with CsvOptions.Ignore.");

    [Theory]
    [InlineData("x,k\n1,a\n2, \n", "CSV, line 3, column 2 \"k\": the label is missing. Fill it in, or remove the line.")]
    [InlineData("x,k\n1,a\n2,a\n", "CSV, column 2 \"k\": Every label is \"a\": at least two classes are needed.")]
    [InlineData("x,k\n1,Yes\n2,no\n3,yes \n", "CSV, column 2 \"k\": The labels \"Yes\" (line 2) and \"yes\" (line 4) differ by upper and " +
        "lower case or blanks alone: write the class in one way; if they are two classes, list both in CsvOptions.ClassNames.")]
    [InlineData("x,k\n1,1\n2,1.0\n", "CSV, column 2 \"k\": The labels \"1\" and \"1.0\" are one number: write it in one way, so that it " +
        "is one class.")]
    public void FromCsv_BadLabels_AreRefused(string csv, string message) =>
        Failure.Of<InvalidDataException>(() => FromText(csv, label: "k")).Should().Be(message);

    [Fact]
    public void FromCsv_LabelOutsideTheClassNames_IsRefused() =>
        Failure.Of<InvalidDataException>(() => FromText("x,k\n1,a\n2,c\n", label: "k", options: new() { ClassNames = ["b", "a"] }))
            .Should().Be("CSV, line 3, column 2 \"k\": \"c\" is none of the classes b, a.");

    [Fact]
    public void FromCsv_LabelsThatDifferByCase_AreWhatTheClassNamesSay()
    {
        FromText("x,k\n1,a\n2,A\n", label: "k", options: new() { ClassNames = ["A", "a"] }).ClassNames.Should().Equal("A", "a");
        Failure.Of<InvalidDataException>(() => FromText("x,k\n1,yes\n2,no\n", label: "k", options: new() { ClassNames = ["Yes", "no"] }))
            .Should().Be(
            "CSV, line 2, column 2 \"k\": \"yes\" is none of the classes Yes, no. It differs from \"Yes\" by upper and lower case or " +
            "blanks alone.");
    }

    [Fact]
    public void FromCsv_ALabelOfItsOwnInEachLine_IsRefused()
    {
        // 259 KB, which would have taken 3.6 GB.
        var csv = "x,id\n" + string.Concat(Enumerable.Range(10_000, 21_200).Select(i => $"{i % 1000},id{i}\n"));
        Failure.Of<InvalidDataException>(() => FromText(csv, label: "id")).Should().Be(
            "CSV, column 2 \"id\": there are 21,200 classes in 21,200 lines: they look like numbers or identifiers rather than classes, " +
            "and one-hot they would take " +
            "3,595,520,000 bytes. Learn numbers with target: instead of label:, leave identifiers out with CsvOptions.Ignore, or, if " +
            "they are classes, list them in CsvOptions.ClassNames.");
    }

    [Fact]
    public void FromCsv_ManyLinesOfSomeHundredsOfClasses_AreRead()
    {
        var csv = "x,z,k\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i % 10}.5,{i % 7}.25,c{i % 500}\n"));
        FromText(csv, label: "k").ClassNames.Should().HaveCount(500);
    }

    [Fact]
    public void FromCsv_OneColumnWithAnotherSeparatorInQuotes_IsOneColumn() =>
        RawTable.FromCsv(new StringReader("\"a;b\"\n\"x;y\"\n")).Columns.Single().Name.Should().Be("a;b");

    public static TheoryData<string, Action> BadArguments => new()
    {
        { "CSV has no column \"kind\"; its columns are sepal, petal, species. (Parameter 'label')", () => FromText(Iris, label: "kind") },
        { "CSV has no column \"Petal\"; its columns are sepal, petal, species. (Parameter 'target')",
            () => FromText(Iris, target: "Petal") },
        {
            "CSV has no column \"id\"; its columns are sepal, petal, species. (Parameter 'options')",
            () => FromText(Iris, label: "species", options: new() { Ignore = ["id"] })
        },
        {
            "CSV has no column \"z\"; its columns are sepal, petal, species. (Parameter 'targets')",
            () => Dataset.FromCsv<double>(new StringReader(Iris), ["petal", "z"])
        },
        {
            "CSV has no column \"digit\"; its columns are 0, 5.5, 13. All names are numbers: if the file has no line of names, set " +
            "CsvOptions.HasHeader to false. (Parameter 'label')",
            () => FromText("0,5.5,13\n", label: "digit")
        },
        {
            "Name the column to be learned, once: as label if it holds classes, as target if it holds numbers. (Parameter 'label')",
            () => FromText(Iris)
        },
        {
            "Name the column to be learned, once: as label if it holds classes, as target if it holds numbers. (Parameter 'label')",
            () => Dataset.FromCsv<double>("iris.csv", label: "species", target: "petal")
        },
        { "Name at least one column to be learned. (Parameter 'targets')", () => Dataset.FromCsv<double>(new StringReader(Iris), []) },
        {
            "The separator may not be a quote, a line break, a letter, a digit, a point or a sign, and must be ASCII. " +
            "(Parameter 'options')",
            () => FromText(Iris, label: "species", options: new() { Separator = '.' })
        },
        {
            "ClassNames are for a label; targets are numbers, without classes. (Parameter 'options')",
            () => FromText(Iris, target: "petal", options: new() { ClassNames = ["a", "b"] })
        },
        {
            "Two classes are named \"a\": each class needs a name of its own. (Parameter 'classNames')",
            () => FromText(Iris, label: "species", options: new() { ClassNames = ["a", "a"] })
        },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void FromCsv_BadArguments_SayWhatThereIs(string message, Action call) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);
}
