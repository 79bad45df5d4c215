using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class CsvReaderTests
{
    private static List<string[]> Read(string text, char separator = ',')
    {
        var reader = new CsvReader(new StringReader(text), separator, "test.csv");
        var records = new List<string[]>();
        while (reader.ReadRecord() is { } record)
        {
            records.Add([.. record.Select(field => field.Text)]);
        }

        return records;
    }

    [Theory]
    [InlineData("a,b\nc,d")]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("\n\na,b\n\r\n\nc,d\n\n")]
    [InlineData("\"a\",\"b\"\n\"c\",\"d\"")]
    public void ReadRecord_EveryKindOfLine_GivesTheSameRecords(string text) =>
        Read(text).Should().BeEquivalentTo([["a", "b"], new[] { "c", "d" }], options => options.WithStrictOrdering());

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\n")]
    public void ReadRecord_NothingThere_IsNull(string text) => Read(text).Should().BeEmpty();

    [Fact]
    public void ReadRecord_QuotedFields_HoldSeparatorsQuotesAndLineBreaks()
    {
        Read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n").Single().Should().Equal("a,b", "say \"hi\"", "two\r\nlines");
        Read("a;\"b;c\";d,e", ';').Single().Should().Equal("a", "b;c", "d,e");
        Read(",,\n\"\",").Should().BeEquivalentTo([["", "", ""], new[] { "", "" }], options => options.WithStrictOrdering());
    }

    [Fact]
    public void ReadRecord_LineNumbers_CountLineBreaksInQuotes()
    {
        var reader = new CsvReader(new StringReader("a\n\n\"b\nb\",c\r\nd"), ',', "test.csv");

        reader.ReadRecord().Should().Equal(new CsvField("a", 1, IsQuoted: false));
        reader.ReadRecord().Should().Equal(new CsvField("b\nb", 3, IsQuoted: true), new CsvField("c", 4, IsQuoted: false));
        reader.ReadRecord().Should().Equal(new CsvField("d", 5, IsQuoted: false));
        reader.Characters.Should().Be(13);
    }

    [Fact]
    public void ReadRecord_AnythingWrittenInQuotes_IsReadBack()
    {
        var field = Gen.Elements('a', ',', '"', '\n', '\r', ' ', 'é').ArrayOf().Select(characters => new string(characters));
        var records = field.NonEmptyListOf().NonEmptyListOf();

        Prop.ForAll(records.ToArbitrary(), expected =>
        {
            var text = new StringBuilder();
            foreach (var record in expected)
            {
                text.AppendJoin(',', record.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
            }

            Read(text.ToString()).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ReadRecord_LongerThanTheBuffer_IsReadWhole()
    {
        string[] fields = [.. Enumerable.Range(0, 5000).Select(i => $"{i}")];

        Read(string.Join(',', fields) + "\n\"" + new string('x', 10_000) + "\"")
            .Should().BeEquivalentTo([fields, [new string('x', 10_000)]]);
    }

    [Theory]
    [InlineData("a,b\nc,\"d\nd", "test.csv, line 2, column 2: the quote that begins the field is never closed.")]
    [InlineData("a,b\n\"c\"x,d", "test.csv, line 2, column 1: text follows the quote that ends the field: double a quote inside a field.")]
    [InlineData("a, b \"c\"", "test.csv, line 1, column 2: a quote stands inside the field, which does not begin with one: put the whole " +
        "field in quotes and double the quote.")]
    [InlineData("\"a\";\"b\"", "test.csv, line 1, column 1: text follows the quote that ends the field: double a quote inside a field. " +
        "If the separator is the semicolon, set CsvOptions.Separator to ';'.")]
    [InlineData("a\t\"b\"", "test.csv, line 1, column 1: a quote stands inside the field, which does not begin with one: put the whole " +
        "field in quotes and double the quote. If the separator is the tab, set CsvOptions.Separator to '\\t'.")]
    public void ReadRecord_MisplacedQuotes_AreRefused(string text, string message) =>
        Failure.Of<InvalidDataException>(() => Read(text)).Should().Be(message);

    [Theory]
    [InlineData("a,1\0\n")]
    [InlineData("a,\"\0\"\n")]
    [InlineData("a,\"1\"\0\n")]
    public void ReadRecord_CharactersNul_AreRefused(string text) => Failure.Of<InvalidDataException>(() => Read(text)).Should().Be(
        "test.csv, line 1, column 2: there is a character NUL, which no text has: the file is damaged, or is not UTF-8. Save it as UTF-8.");

    [Fact]
    public void ReadRecord_BlanksAroundQuotes_DoNotCount() =>
        Read(" \"a, b\"\t, \"c\" \n\"\" ,x")
            .Should().BeEquivalentTo([["a, b", "c"], new[] { "", "x" }], options => options.WithStrictOrdering());

    [Theory]
    [InlineData("\uFEFFa,b")]
    [InlineData("\uFEFF\"a\",b")]
    public void ReadRecord_ByteOrderMark_IsPassedOver(string text) => Read(text).Single().Should().Equal("a", "b");

    [Fact]
    public void ReadRecord_NothingButAByteOrderMark_IsNull() => Read("\uFEFF").Should().BeEmpty();

    [Fact]
    public void ReadRecord_NotUtf8_IsRefused()
    {
        var latin1 = new MemoryStream(Encoding.Latin1.GetBytes("a,b\n1,é\n"));
        var reader = new CsvReader(new StreamReader(latin1, new UTF8Encoding(false, throwOnInvalidBytes: true)), ',', "test.csv");

        Failure.Of<InvalidDataException>(() => reader.ReadRecord())
            .Should().Be("test.csv is not UTF-8, in line 1 or after it: save it as UTF-8.");
    }
}
