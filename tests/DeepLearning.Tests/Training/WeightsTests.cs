namespace DeepLearning.Tests;

/// <summary>Weights of examples and of classes: J = Σ wᵢ Lᵢ / Σ wᵢ.</summary>
public sealed class WeightsTests
{
    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 30, seed: 6);

    [Fact]
    public void Step_Weights_CountAnExampleSoManyTimes()
    {
        // Examples 0, 1, 1, 2, 2, 2 by repetition, and 0, 1, 2 by weights of 1, 2, 3.
        int[] repeated = [0, 1, 1, 2, 2, 2];
        var (once, often) = (Trainer(), Trainer());
        var cost = once.Step(Data.Inputs[..12], Data.Targets[..9], [1, 2, 3]);
        double[] x = [.. repeated.SelectMany(i => Data.Inputs.Slice(i * 4, 4).ToArray())],
            y = [.. repeated.SelectMany(i => Data.Targets.Slice(i * 3, 3).ToArray())];
        cost.Should().BeApproximately(often.Step(x, y), 1e-14);
        once.Network.Theta().Should().Equal(often.Network.Theta(), (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Fit_EqualWeights_AreNoWeights()
    {
        var (plain, weighted) = (Trainer(), Trainer());
        plain.Fit(Data, options: new() { Epochs = 2, BatchSize = 8 });
        weighted.Fit(
            Data, options: new() { Epochs = 2, BatchSize = 8, SampleWeights = [.. Enumerable.Repeat(1.0, 30)], ClassWeights = [1, 1, 1] });
        weighted.Network.Theta().Bits().Should().Equal(plain.Network.Theta().Bits());
    }

    [Fact]
    public void Fit_Shuffled_WeightsFollowTheirExamples()
    {
        // What is weighted by 0 has no influence, wherever the shuffle puts it.
        var weights = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 0.0 : 1).ToArray();
        var targets = Data.Y.Clone();
        for (var i = 0; i < 30; i += 3)
        {
            targets.SetColumn(i, [targets[1, i], targets[2, i], targets[0, i]]);
        }

        var (right, wrong) = (Trainer(), Trainer());
        right.Fit(Data, options: new() { Epochs = 3, BatchSize = 7, SampleWeights = weights });
        wrong.Fit(Dataset.FromMatrices(Data.X, targets), options: new() { Epochs = 3, BatchSize = 7, SampleWeights = weights });
        wrong.Network.Theta().Bits().Should().Equal(right.Network.Theta().Bits());
    }

    [Fact]
    public void Step_AllWeightsZero_OnlyRegularizes()
    {
        var trainer = new Trainer<double>(Trainer().Network, Loss.CrossEntropy, Optimizer.GradientDescent(0.1), Regularizer.L2(1));
        var before = trainer.Network.Layers[0].Weights.Clone();
        var penalty = 0.5 * trainer.Network.Layers.Sum(layer => layer.Weights.Enumerate().Sum(w => w * w)) / 2;
        trainer.Step(Data.Inputs[..8], Data.Targets[..6], [0, 0]).Should().BeApproximately(penalty, 1e-14);
        (trainer.Network.Layers[0].Weights - (before * 0.95)).Enumerate().Max(Math.Abs).Should().BeLessThan(1e-15);
    }

    [Fact]
    public void Balanced_IsInverseToTheFrequency()
    {
        var data = Dataset.FromLabels(Given.Normal<double>(2, 8, seed: 1), [0, 0, 0, 0, 1, 1, 2, 2], 3);
        data.BalancedClassWeights().Should().Equal([8 / 12.0, 8 / 6.0, 8 / 6.0], (a, e) => Math.Abs(a - e) < 1e-15);
        var yesNo = Dataset.FromMatrices(Given.Normal<double>(2, 4, seed: 1), Given.Rows([1, 0, 0, 0]));
        yesNo.BalancedClassWeights().Should().Equal(4 / 6.0, 2);
    }

    [Fact]
    public void Balanced_NoClasses_IsRefused()
    {
        var x = Given.Normal<double>(2, 3, seed: 1);
        Failure.Of<InvalidOperationException>(() => Dataset.FromMatrices(x, Given.Rows([1, 1, 0.5])).BalancedClassWeights()).Should().Be(
            "Example 2, counted from 0, is of no single class: weights of classes need one-hot targets, or a single output of 0 and 1.");
        Failure.Of<InvalidOperationException>(() => Dataset.FromMatrices(x, Given.Rows([1, 1, 1])).BalancedClassWeights()).Should().Be(
            "No example is of class 0, counted from 0: its weight would be infinite.");
    }

    [Fact]
    public void BadWeights_AreRefused()
    {
        Failure.Of<ArgumentException>(() => _ = new FitOptions { SampleWeights = [1, -2] })
            .Should().Be("SampleWeights[1] is -2; a weight must be a finite number, 0 or greater. (Parameter 'SampleWeights')");
        Failure.Of<ArgumentException>(() => _ = new FitOptions { ClassWeights = [double.NaN] })
            .Should().Be("ClassWeights[0] is NaN; a weight must be a finite number, 0 or greater. (Parameter 'ClassWeights')");
        Failure.Of<ArgumentException>(() => _ = new FitOptions { ClassWeights = [0, 0] })
            .Should()
                .Be(
                    "ClassWeights must hold a weight greater than 0; with all of them 0 there is nothing to learn from. (Parameter " +
                    "'ClassWeights')");
        Failure.Of<ArgumentException>(() => Trainer().Fit(Data, options: new() { SampleWeights = [1] }))
            .Should().Be("SampleWeights must hold 30 weights, got 1: the training set has 30 examples. (Parameter 'options')");
        Failure.Of<ArgumentException>(() => Trainer().Fit(Data, options: new() { ClassWeights = [1, 2] }))
            .Should().Be("ClassWeights must hold 3 weights, got 2: the network has 3 outputs. (Parameter 'options')");
        Failure.Of<ArgumentException>(() => Trainer().Step(Data.Inputs[..8], Data.Targets[..6], [1]))
            .Should().Be("weights must hold one number for each of 2 examples, got 1. (Parameter 'weights')");
        Failure.Of<ArgumentException>(() => Trainer().Step(Data.Inputs[..8], Data.Targets[..6], [1, -1]))
            .Should().Be("weights[1] is -1; a weight must be a finite number, 0 or greater. (Parameter 'weights')");
    }

    private static Trainer<double> Trainer() => new(
        new Network<double>(4, seed: 9, [new Dense(6, Activation.Tanh), new Dense(3, Activation.Softmax)]), Loss.CrossEntropy,
        Optimizer.GradientDescent(0.1));
}
