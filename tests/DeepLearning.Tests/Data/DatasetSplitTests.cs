using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class DatasetSplitTests
{
    /// <summary>The only feature of example i is i.</summary>
    private static Dataset<double> Numbered(int examples) =>
        Dataset.FromArrays([.. Enumerable.Range(0, examples).Select(i => new double[] { i })], new double[examples]);

    private static Dataset<double> Labelled(int[] labels, int classes) =>
        Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(i => new double[] { i })], labels, classes);

    private static IEnumerable<int> Examples(params Dataset<double>[] parts) =>
        parts.SelectMany(part => part.X.Row(0)).Select(value => (int)value);

    [Theory]
    [InlineData(10, 0.6, 0.2, 0.2, 6, 2, 2)]
    [InlineData(1000, 0.98, 0.01, 0.01, 980, 10, 10)]
    [InlineData(1797, 0.8, 0.1, 0.1, 1437, 180, 180)]
    [InlineData(100, 0.29, 0.57, 0.14, 29, 57, 14)]
    [InlineData(10, 1.0 / 3, 1.0 / 3, 1.0 / 3, 4, 3, 3)]
    public void Split_Fractions_GiveSizesByLargestRemainder(int m, double train, double dev, double test, int trains, int devs, int tests)
    {
        var parts = Numbered(m).Split(train, dev, test, seed: 1);

        (parts.Train.Examples, parts.Dev.Examples, parts.Test.Examples).Should().Be((trains, devs, tests));
    }

    [Fact]
    public void Split_AnySizesAndSeed_PutEveryExampleIntoExactlyOnePart()
    {
        var cases =
            from train in Gen.Choose(1, 100)
            from dev in Gen.Choose(1, 50)
            from test in Gen.Choose(1, 50)
            from seed in Gen.Choose(int.MinValue, int.MaxValue)
            from classes in Gen.Choose(2, 6)
            from labels in Gen.Choose(0, classes - 1).ArrayOf(train + dev + test)
            from stratified in Gen.Elements(true, false)
            select (train, dev, test, seed, classes, labels, stratified);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var data = Labelled(c.labels, c.classes);
            var (train, dev, test) = data.Split(c.train, c.dev, c.test, c.seed, c.stratified);
            (train.Examples, dev.Examples, test.Examples).Should().Be((c.train, c.dev, c.test));
            Examples(train, dev, test).Order().Should().Equal(Enumerable.Range(0, data.Examples));
            Matrices.Labels(dev.Y).Should().Equal(Examples(dev).Select(i => c.labels[i]), "labels stay with their examples");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Split_TwoParts_PutEveryExampleIntoOne()
    {
        var (train, test) = Numbered(10).Split(0.8, 0.2, seed: 1);
        var (trainByCount, testByCount) = Numbered(10).Split(8, 2, seed: 1);

        (train.Examples, test.Examples).Should().Be((8, 2));
        Examples(train, test).Order().Should().Equal(Enumerable.Range(0, 10));
        Examples(trainByCount).Should().Equal(Examples(train));
        Examples(testByCount).Should().Equal(Examples(test));
    }

    [Fact]
    public void Split_SameSeed_SameParts()
    {
        var first = Numbered(100).Split(0.6, 0.2, 0.2, seed: 7);
        var again = Numbered(100).Split(0.6, 0.2, 0.2, seed: 7);
        var other = Numbered(100).Split(0.6, 0.2, 0.2, seed: 8);

        Examples(again.Train, again.Dev, again.Test).Should().Equal(Examples(first.Train, first.Dev, first.Test));
        Examples(other.Test).Should().NotEqual(Examples(first.Test));
        Examples(first.Train).Should().NotBeInAscendingOrder();
    }

    [Fact]
    public void Split_Stratified_KeepsTheProportionsOfTheClasses()
    {
        var cases =
            from classes in Gen.Choose(2, 8)
            from labels in Gen.Choose(0, (classes * classes) - 1).Select(x => (int)Math.Sqrt(x)).ArrayOf(300)
            from seed in Gen.Choose(0, 1000)
            select (classes, labels, seed);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (train, dev, test) = Labelled(c.labels, c.classes).Split(0.7, 0.2, 0.1, c.seed, stratified: true);
            (train.Examples, dev.Examples, test.Examples).Should().Be((210, 60, 30));
            for (var k = 0; k < c.classes; k++)
            {
                var all = c.labels.Count(label => label == k);
                train.Y.Row(k).Sum().Should().BeInRange(Math.Floor(all * 0.7), Math.Ceiling(all * 0.7), "the first part rounds once");
                dev.Y.Row(k).Sum().Should().BeApproximately(all * 0.2, 2);
                test.Y.Row(k).Sum().Should().BeApproximately(all * 0.1, 2);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Split_StratifiedSingleOutput_KeepsTheProportions()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i < 30 ? 1 : 0)];

        var (train, test) = Labelled(labels, 2).OneVersusRest("1").Split(0.9, 0.1, seed: 1, stratified: true);

        (train.Y.Row(0).Sum(), test.Y.Row(0).Sum()).Should().Be((27, 3));
        test.ClassNames.Should().Equal("0", "1");
    }

    [Fact]
    public void Split_StratifiedWithoutClasses_IsRefused() =>
        Failure.Of<InvalidOperationException>(
            () => Dataset.FromArrays([[1.0], [2.0]], [0.0, 1.5]).Split(0.5, 0.5, seed: 1, stratified: true))
            .Should()
                .Be(
                    "A stratified split needs targets that are classes. Column 1, counted from 0, is not one-hot: the value of row 0 is " +
                    "1.5, but must be 0 or 1.");

    public static TheoryData<string, Action> BadSizes => new()
    {
        {
            "The fractions train 0.8, dev 0.1, test 0.2 add up to 1.1, but must add up to 1, so that every example lands in one part. " +
            "(Parameter 'test')",
            () => Numbered(10).Split(0.8, 0.1, 0.2, seed: 1)
        },
        {
            "The fraction for dev is 0, but must lie between 0 and 1, both excluded. Leave a part out with the split in two, " +
            "Split(train, test, seed). (Parameter 'dev')",
            () => Numbered(10).Split(0.8, 0, 0.2, seed: 1)
        },
        {
            "The fraction for train is NaN, but must lie between 0 and 1, both excluded. (Parameter 'train')",
            () => Numbered(10).Split(double.NaN, 0.2, seed: 1)
        },
        {
            "The fraction for train is 1.5, but must lie between 0 and 1, both excluded. (Parameter 'train')",
            () => Numbered(10).Split(1.5, -0.5, seed: 1)
        },
        {
            "The fraction 0.01 of 10 examples leaves no example for dev: ask for more, or split by counts. (Parameter 'dev')",
            () => Numbered(10).Split(0.98, 0.01, 0.01, seed: 1)
        },
        {
            "The counts train 5, dev 3, test 1 add up to 9, but the dataset has 10 examples: every example must land in one part. " +
            "(Parameter 'test')",
            () => Numbered(10).Split(5, 3, 1, seed: 1)
        },
        {
            "The number of examples for test is 0, but must be at least 1. Leave a part out with the split in two, Split(train, test, " +
            "seed). (Parameter 'test')",
            () => Numbered(10).Split(5, 5, 0, seed: 1)
        },
        {
            "The number of examples for test is -1, but must be at least 1. (Parameter 'test')",
            () => Numbered(10).Split(11, -1, seed: 1)
        },
    };

    [Theory]
    [MemberData(nameof(BadSizes))]
    public void Split_BadSizes_SayWhatIsWrong(string message, Action call) => Failure.Of<ArgumentException>(call).Should().Be(message);
}
