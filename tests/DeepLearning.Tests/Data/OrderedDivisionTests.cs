using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class OrderedDivisionTests
{
    /// <summary>The only feature of example i is i.</summary>
    private static Dataset<double> Numbered(int examples) =>
        Dataset.FromArrays([.. Enumerable.Range(0, examples).Select(i => new double[] { i })], new double[examples]);

    private static int[] Numbers(Dataset<double> part) => [.. part.X.Row(0).Select(value => (int)value)];

    [Fact]
    public void SplitInOrder_TakesTheExamplesAsTheyStand()
    {
        var (train, dev, test) = Numbered(10).SplitInOrder(0.6, 0.2, 0.2);
        var (trainOfTwo, testOfTwo) = Numbered(5).SplitInOrder(0.7, 0.3);

        Numbers(train).Should().Equal(0, 1, 2, 3, 4, 5);
        Numbers(dev).Should().Equal(6, 7);
        Numbers(test).Should().Equal(8, 9);
        Numbers(trainOfTwo).Should().Equal(0, 1, 2, 3);
        Numbers(testOfTwo).Should().Equal(4);
        (train.Role, dev.Role, test.Role, trainOfTwo.Role, testOfTwo.Role)
            .Should().Be((DataRole.Train, DataRole.Dev, DataRole.Test, DataRole.Train, DataRole.Test));
    }

    /// <summary>The blocks of scikit-learn's TimeSeriesSplit(n_splits=3) of 10 examples: the first has 4, the others 2.</summary>
    [Fact]
    public void FoldsInOrder_AreThoseOfTimeSeriesSplit()
    {
        var folds = Numbered(10).FoldsInOrder(3).ToArray();

        folds.Select(fold => Numbers(fold.Train)).Should().BeEquivalentTo(
            new int[][] { [0, 1, 2, 3], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6, 7] }, options => options.WithStrictOrdering());
        folds.Select(fold => Numbers(fold.Validation)).Should().BeEquivalentTo(
            new int[][] { [4, 5], [6, 7], [8, 9] }, options => options.WithStrictOrdering());
        folds.Should().OnlyContain(fold => fold.Train.Role == DataRole.Train && fold.Validation.Role == DataRole.Dev);
    }

    [Fact]
    public void FoldsInOrder_OfAnyNumber_TrainOnAllThatCameBefore()
    {
        var cases =
            from count in Gen.Choose(2, 12)
            from examples in Gen.Choose(count + 1, 60)
            select (count, examples);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var folds = Numbered(c.examples).FoldsInOrder(c.count).ToArray();

            folds.Should().HaveCount(c.count);
            folds.Should().OnlyContain(fold => fold.Validation.Examples == c.examples / (c.count + 1));
            foreach (var (train, validation) in folds)
            {
                Numbers(train).Concat(Numbers(validation)).Should().Equal(Enumerable.Range(0, train.Examples + validation.Examples));
            }

            Numbers(folds[^1].Validation)[^1].Should().Be(c.examples - 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void InOrder_BadSizesOrRoles_AreRefusedAtOnce()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Numbered(5).FoldsInOrder(1))
            .Should().Be(
                "The number of folds is 1, but must lie between 2 and the number of examples less 1, 4: before the first fold there is a " +
                "block to train on. (Parameter 'count')");
        Failure.Of<ArgumentOutOfRangeException>(() => Numbered(5).FoldsInOrder(5))
            .Should().StartWith("The number of folds is 5, but must lie between 2 and the number of examples less 1, 4:");
        Failure.Of<ArgumentException>(() => Numbered(5).SplitInOrder(0.5, 0.4))
            .Should().StartWith("The fractions train 0.5, test 0.4 add up to 0.9, but must add up to 1");
        Failure.Of<ArgumentException>(() => Numbered(5).SplitInOrder(0.9, 0.01, 0.09))
            .Should().StartWith("The fraction 0.01 of 5 examples leaves no example for dev");
        Failure.Of<InvalidOperationException>(() => Numbered(5).WithRole(DataRole.Test).SplitInOrder(0.5, 0.5))
            .Should().StartWith("This is the test set:");
        Failure.Of<InvalidOperationException>(() => Numbered(5).WithRole(DataRole.Dev).FoldsInOrder(2))
            .Should().StartWith("This is the development set:");
    }
}
