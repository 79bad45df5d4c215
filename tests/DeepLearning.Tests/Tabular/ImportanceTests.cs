using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

public sealed class ImportanceTests
{
    [Fact]
    public void Importance_OfColumnsThatMatterAndOneThatDoesNot_IsInTheirOrder()
    {
        var model = TabularModel.Train(Tables.Classes(500, seed: 1), "label", new() { Fast = true });
        var test = Tables.Classes(1000, seed: 2);
        var importance = model.Importance(test);

        importance.Measure.Should().Be("log-loss");
        importance.Baseline.Should().BeApproximately(model.Evaluate(test).Classification!.LogLoss, 1e-9);
        importance.Columns.Select(column => column.Column).Should().Equal("x", "colour", "size");
        importance.Columns[0].Increase.Should().BeGreaterThan(0.3);
        importance.Columns[1].Increase.Should().BeGreaterThan(4 * importance.Columns[1].StandardError);
        Math.Abs(importance.Columns[2].Increase).Should().BeLessThan(
            Math.Max(0.02, 4 * importance.Columns[2].StandardError), "size has nothing to do with the label");
        importance.ToString().Should().StartWith("log-loss ").And.Contain("\nx        ").And.Contain("█");
    }

    [Fact]
    public void Importance_OfNumbers_IsInTheUnitOfTheTarget()
    {
        var model = TabularModel.Train(Tables.Numbers(400, seed: 1), "y", new() { Fast = true });
        var test = Tables.Numbers(1000, seed: 2);
        var importance = model.Importance(test, repeats: 2);
        var kind = importance.Columns.Single(column => column.Column == "kind");

        importance.Measure.Should().Be("RMSE");
        importance.Baseline.Should().BeApproximately(model.Evaluate(test).Regression!.RootMeanSquaredError, 1e-9);

        // Half of the rows get the other kind, and are wrong by 5: the mean square grows by 12.5.
        (kind.Increase + importance.Baseline).Should().BeApproximately(Math.Sqrt(12.5 + Math.Pow(importance.Baseline, 2)), 0.3);
        kind.StandardError.Should().BeInRange(0.01, 0.3);
        $"{model.Importance(test, repeats: 2)}".Should().Be($"{importance}", "the seed decides");
        $"{model.Importance(test, repeats: 2, seed: 2)}".Should().NotBe($"{importance}");
    }

    [Fact]
    public void Importance_OfWhatCannotBeMeasured_IsRefused()
    {
        var model = TabularModel.Train(Tables.Numbers(60, seed: 1), "y", new() { Fast = true });
        Failure.Of<ArgumentException>(() => model.Importance(Tables.Numbers(1, seed: 1))).Should()
            .StartWith("Values are shuffled among two rows or more, but the table has 1.");
        Failure.Of<ArgumentOutOfRangeException>(() => model.Importance(Tables.Numbers(9, seed: 1), repeats: 0)).Should().Contain("repeats");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var action = () => model.Importance(Tables.Numbers(9, seed: 1), cancellationToken: cancelled.Token);
        action.Should().Throw<OperationCanceledException>();
    }
}
