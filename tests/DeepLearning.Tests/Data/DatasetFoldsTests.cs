using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class DatasetFoldsTests
{
    /// <summary>The only feature of example i is i.</summary>
    private static Dataset<double> Labelled(int[] labels, int classes) =>
        Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(i => new double[] { i })], labels, classes);

    private static int[] Numbers(Dataset<double> part) => [.. part.X.Row(0).Select(value => (int)value)];

    [Fact]
    public void Folds_AnyCountAndSeed_ValidateEveryExampleExactlyOnce()
    {
        var cases =
            from count in Gen.Choose(2, 12)
            from examples in Gen.Choose(count, 60)
            from labels in Gen.Choose(0, 2).ArrayOf(examples)
            from seed in Gen.Choose(int.MinValue, int.MaxValue)
            from stratified in Gen.Elements(true, false)
            select (count, labels, seed, stratified);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var data = Labelled(c.labels, 3);
            var folds = data.Folds(c.count, c.seed, c.stratified).ToArray();

            folds.Should().HaveCount(c.count);
            folds.SelectMany(fold => Numbers(fold.Validation)).Order().Should().Equal(Enumerable.Range(0, data.Examples));
            foreach (var (train, validation) in folds)
            {
                Numbers(train).Concat(Numbers(validation)).Order().Should().Equal(Enumerable.Range(0, data.Examples));
                validation.Examples.Should().BeInRange(data.Examples / c.count, (data.Examples / c.count) + 1);
                Matrices.Labels(validation.Y)
                    .Should().Equal(Numbers(validation).Select(i => c.labels[i]), "labels stay with their examples");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Folds_Stratified_KeepTheProportions()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i < 20 ? 1 : 0)];

        foreach (var (_, validation) in Labelled(labels, 2).Folds(5, seed: 3, stratified: true))
        {
            validation.Y.Row(1).Sum().Should().Be(4);
        }
    }

    [Fact]
    public void Folds_SameSeed_SameFoldsWithRoles()
    {
        var data = Labelled([0, 1, 0, 1, 0, 1, 0, 1], 2);
        var first = data.Folds(4, seed: 1).Select(fold => Numbers(fold.Validation)).ToArray();

        data.Folds(4, seed: 1).Select(fold => Numbers(fold.Validation))
            .Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
        data.Folds(4, seed: 2).Select(fold => Numbers(fold.Validation))
            .Should().NotBeEquivalentTo(first, options => options.WithStrictOrdering());
        data.Folds(4, seed: 1).Should().OnlyContain(fold => fold.Train.Role == DataRole.Train && fold.Validation.Role == DataRole.Dev);
    }

    [Fact]
    public void Folds_BadCountOrData_IsRefusedAtOnce()
    {
        var data = Labelled([0, 1, 1], 2);

        Failure.Of<ArgumentOutOfRangeException>(() => data.Folds(1, seed: 1))
            .Should().Be("The number of folds is 1, but must lie between 2 and the number of examples, 3. (Parameter 'count')");
        Failure.Of<ArgumentOutOfRangeException>(() => data.Folds(4, seed: 1))
            .Should().Be("The number of folds is 4, but must lie between 2 and the number of examples, 3. (Parameter 'count')");
        Failure.Of<InvalidOperationException>(() => Dataset.FromArrays([[1.0], [2.0]], [0.0, 1.5]).Folds(2, seed: 1, stratified: true))
            .Should()
                .Be(
                    "A stratified split needs targets that are classes. Column 1, counted from 0, is not one-hot: the value of row 0 is " +
                    "1.5, but must be 0 or 1.");
        Failure.Of<InvalidOperationException>(() => data.WithRole(DataRole.Test).Folds(2, seed: 1))
            .Should().Be(
                "This is the test set: a part of it would become a training set. Divide the training set, " +
                "or say with WithRole(DataRole.Unspecified) that it is held out no longer.");
    }
}
