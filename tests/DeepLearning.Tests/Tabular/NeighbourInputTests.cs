using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Which columns are a place, and what neighbours may tell.</summary>
public sealed class NeighbourInputTests
{
    private static readonly RawTable Places = Tables.Places(1200, seed: 1);

    [Fact]
    public void Fit_ColumnsOfAPlace_AreFound()
    {
        var encoding = Fit(Places);

        encoding.Neighbours!.Encoding.Name.Should().Be("y near east, north");
        encoding.Columns.Select(column => column.Name).Should().Equal(["size", "east", "north"], "a user sees the table's columns alone");
        encoding.PlainWidth.Should().Be(4);
    }

    [Fact]
    public void Fit_NumbersThatActTogether_AreNoPlace()
    {
        var (size, east) = (Places["size"].Numbers.ToArray(), Places["east"].Numbers.ToArray());
        Fit(WithTarget([.. size.Zip(east, (a, b) => a + b)])).Neighbours.Should().BeNull("a sum");
        Fit(WithTarget([.. size.Zip(east, (a, b) => (1 + (a * a)) * b)])).Neighbours.Should().BeNull("a product");
        Fit(WithTarget([.. Enumerable.Range(0, size.Length).Select(i => new RandomStream(1).Normal(i))])).Neighbours.Should()
            .BeNull("noise");

        static RawTable WithTarget(double[] y) => Places.Replace(column => [column.Name == "y" ? RawColumn.Numeric("y", y) : column]);
    }

    [Fact]
    public void Fit_FewRows_OrFewValues_OrATakenName_IsNoPlace()
    {
        Fit(Places.Subset([.. Enumerable.Range(0, 1000)])).Neighbours.Should().BeNull();
        Fit(Places.Replace(column => [column.Name == "east" ? Rounded(column) : column])).Neighbours.Should().BeNull();
        Fit(new([.. Places.Columns, RawColumn.Numeric("y near east, north", new double[1200])])).Neighbours.Should().BeNull();

        static RawColumn Rounded(RawColumn column) =>
            RawColumn.Numeric(column.Name, [.. column.Numbers.ToArray().Select(x => Math.Round(x, 1))]);
    }

    [Fact]
    public void Conform_ATrainingRow_IsNoNeighbourOfItsOwn()
    {
        var encoding = Fit(Places);
        int[] rows = [.. Enumerable.Range(0, 1200)];
        var (own, asNew) = (encoding.Conform(Places, rows), encoding.Conform(Places));

        // A row that counts itself has nearly its own target for a mean.
        var y = Places["y"].Numbers.ToArray();
        Deviation(asNew).Should().BeLessThan(0.3 * Deviation(own));

        double Deviation(RawTable table) => Math.Sqrt(table.Columns[^1].Numbers.ToArray().Zip(y, (a, b) => (a - b) * (a - b)).Average());
    }

    [Fact]
    public void Train_OnPlaces_AnswersByTheNeighbours_AndSaysSo()
    {
        var model = TabularModel.Train(Places, "y", new() { Fast = true });

        $"{model}".Should().Contain("\nand from the training rows that are nearest by \"east\" and \"north\"\n");
        model.Evaluate(Tables.Places(400, seed: 2)).Measures["R²"].Should().BeGreaterThan(0.9, "waves are hard to learn from coordinates");
        model.Importance(Tables.Places(400, seed: 2)).Columns.Select(column => column.Column).Should()
            .BeEquivalentTo("size", "east", "north");
    }

    [Fact]
    public void Averaged_OfRowsThatBelongTogetherOrAreOrdered_IsNothing()
    {
        var target = NumberTarget.Fit((NumericColumn)Places["y"]);
        target.Averaged(Places, new()).Should().BeSameAs(Places["y"]);
        target.Averaged(Places, new() { Groups = "size" }).Should().BeNull();
        target.Averaged(Places, new() { OrderedBy = "size" }).Should().BeNull();
        target.Averaged(Places, new() { Weights = "size" }).Should().BeNull();
        ClassTarget.Fit(Tables.Classes(40, seed: 1)["label"]).Averaged(Places, new()).Should().BeNull();
    }

    private static TableEncoding Fit(RawTable table) =>
        TableEncoding.Fit(table, ["size", "east", "north"], (NumericColumn)table["y"]);
}
