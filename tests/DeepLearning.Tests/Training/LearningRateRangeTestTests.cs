namespace DeepLearning.Tests;

public sealed class LearningRateSearchTests
{
    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 100, seed: 6);

    [Fact]
    public void Find_LeavesEverythingAsItWas()
    {
        var (searched, plain) = (Trainer(), Trainer());
        foreach (var trainer in new[] { searched, plain })
        {
            trainer.Fit(Data, options: new() { Epochs = 2, BatchSize = 10 });
        }

        searched.FindLearningRate(Data, batchSize: 10);
        (searched.Steps, searched.EpochsBegun).Should().Be((plain.Steps, plain.EpochsBegun));
        searched.Network.Theta().Bits().Should().Equal(plain.Network.Theta().Bits());
        foreach (var trainer in new[] { searched, plain })
        {
            trainer.Fit(Data, options: new() { Epochs = 2, BatchSize = 10 });
        }

        searched.Network.Theta().Bits().Should().Equal(plain.Network.Theta().Bits(), "the optimizer's state is as it was too");
    }

    [Fact]
    public void Find_RatesGrowByAConstantFactorUntilTheCostDiverges()
    {
        var search = Trainer(Optimizer.GradientDescent(0.5)).FindLearningRate(Data, 1e-4, 1e6, steps: 101, batchSize: 25);
        search.Rates[0].Should().BeApproximately(1e-4, 1e-18);
        search.Rates.Zip(search.Rates.Skip(1), (first, second) => second / first)
            .Should().OnlyContain(growth => Math.Abs(growth - Math.Pow(10, 0.1)) < 1e-12);
        search.Rates.Should().HaveSameCount(search.Costs).And.HaveCountLessThan(101, "no network survives a rate of a million");
        search.Costs.Should().OnlyContain(cost => cost <= 4 * search.Costs.Min() || search.Costs.Count == 0);
    }

    [Fact]
    public void Find_SuggestsARateThatLearns()
    {
        var suggested = Trainer().FindLearningRate(Data, batchSize: 10).Suggested!.Value;
        suggested.Should().BeInRange(1e-4, 1);
        var history = Trainer(Optimizer.Adam(suggested)).Fit(Data, options: new() { Epochs = 20, BatchSize = 10 });
        history.Epochs[^1].Training!.Cost.Should().BeLessThan(0.5 * history.Epochs[0].Cost);
    }

    [Fact]
    public void Of_SuggestsTheSteepestFall()
    {
        LearningRateRangeTest.Of([1, 2, 4, 8, 16], [5, 5, 4, 1, 3]).Should().BeEquivalentTo(new { Suggested = 4.0 });
        LearningRateRangeTest.Of([1, 2, 4], [1, 2, 3]).Suggested.Should().BeNull();
        LearningRateRangeTest.Of([1, 2, 4, 8], [5, 5, 3, 2]).ToString()
            .Should().Be("suggested learning rate 4, searched from 1 to 8 in 4 steps");
        LearningRateRangeTest.Of([1, 2, 4], [1, 2, 3]).ToString()
            .Should().Be("no learning rate made the cost fall, searched from 1 to 4 in 3 steps");
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Trainer().FindLearningRate(Data, lowest: 0))
            .Should().Be("lowest must be a finite number greater than 0, got 0. (Parameter 'lowest')");
        Failure.Of<ArgumentOutOfRangeException>(() => Trainer().FindLearningRate(Data, lowest: 2, highest: 1))
            .Should().Be("highest must be greater than lowest, 2, got 1. (Parameter 'highest')");
        Failure.Of<ArgumentOutOfRangeException>(() => Trainer().FindLearningRate(Data, steps: 2))
            .Should().Be("steps must be 3 or greater, got 2. (Parameter 'steps')");
        Failure.Of<ArgumentOutOfRangeException>(() => Trainer().FindLearningRate(Data, batchSize: 0))
            .Should().Be("batchSize must be 1 or greater, got 0. (Parameter 'batchSize')");
        var broken = Trainer();
        broken.Network.Layers[0].Weights[0, 0] = double.NaN;
        Failure.Of<DivergenceException>(() => broken.FindLearningRate(Data))
            .Should().StartWith("The cost is not finite at step 1: first W[1] of layer 1 (4 → 6)");
    }

    private static Trainer<double> Trainer(Optimizer? optimizer = null) => new(
        new Network<double>(4, seed: 9, [new Dense(6, Activation.Tanh), new Dense(3, Activation.Softmax)]),
        Loss.CrossEntropy, optimizer ?? Optimizer.Adam(0.01));
}
