using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Numbers and dates that are written as people write them.</summary>
public sealed class WrittenColumnsTests
{
    private const int Rows = 240;

    [Theory]
    [InlineData("3,14|-2,5|10", 3.14, -2.5, 10)]
    [InlineData("1.234,5|12,25|-7", 1234.5, 12.25, -7)]
    [InlineData("1,234.5|0.25|1,234,567", 1234.5, 0.25, 1234567)]
    [InlineData("1 234,5|12,25|1\u00A0000\u202F000", 1234.5, 12.25, 1000000)]
    [InlineData("1'234.5|12.25|1\u2019000", 1234.5, 12.25, 1000)]
    [InlineData("\u20AC 1.200,50|\u20AC 7,25|-\u20AC 3,00", 1200.5, 7.25, -3)]
    [InlineData("12,5 %|-3,25 %|100 %", 12.5, -3.25, 100)]
    [InlineData("12.5 kg|3 kg|+0.25 kg", 12.5, 3, 0.25)]
    [InlineData("1,5e3|2,5E-2|\u22124", 1500, 0.025, -4)]
    public void NumberNotation_OfTextsThatSettleIt_ReadsThem(string texts, double first, double second, double third)
    {
        var notations = NumberNotation.Of(texts.Split('|'));

        notations.Should().NotBeEmpty();
        notations.Should().AllSatisfy(notation => texts.Split('|')
            .Select(text => notation.TryParse(text, out var number) ? number : double.NaN).Should().Equal(first, second, third));
    }

    [Theory]
    [InlineData("1,2,3|4")]
    [InlineData("12,34.5|6")]
    [InlineData("room 5|room 6")]
    [InlineData("5 kg|6 m")]
    [InlineData("one|two")]
    [InlineData("1-2|3-4")]
    [InlineData("1.2.3|4.5.6")]
    [InlineData("7 of 9 parts|8 of 9 parts")]
    public void NumberNotation_OfTextsThatAreNoNumbers_IsNone(string texts) =>
        NumberNotation.Of(texts.Split('|')).Should().BeEmpty();

    [Theory]
    [InlineData("2024-02-29|2023-12-31|1999-01-01", "yyyy-MM-dd", 8825)]
    [InlineData("2024-02-29T12:00:00Z|2023-12-31T00:00:00+02:00|1999-01-01T00:00:00", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", 8825.5)]
    [InlineData("2024-02-29 06:00|2023-12-31 23:59|1999-01-01 00:00", "yyyy-MM-dd HH:mm", 8825.25)]
    [InlineData("29.02.2024|31.12.2023|01.01.1999", "dd.MM.yyyy", 8825)]
    [InlineData("29/02/2024|31/12/2023|01/01/1999", "dd/MM/yyyy", 8825)]
    [InlineData("02/29/2024|12/31/2023|01/01/1999", "MM/dd/yyyy", 8825)]
    [InlineData("29-Feb-2024|31-Dec-2023|01-Jan-1999", "dd-MMM-yyyy", 8825)]
    [InlineData("06:00|23:59|00:00", "HH:mm", 0.25)]
    public void DateNotation_OfTextsThatSettleIt_ReadsThem(string texts, string format, double days)
    {
        var notations = DateNotation.Of(texts.Split('|'));

        notations.Select(notation => notation.Format).Should().Contain(format);
        notations.Should().AllSatisfy(notation =>
        {
            notation.TryParse(texts.Split('|')[0], out var read).Should().BeTrue();
            read.Should().BeApproximately(days, 1e-9);
        });
    }

    [Fact]
    public void Train_OnDecimalCommas_LearnsNumbers()
    {
        double X(int row) => (row * 37 % 101 / 10.0) - 5;
        var table = new RawTable(
            Text("x", row => FormattableString.Invariant($"{X(row):F1}").Replace('.', ',')), Of("y", row => X(row) * X(row)));
        var model = TabularModel.Train(table, "y", new() { Fast = true });

        model.Evaluate(table).Regression!.RSquared.Should().BeGreaterThan(0.95);
        model.Predict("3,0").Prediction.Should().BeApproximately(9, 2);
        model.Predict(3.0).Prediction.Should().Be(model.Predict("3,0").Prediction, "a file may have plain numbers alone");
        model.Predict("what?").Prediction.Should().Be(model.Predict(Cell.Missing).Prediction);
        Failure.Of<NotSupportedException>(() => model.SaveOnnx(new MemoryStream())).Should().StartWith("Column \"x\" holds numbers");
        ShouldComeBack(model, table);
    }

    [Fact]
    public void Train_OnNumbersWithAFewWords_TakesTheWordsForMissing()
    {
        double X(int row) => row * 37 % 101;
        var table = new RawTable(
            Text("x", row => row % 40 == 0 ? "unknown" : FormattableString.Invariant($"{X(row)}")),
            Of("y", row => row % 40 == 0 ? 0 : X(row)));
        var model = TabularModel.Train(table, "y", new() { Fast = true });

        model.Evaluate(table).Regression!.RSquared.Should().BeGreaterThan(0.9);
        model.Predict("unknown").Prediction.Should().Be(model.Predict(Cell.Missing).Prediction);
    }

    [Fact]
    public void Train_OnTextsThatLookLikeNumbers_TakesThemAsTheyWereGiven()
    {
        var table = new RawTable(Text("zip", row => $"{10000 + (row % 4)}"), Text("y", row => row % 4 == 2 ? "a" : "b"));
        var model = TabularModel.Train(table, "y", new() { Fast = true });

        TableEncoding.Fit(table, ["zip"]).FullWidth.Should().Be(4, "each is a category");
        model.Predict("10002").Class.Should().Be("a");
    }

    [Fact]
    public void Train_OnDates_LearnsTheDayOfTheWeek()
    {
        DateTime Day(int row) => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(row * 17 % 365);
        var table = new RawTable(
            Text("day", row => Day(row).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            Of("y", row => Day(row).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 10 : 0));
        var model = TabularModel.Train(table, "y", new() { Fast = true, IsClassification = false });

        model.Predict("2024-07-06").Prediction.Should().BeGreaterThan(model.Predict("2024-07-03").Prediction + 4, "it is a Saturday");
        model.Predict("no day").Prediction.Should().Be(model.Predict(Cell.Missing).Prediction);
        Failure.Of<ArgumentException>(() => model.Predict(5.0)).Should().StartWith("Column \"day\" holds numbers, but the model");
        Failure.Of<NotSupportedException>(() => model.SaveOnnx(new MemoryStream())).Should().StartWith("Column \"day\" holds dates");
        ShouldComeBack(model, table);
    }

    [Fact]
    public void Encode_OfADate_IsItsMomentAndItsCycles()
    {
        var table = new RawTable(Text("day", row => $"2024-{1 + (row % 12):00}-15 {row % 24:00}:00"));
        var encoding = TableEncoding.Fit(table, ["day"]);
        var inputs = new float[encoding.PlainWidth];
        encoding.Encode(encoding.Conform(new(RawColumn.Text("day", "2024-04-15 06:00"))), [0], isFull: false, inputs);

        // April is a quarter of the year on, Monday a seventh of the week, six a quarter of the day.
        encoding.PlainWidth.Should().Be(1 + (3 * 2));
        inputs[1..].Should().Equal(
            [1, 0, (float)Math.Sin(2 * Math.PI / 7), (float)Math.Cos(2 * Math.PI / 7), 1, 0], (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Fact]
    public void Train_OnWhatCanBeReadInTwoWays_IsRefusedInASentence()
    {
        Refused(row => $"{1 + (row % 9)},{100 + row}").Should().StartWith(
            "Column \"x\" can be read in two ways, since \"1,100\" is read as a number with a comma before the decimals and as a " +
            "number with a point before the decimals and a comma between thousands, and no row settles it: write it otherwise");
        Refused(row => $"{1 + (row % 12):00}/{1 + (row * 5 % 12):00}/2024").Should().StartWith(
            "Column \"x\" can be read in two ways, since \"02/06/2024\" is read as dd/MM/yyyy and as MM/dd/yyyy, and no row settles it");

        static string Refused(Func<int, string> text) => Failure.Of<ArgumentException>(
            () => TabularModel.Train(new(Text("x", text), Of("y", row => row)), "y", new() { Fast = true }));
    }

    [Fact]
    public void Fit_WhereTheFirstOfManyRowsDoNotSettleIt_LooksAtAll()
    {
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(row => $"{row % 900}"), "1,234"];
        Failure.Of<ArgumentException>(() => TableEncoding.Fit(new(RawColumn.Text("x", texts)), ["x"])).Should()
            .StartWith("Column \"x\" can be read in two ways, since \"1,234\" is read as a number with a comma before the decimals");
    }

    private static void ShouldComeBack(TabularModel model, RawTable table)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        TabularModel.Load(stream).Predict(table).Select(answer => answer.Prediction).Bits().Should()
            .Equal(model.Predict(table).Select(answer => answer.Prediction).Bits());
    }

    private static RawColumn Of(string name, Func<int, double> value) =>
        RawColumn.Numeric(name, [.. Enumerable.Range(0, Rows).Select(value)]);

    private static RawColumn Text(string name, Func<int, string?> value) =>
        RawColumn.Text(name, [.. Enumerable.Range(0, Rows).Select(value)]);
}
