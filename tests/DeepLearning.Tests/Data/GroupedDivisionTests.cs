using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class GroupedDivisionTests
{
    /// <summary>The only feature of example i is i.</summary>
    private static Dataset<double> Labelled(params int[] labels) =>
        Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(i => new double[] { i })], labels, classes: 3);

    private static int[] Numbers(Dataset<double> part) => [.. part.X.Row(0).Select(value => (int)value)];

    /// <summary>The groups of three parts, each as often as it has examples.</summary>
    private static int[][] Groups((Dataset<double> Train, Dataset<double> Dev, Dataset<double> Test) parts, int[] groups) =>
        [.. new[] { parts.Train, parts.Dev, parts.Test }.Select(part => Numbers(part).Select(i => groups[i]).ToArray())];

    private static int Largest(int[] groups) => groups.CountBy(group => group).Max(group => group.Value);

    private static void ShouldKeepWhole(IEnumerable<int[]> parts, string because) =>
        parts.SelectMany(part => part.Distinct()).Should().OnlyHaveUniqueItems(because);

    private static Gen<(int[] Groups, int[] Labels, int Seed)> Cases =>
        from examples in Gen.Choose(60, 120)
        from groups in Gen.Choose(-7, 7).ArrayOf(examples)
        from labels in Gen.Choose(0, 2).ArrayOf(examples)
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        select (groups, labels, seed);

    [Fact]
    public void Split_ByGroups_PartsNoneAndComesWithinTheLargestOfTheSizes() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            var data = Labelled(c.Labels);
            var (dev, test) = (data.Examples / 3, data.Examples / 4);
            int[] sizes = [data.Examples - dev - test, dev, test];

            var split = data.Split(sizes[0], sizes[1], sizes[2], c.Seed, groups: c.Groups);
            var parts = Groups(split, c.Groups);

            Numbers(split.Train).Concat(Numbers(split.Dev)).Concat(Numbers(split.Test)).Order()
                .Should().Equal(Enumerable.Range(0, data.Examples));
            ShouldKeepWhole(parts, "no group is on two sides");
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part].Length.Should().BeCloseTo(sizes[part], (uint)Largest(c.Groups));
            }

            Matrices.Labels(split.Dev.Y).Should().Equal(Numbers(split.Dev).Select(i => c.Labels[i]), "labels stay with their examples");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_ByGroups_PartNoneAndValidateEveryExampleOnce() =>
        Prop.ForAll(Cases.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (c, stratified) =>
        {
            var data = Labelled(c.Labels);
            var count = Math.Min(5, c.Groups.Distinct().Count());

            var folds = data.Folds(count, c.Seed, stratified, c.Groups).ToArray();

            folds.Should().HaveCount(count);
            folds.SelectMany(fold => Numbers(fold.Validation)).Order().Should().Equal(Enumerable.Range(0, data.Examples));
            ShouldKeepWhole(folds.Select(fold => Numbers(fold.Validation).Select(i => c.Groups[i]).ToArray()), "no group is in two folds");
            foreach (var (train, validation) in folds)
            {
                (train.Examples + validation.Examples).Should().Be(data.Examples);
                (train.Role, validation.Role).Should().Be((DataRole.Train, DataRole.Dev));
                if (!stratified)
                {
                    ((double)validation.Examples).Should().BeApproximately((double)data.Examples / count, Largest(c.Groups));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_BySeed_IsTheSameHoweverTheGroupsAreNumbered()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(i => i % 12)];
        var data = Labelled(new int[60]);
        int[][] Split(long seed, int[] numbers)
        {
            var (train, dev, test) = data.Split(0.5, 0.25, 0.25, seed, groups: numbers);
            return [Numbers(train), Numbers(dev), Numbers(test)];
        }

        var first = Split(1, groups);

        Split(1, groups).Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
        Split(1, [.. groups.Select(group => 1000 - (7 * group))])
            .Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
        Split(2, groups).Should().NotBeEquivalentTo(first, options => options.WithStrictOrdering());
        first[0].Should().NotBeInAscendingOrder("the examples of a part are shuffled as without groups");
    }

    /// <summary>
    /// Of 12 examples train is to have 6, dev 4, test 2. The group of 5 goes to train, which lacks 6, then 1; that of 3 to dev, which lacks
    /// 4, then 1; that of 2 to test, which lacks 2, then none. Of the last two, the first goes to train and the second to dev.
    /// </summary>
    [Fact]
    public void Split_ByHand_GivesTheLargestGroupsFirstToWhatLacksMost()
    {
        int[] groups = [5, 5, 5, 5, 5, 3, 3, 3, 2, 2, 1, 0];

        var parts = Groups(Labelled(new int[12]).Split(6, 4, 2, seed: 1, groups: groups), groups);

        parts.Select(part => part.Length).Should().Equal(6, 4, 2);
        parts[0].Should().Contain(5).And.ContainSingle(group => group < 2);
        parts[1].Should().Contain(3).And.ContainSingle(group => group < 2);
        parts[2].Should().Equal(2, 2);
    }

    /// <summary>
    /// Two groups are of class 0, two of class 1. By sizes alone any two may share a part, with the classes only two that differ.
    /// </summary>
    [Fact]
    public void Split_StratifiedByHand_PairsGroupsOfOtherClasses()
    {
        var data = Labelled(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        int[] groups = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];

        for (var seed = 0; seed < 20; seed++)
        {
            var (train, test) = data.Split(6, 6, seed, stratified: true, groups);

            Matrices.Labels(train.Y).Order().Should().Equal(0, 0, 0, 1, 1, 1);
            Matrices.Labels(test.Y).Order().Should().Equal(0, 0, 0, 1, 1, 1);
        }
    }

    [Fact]
    public void Split_StratifiedByGroups_ComesNearTheProportions() =>
        Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), seed =>
        {
            // 100 groups of 1 to 5 examples; each has one class, and a fifth of the groups the rare one.
            int[] groups = [.. Enumerable.Range(0, 100).SelectMany(group => Enumerable.Repeat(group, 1 + (group % 5)))];
            int[] labels = [.. groups.Select(group => group / 5 % 5 == 0 ? 1 : 0)];

            var (train, dev, test) = Labelled(labels).Split(0.6, 0.2, 0.2, seed, stratified: true, groups);

            foreach (var (part, fraction) in new[] { (train, 0.6), (dev, 0.2), (test, 0.2) })
            {
                part.Y.Row(1).Sum().Should().BeApproximately(labels.Sum() * fraction, 2);
                part.Y.Row(0).Sum().Should().BeApproximately((labels.Length - labels.Sum()) * fraction, 2);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_OfAsManyGroups_ValidateOneGroupEach()
    {
        int[] groups = [7, 7, 7, 7, 7, 7, 8, 9];
        int[] labels = [0, 0, 0, 0, 0, 0, 1, 2];

        foreach (var stratified in new[] { true, false })
        {
            Labelled(labels).Folds(3, seed: 1, stratified, groups).Select(fold => fold.Validation.Examples).Order()
                .Should().Equal(1, 1, 6);
        }
    }

    public static TheoryData<string, Action> Refused => new()
    {
        {
            "There are 2 groups, each of which stays whole, and none is left for dev, which was to have 1 of 4 examples: ask for more, " +
            "or divide into fewer parts. (Parameter 'dev')",
            () => Labelled(0, 1, 1, 2).Split(1, 1, 2, seed: 1, groups: [1, 1, 1, 2])
        },
        {
            "There is 1 group, each of which stays whole, and none is left for test, which was to have 2 of 4 examples: ask for more, or " +
            "divide into fewer parts. (Parameter 'test')",
            () => Labelled(0, 1, 1, 2).Split(0.5, 0.5, seed: 1, groups: [1, 1, 1, 1])
        },
        {
            "There are 3 numbers of groups for 4 examples: give one for each example, equal numbers for those that belong together. " +
            "(Parameter 'groups')",
            () => Labelled(0, 1, 1, 2).Split(0.5, 0.5, seed: 1, groups: [1, 1, 2])
        },
        {
            "There is 1 number of groups for 4 examples: give one for each example, equal numbers for those that belong together. " +
            "(Parameter 'groups')",
            () => Labelled(0, 1, 1, 2).Folds(2, seed: 1, groups: [1])
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Groups_ThatDoNotFit_AreRefused(string message, Action call) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void Folds_MoreThanGroups_AreRefusedAtOnce()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Labelled(0, 1, 1, 2).Folds(4, seed: 1, groups: [1, 1, 2, 3]))
            .Should().Be("The number of folds is 4, but must lie between 2 and the number of groups, 3. (Parameter 'count')");
        Failure.Of<InvalidOperationException>(() => Labelled(0, 1).WithRole(DataRole.Test).Split(0.5, 0.5, seed: 1, groups: [1, 2]))
            .Should().StartWith("This is the test set:");
    }
}
