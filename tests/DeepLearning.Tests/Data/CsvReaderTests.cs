using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class CsvReaderTests
{
    private static List<string[]> Read(string text, char separator = ',') =>
        Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), separator);

    private static List<string[]> Read(Stream stream, char separator = ',') =>
        [.. Records(stream, separator).Select(record => record.Select(field => field.Text).ToArray())];

    private static List<(string Text, bool IsQuoted, int Line)[]> Records(Stream stream, char separator = ',')
    {
        var (reader, block) = (new CsvReader(stream, separator, "test.csv"), new CsvBlock());
        var records = new List<(string Text, bool IsQuoted, int Line)[]>();
        while (reader.TryRead(block))
        {
            for (var row = 0; row < block.Rows; row++)
            {
                records.Add([.. block.Row(row).Select((field, column) => (field.Text, field.IsQuoted, block.Line(row, column)))]);
            }
        }

        reader.Bytes.Should().Be(stream.Position);
        return records;
    }

    [Theory]
    [InlineData("a,b\nc,d")]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("\n\na,b\n\r\n\nc,d\n\n")]
    [InlineData("\"a\",\"b\"\n\"c\",\"d\"")]
    public void TryRead_EveryKindOfLine_GivesTheSameRecords(string text) =>
        Read(text).Should().BeEquivalentTo([["a", "b"], new[] { "c", "d" }], options => options.WithStrictOrdering());

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\n")]
    public void TryRead_NothingThere_IsFalse(string text) => Read(text).Should().BeEmpty();

    [Fact]
    public void TryRead_QuotedFields_HoldSeparatorsQuotesAndLineBreaks()
    {
        Read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n").Single().Should().Equal("a,b", "say \"hi\"", "two\r\nlines");
        Read("a;\"b;c\";d,e", ';').Single().Should().Equal("a", "b;c", "d,e");
        Read(",,\n\"\",").Should().BeEquivalentTo([["", "", ""], new[] { "", "" }], options => options.WithStrictOrdering());
    }

    [Fact]
    public void TryRead_LineNumbers_CountLineBreaksInQuotes()
    {
        var records = Records(new MemoryStream("a\n\n\"b\nb\"\"\",c\r\nd\r,\"\r\n\r\",e"u8.ToArray()));

        records.SelectMany(record => record).Should().Equal(
            ("a", false, 1), ("b\nb\"", true, 3), ("c", false, 4), ("d", false, 5), ("", false, 6), ("\r\n\r", true, 6), ("e", false, 8));
    }

    [Fact]
    public void TryRead_AnythingWrittenInQuotes_IsReadBack()
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
    public void TryRead_LongerThanTheBuffer_IsReadWhole()
    {
        string[] fields = [.. Enumerable.Range(0, 5000).Select(i => $"{i}")];

        Read(string.Join(',', fields) + "\n\"" + new string('x', 10_000) + "\"")
            .Should().BeEquivalentTo([fields, [new string('x', 10_000)]]);
    }

    [Fact]
    public void TryRead_RecordsOverTheEndOfABlock_AreReadAsElsewhere()
    {
        const string Records = "a,\"b\"\"\r\n\"\"c\",d\r\n\r\n\"e\" ,\"\",\"f\"\rg,h,i\n";
        var expected = Texts(Records);

        for (var before = 0; before < 60; before++)
        {
            // The first block has 65,536 bytes.
            var text = new string('x', (1 << 16) - before) + "," + Records;
            Texts(text).Should().Equal(expected.Prepend(new string('x', (1 << 16) - before)), $"{before} bytes of the block are left");
        }

        static IEnumerable<string> Texts(string text) => Read(text).SelectMany(record => record);
    }

    [Fact]
    public void TryRead_ManyBlocks_CountLinesThroughAll()
    {
        var text = string.Concat(Enumerable.Range(0, 300_000).Select(i => i % 3 == 0 ? $"{i},\"x\r\ny\"\r\n" : $"{i},z\r\n"));

        var records = Records(new MemoryStream(Encoding.ASCII.GetBytes(text)));

        records.Select(record => record[0].Text).Should().Equal(Enumerable.Range(0, 300_000).Select(i => $"{i}"));
        records.Select(record => record[1].Line).Should().Equal(Enumerable.Range(0, 300_000).Select(i => 1 + i + ((i + 2) / 3)));
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
    public void TryRead_MisplacedQuotes_AreRefused(string text, string message) =>
        Failure.Of<InvalidDataException>(() => Read(text)).Should().Be(message);

    [Theory]
    [InlineData("a,1\0\n")]
    [InlineData("a,\"\0\"\n")]
    [InlineData("a,\"1\"\0\n")]
    [InlineData("a,\0\"1\"\n")]
    public void TryRead_CharactersNul_AreRefused(string text) => Failure.Of<InvalidDataException>(() => Read(text)).Should().Be(
        "test.csv, line 1, column 2: there is a character NUL, which no text has: the file is damaged, or is not UTF-8. Save it as UTF-8.");

    [Fact]
    public void TryRead_CharacterNulBeforeTheFirstQuote_IsRefused() =>
        Failure.Of<InvalidDataException>(() => Read("a\n\0\"x")).Should().StartWith("test.csv, line 2, column 1: there is a character NUL");

    [Fact]
    public void TryRead_BlanksAroundQuotes_DoNotCount() =>
        Read(" \"a, b\"\t, \"c\" \n\"\" ,x")
            .Should().BeEquivalentTo([["a, b", "c"], new[] { "", "x" }], options => options.WithStrictOrdering());

    [Theory]
    [InlineData("\uFEFFa,b")]
    [InlineData("\uFEFF\"a\",b")]
    public void TryRead_ByteOrderMark_IsPassedOver(string text) => Read(text).Single().Should().Equal("a", "b");

    [Fact]
    public void TryRead_NothingButAByteOrderMark_IsFalse() => Read("\uFEFF").Should().BeEmpty();

    [Fact]
    public void TryRead_NotUtf8_IsRefused()
    {
        Failure.Of<InvalidDataException>(() => Read(new MemoryStream(Encoding.Latin1.GetBytes("a,b\n1,é\n2,\"x"))))
            .Should().Be("test.csv, line 2: this is not UTF-8: save the file as UTF-8.");
        Failure.Of<InvalidDataException>(() => Read(new MemoryStream(Encoding.Latin1.GetBytes("a,b\n1,é \"x"))))
            .Should().Be("test.csv, line 2: this is not UTF-8: save the file as UTF-8.");
    }
}
