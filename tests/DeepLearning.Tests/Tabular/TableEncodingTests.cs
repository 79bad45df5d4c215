using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>The inputs of networks, by hand.</summary>
public sealed class TableEncodingTests
{
    private static readonly RawTable Train = new(
        RawColumn.Numeric("number", 0, 1, 2, 3, double.NaN, 4),
        RawColumn.Text("two", "b", "a", "a", "b", "b", "b"),
        RawColumn.Numeric("constant", 5, 5, 5, 5, 5, 5),
        RawColumn.Text("three", "x", "y", null, "x", "y", "x"));

    private static readonly TableEncoding Encoding = TableEncoding.Fit(Train, ["number", "two", "constant", "three"]);

    [Fact]
    public void Fit_LeavesOutWhatTellsNothing()
    {
        Encoding.Columns.Select(column => column.Name).Should().Equal("number", "two", "three");
        Encoding.PlainWidth.Should().Be(2 + 1 + 3, "a number that may be missing, two categories, three with the missing one");
    }

    [Fact]
    public void Encode_PlainInputs_ComeFirstInTheOrderOfTheColumns()
    {
        var plain = Plain(Train, [3, 4]);

        // The median is 2 and the quartiles 1 and 3: u = (3 − 2) / 2, z = u / √(1 + (u/3)²). A missing number is the median.
        var z = (float)(0.5 / Math.Sqrt(1 + (0.25 / 9)));
        plain.Should().Equal(z, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1);
    }

    [Fact]
    public void Encode_AllInputs_BeginWithThePlainOnes()
    {
        var full = Encoding.Encode(Train, [.. Enumerable.Range(0, Train.Rows)]);
        var plain = Plain(Train, [.. Enumerable.Range(0, Train.Rows)]);
        for (var row = 0; row < Train.Rows; row++)
        {
            full.AsSpan(row * Encoding.FullWidth, Encoding.PlainWidth).ToArray()
                .Should().Equal(plain.AsSpan(row * Encoding.PlainWidth, Encoding.PlainWidth).ToArray());
        }

        // The bins of 0, 1, 2, 3, 4 share their range among them: the fine inputs of x sum to as many bins as are below it.
        var bins = Encoding.FullWidth - Encoding.PlainWidth;
        double Sum(int row) => full.AsSpan(row * Encoding.FullWidth + Encoding.PlainWidth, bins).ToArray().Sum();
        Sum(0).Should().Be(0);
        Sum(5).Should().Be(bins);
        Sum(2).Should().BeApproximately(bins / 2.0, 1e-5);
        Sum(4).Should().BeApproximately(bins / 2.0, 1e-5, "a missing number is the median");
    }

    [Fact]
    public void Encode_ANewCategory_IsZeroInAll()
    {
        var table = new RawTable(RawColumn.Numeric("number", 2), RawColumn.Text("two", "c"), RawColumn.Text("three", "z"));
        Plain(table, [0]).Should().Equal(0, 0, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public void Folds_OfClasses_HaveTheProportionsOfTheWhole(int count)
    {
        var table = Tables.Classes(500, seed: 1);
        var target = ClassTarget.Fit(table["label"]);
        var folds = target.Folds(table, count, new RandomStream(1));
        int[] labels = target.Labels(table, [.. Enumerable.Range(0, 500)]);
        for (var fold = 0; fold < count; fold++)
        {
            for (var k = 0; k < target.Outputs; k++)
            {
                var wanted = labels.Count(label => label == k) / (double)count;
                labels.Index().Count(row => row.Item == k && folds[row.Index] == fold).Should().BeInRange((int)wanted - 1, (int)wanted + 2);
            }
        }
    }

    [Fact]
    public void Folds_OfNumbers_HaveNeighboursInDifferentFolds()
    {
        var table = Tables.Numbers(400, seed: 1);
        var folds = NumberTarget.Fit((NumericColumn)table["y"]).Folds(table, 8, new RandomStream(1));
        var numbers = table["y"].Numbers.ToArray();
        var order = Enumerable.Range(0, 400).OrderBy(row => numbers[row]).ToArray();
        foreach (var run in order.Chunk(8))
        {
            run.Select(row => folds[row]).Should().OnlyHaveUniqueItems();
        }
    }

    private static float[] Plain(RawTable table, int[] rows)
    {
        var inputs = new float[rows.Length * Encoding.PlainWidth];
        Encoding.Encode(table, rows, isFull: false, inputs);
        return inputs;
    }
}
