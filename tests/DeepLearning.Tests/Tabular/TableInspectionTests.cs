using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>What is said of tables that have something, and that nothing is said of those that have not.</summary>
public sealed class TableInspectionTests
{
    private const int Rows = 120;

    private static readonly RawColumn X = Of("x", row => Math.Sin(row * 1.7));

    private static readonly RawColumn Label = Text("y", row => Math.Sin(row * 1.7) + Math.Sin(row * 3.1) > 0 ? "high" : "low");

    private static readonly RawColumn Number = Of("y", row => Math.Sin(row * 1.7) + Math.Sin(row * 3.1));

    private static readonly RawColumn Kind = Text("kind", row => $"{(char)('a' + (row * row % 7 % 3))}");

    /// <summary>A table and the beginning of what is to be said of it.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, (RawTable Table, string? Column, string Text)> All { get; } = new()
    {
        ["one value"] = (With(Of("c", _ => 5)), "c", "Column \"c\" holds one value: nothing is learned from it."),
        ["no value"] = (With(Of("c", _ => double.NaN)), "c", "Column \"c\" has no value: nothing is learned from it."),
        ["mostly missing"] = (
            With(Of("c", row => row % 3 == 0 ? row * 7 % 5 : double.NaN)), "c", "Column \"c\" has no value in 80 of 120 rows."),
        ["the same by other names"] = (
            With(Text("c", row => Kind.Texts[row] + "!")), "c", "Column \"c\" says the same as \"kind\" in every row"),
        ["identifier"] = (
            With(Text("c", row => $"id {row * 17 % 251}")), "c", "Column \"c\" has another text in nearly every row, as an identifier has"),
        ["counts the rows downwards"] = (With(Of("c", row => 1000 - row)), "c", "Column \"c\" counts the rows"),
        ["can be read in two ways"] = (With(Text("c", row => $"1,{100 + (row * 7 % 11)}")), "c", "Column \"c\" can be read in two ways"),
        ["number with holes that answers a number"] = (
            new(
                X, Kind, Of("c", row => row % 30 == 0 ? double.NaN : 2 * Number.Numbers[row]),
                Of("y", row => row % 30 == 0 ? 1 : Number.Numbers[row])),
            "c", "Column \"c\" alone answers almost perfectly (R²"),
        ["counts the rows"] = (With(Of("c", row => 1000 + row)), "c", "Column \"c\" counts the rows"),
        ["text that answers"] = (
            With(Text("c", row => Label.Texts[row] == "high" ? row % 2 == 0 ? "p" : "q" : "r")), "c",
            "Column \"c\" alone answers almost perfectly (accuracy 100.0 %)"),
        ["number that answers"] = (
            With(Of("c", row => (Label.Texts[row] == "high" ? 10 : 0) + (row * 13 % 9))), "c",
            "Column \"c\" alone answers almost perfectly (accuracy 100.0 %)"),
        ["number that answers a number"] = (
            new(X, Kind, Of("c", row => Math.Exp(Number.Numbers[row])), Number), "c", "Column \"c\" alone answers almost perfectly (R²"),
        ["rows that repeat"] = (
            With().Subset([.. Enumerable.Range(0, Rows), 3, 4]), null, "2 rows of 122 repeat another"),
        ["rows that contradict"] = (
            new(
                RawColumn.Numeric("x", [.. X.Numbers, X.Numbers[7]]), RawColumn.Text("kind", [.. Kind.Texts, Kind.Texts[7]]),
                RawColumn.Text("y", [.. Label.Texts, Label.Texts[7] == "low" ? "high" : "low"])),
            null, "1 row of 121 has the inputs of another and a different target"),
        ["holes in the target"] = (
            new(X, Kind, Text("y", row => row % 40 == 0 ? null : Label.Texts[row])), "y", "The target is missing in 3 rows"),
        ["few rows of a class"] = (
            new(X, Kind, Text("y", row => row < 3 ? "seldom" : Label.Texts[row])), "y", "Class \"seldom\" has 3 rows: too few"),
        ["few numbers"] = (
            new(X, Kind, Of("y", row => row * row % 7)), "y", "The target has 4 different numbers alone"),
        ["heavy tail"] = (
            new(X, Kind, Of("y", row => row == 5 ? 1e6 : Number.Numbers[row])), "y", "The target reaches from"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_ATableThatHasSomething_SaysThatAlone(string name)
    {
        var (table, column, text) = All[name];
        var findings = TableInspection.Of(table, "y").Findings;

        findings.Should().ContainSingle().Which.Column.Should().Be(column);
        findings[0].Text.Should().StartWith(text);
    }

    [Fact]
    public void Of_ATableThatIsFine_SaysNothing()
    {
        TableInspection.Of(With(), "y").Findings.Should().BeEmpty();
        TableInspection.Of(new(X, Kind, Number), "y").Findings.Should().BeEmpty();
        TableInspection.Of(With(), "y", With()).Findings.Should().ContainSingle().Which.Text.Should()
            .StartWith("120 of 120 rows to be answered are among those that are learned from");
    }

    [Fact]
    public void Of_RowsToBeAnswered_SaysWhatIsDifferent()
    {
        var train = new RawTable(X, Kind, Of("size", row => row * 31 % 50), Label);
        var test = new RawTable(
            RawColumn.Numeric("x", [double.NaN, .. X.Numbers[1..]]), Text("kind", row => row % 2 == 0 ? "a" : "z"),
            Of("size", row => row + 0.5));

        TableInspection.Of(train, "y", test).Findings.Select(finding => finding.Text).Should().SatisfyRespectively(
            x => x.Should().StartWith("Column \"x\" has no value in 1 of 120 rows to be answered, but in all that are learned from."),
            kind => kind.Should().Be("Column \"kind\" has 1 text in rows to be answered that nothing was learned of, such as \"z\"."),
            size => size.Should().Be(
                "Column \"size\" is beyond 0 … 49 in 71 of 120 rows to be answered: nothing was learned of that."));
        TableInspection.Of(train, "y", new RawTable(X, Kind)).Findings.Should().Contain(
            finding => finding.Text == "The rows to be answered have no column \"size\".");
    }

    [Fact]
    public void Of_ALeak_IsMeasuredWithoutTheRowItself()
    {
        // Every text is there once: with itself each row would be answered, and without itself none is.
        var table = With(Text("c", row => $"{row}"));
        TableInspection.Of(table, "y").Findings.Should().NotContain(finding => finding.Text.Contains("almost perfectly"));

        // So with numbers: a row that is alone is answered by the mean of all others.
        var alone = new RawTable(X, Kind, Text("c", row => $"{row} of some"), Number);
        TableInspection.Of(alone, "y").Findings.Should().OnlyContain(finding => finding.Text.Contains("as an identifier has"));
        var pairs = new RawTable(X, Kind, Text("c", row => $"{row / 2} of some"), Number);
        TableInspection.Of(pairs, "y").Findings.Should().NotContain(finding => finding.Text.Contains("almost perfectly"));

        // Nine of ten are no leak, though far better than guessing.
        var good = With(Text("c", row => row % 10 == 0 ? "?" : Label.Texts[row]));
        TableInspection.Of(good, "y").Findings.Should().BeEmpty();
    }

    [Fact]
    public void Of_DatesThatAreAllDifferent_TakesThemForNoIdentifier() =>
        TableInspection.Of(
            With(Text("c", row => $"20{10 + (row % 12)}-0{1 + (row % 9)}-{1 + (row * 17 % 28):00} {row % 24:00}:{row % 60:00}")), "y")
            .Findings.Should().BeEmpty();

    [Fact]
    public void Of_RowsThatRepeatAndContradict_CountsEachOnce()
    {
        // The inputs of row 7 with the targets A, B, B: one contradicts, and one repeats.
        var other = Label.Texts[7] == "low" ? "high" : "low";
        var table = new RawTable(
            RawColumn.Numeric("x", [.. X.Numbers, X.Numbers[7], X.Numbers[7]]),
            RawColumn.Text("kind", [.. Kind.Texts, Kind.Texts[7], Kind.Texts[7]]), RawColumn.Text("y", [.. Label.Texts, other, other]));

        TableInspection.Of(table, "y").Findings.Select(finding => finding.Text).Should().SatisfyRespectively(
            repeats => repeats.Should().StartWith("1 row of 122 repeats another"),
            contradicts => contradicts.Should().StartWith("1 row of 122 has the inputs of another"));
    }

    [Fact]
    public void Of_TextsWhereNumbersWereLearned_SaysSo() =>
        TableInspection.Of(With(), "y", new RawTable(Text("x", row => $"word {row}"), Kind)).Findings.Should()
            .Contain(finding => finding.Text.StartsWith("Column \"x\" holds texts in rows to be answered, but numbers alone"));

    [Fact]
    public void Columns_SayWhatTheyHold()
    {
        var inspection = TableInspection.Of(
            new(
                RawColumn.Numeric("n", 1, 2, double.NaN, 4), RawColumn.Text("t", "a", "b", "b", null),
                RawColumn.Text("y", "u", "v", "u", "v")),
            "y");

        inspection.Columns.Should().Equal(
            new InspectedColumn("n", IsText: false, 1, 3, "1 … 2 … 4", IsTarget: false),
            new InspectedColumn("t", IsText: true, 1, 2, "b (2), a (1)", IsTarget: false),
            new InspectedColumn("y", IsText: true, 0, 2, "u (2), v (2)", IsTarget: true));
        inspection.ToString().Should().StartWith(
            """
            4 rows, 3 columns
              n  numeric  3 different, 1 missing: 1 … 2 … 4
              t  text     2 different, 1 missing: b (2), a (1)
              y  text     2 different: u (2), v (2)  ← target
            - Class "u" has 2 rows: too few to learn it and to measure it.
            """);
        Failure.Of<ArgumentException>(() => TableInspection.Of(With(), "z")).Should().Contain("no column \"z\"");
    }

    private static RawTable With(params RawColumn[] more) => new([X, Kind, .. more, Label]);

    private static RawColumn Of(string name, Func<int, double> value) =>
        RawColumn.Numeric(name, [.. Enumerable.Range(0, Rows).Select(value)]);

    private static RawColumn Text(string name, Func<int, string?> value) =>
        RawColumn.Text(name, [.. Enumerable.Range(0, Rows).Select(value)]);
}
