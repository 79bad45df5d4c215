using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Who learns from which rows.</summary>
public sealed class MemberRowsTests
{
    private const int Rows = 200;

    private static readonly RawTable Table = new(
        RawColumn.Numeric("customer", [.. Enumerable.Range(0, Rows).Select(row => row * 37 % 23)]),
        RawColumn.Text("day", [.. Enumerable.Range(0, Rows).Select(row => $"2024-01-{1 + (row * 7 % 30):00}")]),
        RawColumn.Numeric("weight", [.. Enumerable.Range(0, Rows).Select(row => row % 3)]),
        RawColumn.Numeric("x", [.. Enumerable.Range(0, Rows)]),
        RawColumn.Text("y", [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0 ? "rare" : "usual")]));

    [Fact]
    public void Of_ByDefault_EveryRowIsMeasuredOnce()
    {
        var members = Of(new());
        members.Should().HaveCount(8);
        members.SelectMany(member => member.Validation).Order().Should().Equal(Enumerable.Range(0, Rows));
        members.Should().AllSatisfy(
            member => member.Training.Concat(member.Validation).Order().Should().Equal(Enumerable.Range(0, Rows)));
    }

    [Fact]
    public void Of_Groups_NoneIsOnBothSides()
    {
        var customers = Table["customer"].Numbers.ToArray();
        var members = Of(new() { Groups = "customer" });
        members.SelectMany(member => member.Validation).Order().Should().Equal(Enumerable.Range(0, Rows));
        members.Should().HaveCount(8).And.AllSatisfy(member =>
            member.Validation.Select(row => customers[row]).Intersect(member.Training.Select(row => customers[row])).Should().BeEmpty());
    }

    [Fact]
    public void Of_RowsInOrderOfTime_WhatIsMeasuredIsLaterThanWhatIsLearned()
    {
        var days = Table["day"].Texts.ToArray();
        var members = Of(new() { OrderedBy = "day" });
        members.Should().HaveCountGreaterThan(4).And.AllSatisfy(member =>
        {
            member.Training.Should().HaveCountGreaterThanOrEqualTo(Rows / 2);
            string.CompareOrdinal(member.Training.Max(row => days[row]), member.Validation.Min(row => days[row])).Should().BeNegative();
        });
        members.SelectMany(member => member.Validation).Should().OnlyHaveUniqueItems();
        members[^1].Training.Length.Should().BeGreaterThan(members[0].Training.Length);
    }

    [Theory]
    [InlineData("x", "All rows of the column of groups \"one\" are of one group*")]
    [InlineData("y", "The column of time \"one\" has too few different values*")]
    public void Of_AColumnOfOneValue_IsRefused(string role, string message)
    {
        var table = new RawTable([.. Table.Columns, RawColumn.Numeric("one", [.. Enumerable.Repeat(1.0, Rows)])]);
        var action = () => TabularModel.Train(
            table, "y", role == "x" ? new() { Fast = true, Groups = "one" } : new() { Fast = true, OrderedBy = "one" });
        action.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Train_ByColumnsThatDoNotServe_SaysWhy()
    {
        Refused(new() { Groups = "nobody" }).Should().Contain("no column \"nobody\"");
        Refused(new() { Groups = "y" }).Should().StartWith("The target \"y\" cannot group, order or weight the rows too.");
        Refused(new() { Groups = "customer", OrderedBy = "day" }).Should().StartWith("Groups and OrderedBy cannot both divide the rows");
        Refused(new() { Weights = "day" }).Should().StartWith("The column of weights \"day\" holds texts");
        Refused(new() { Weights = "negative" }).Should()
            .StartWith("Row 2 of the column of weights \"negative\", counted from 0, is -1, but must be a number, 0 or greater.");
        Refused(new() { Weights = "hole" }).Should().StartWith("Row 0 of the column of weights \"hole\", counted from 0, is missing");
        Refused(new() { Weights = "nothing" }).Should().StartWith("All rows of the column of weights \"nothing\" are 0: none counts.");
    }

    [Fact]
    public void Train_ByRoles_LearnsNothingFromTheirColumns()
    {
        var model = TabularModel.Train(Table, "y", new() { Fast = true, Groups = "customer", Weights = "weight", Ignore = ["day"] });
        model.InputColumns.Select(column => column.Name).Should().Equal("x");
    }

    [Fact]
    public void Train_RowsWithoutWeight_ChangeNothingThatIsLearned()
    {
        // What the rows of weight 0 say is wrong; those that count say that y is high where x is.
        string Label(int row) => row % 2 == 0 == row < Rows / 2 ? "low" : "high";
        var table = new RawTable(
            RawColumn.Numeric("x", [.. Enumerable.Range(0, Rows)]),
            RawColumn.Numeric("counts", [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? 1.0 : 0)]),
            RawColumn.Text("y", [.. Enumerable.Range(0, Rows).Select(Label)]));
        var model = TabularModel.Train(table, "y", new() { Fast = true, Weights = "counts" });

        model.Predict(20.0).Class.Should().Be("low");
        model.Predict(180.0).Class.Should().Be("high");
        model.Predict(20.0).Probability("low").Should().BeGreaterThan(0.8);
    }

    private static MemberRows[] Of(TabularOptions options) =>
        MemberRows.Of(Table, ClassTarget.Fit(Table["y"]), options, 8, new RandomStream(1));

    private static string Refused(TabularOptions options)
    {
        var table = new RawTable(
        [
            .. Table.Columns, RawColumn.Numeric("negative", [.. Enumerable.Range(0, Rows).Select(row => row == 2 ? -1.0 : 1)]),
            RawColumn.Numeric("hole", [double.NaN, .. Enumerable.Repeat(1.0, Rows - 1)]), RawColumn.Numeric("nothing", new double[Rows]),
        ]);
        return Failure.Of<ArgumentException>(() => TabularModel.Train(table, "y", options with { Fast = true }));
    }
}
