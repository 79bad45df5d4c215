using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class NetworkWithOutputTests
{
    [Fact]
    public void WithOutput_AnotherLayer_KeepsWhatWasLearnedBelowIt()
    {
        var learned = MakeNetwork();
        learned.Layers[0].IsTrainable = false;
        var before = learned.Theta();
        var other = learned.WithOutput(new Dense(4, Activation.Softmax), seed: 9);

        other.Seed.Should().Be(9);
        other.InputKeepProbability.Should().Be(0.9);
        other.Layers.Select(layer => layer.ToString()).Should().Equal("layer 1 (5 → 7)", "layer 2 (7 → 6)", "layer 3 (6 → 4)");
        other.Layers[0].IsTrainable.Should().BeFalse();
        foreach (var (mine, theirs) in other.Parameters.Zip(learned.Parameters).Take(learned.Parameters.Count - 2))
        {
            mine.Array.Should().Equal(theirs.Array, mine.Name).And.NotBeSameAs(theirs.Array);
        }

        var fresh = new Network<double>(
            5, 9, [.. learned.Layers.SkipLast(1).Select(layer => layer.Definition), new(4, Activation.Softmax)]);
        other.Layers[^1].Weights.Should().Be(fresh.Layers[^1].Weights, "the seed decides the weights of the output layer");
        new Trainer<double>(other, Loss.CrossEntropy, Optimizer.Adam()).Step(Given.Normal<double>(5, 8, 1), Given.OneHot<double>(4, 8, 2));
        learned.Theta().Should().Equal(before);
    }

    [Fact]
    public void WithOutput_AnotherActivation_IsTheSameNetworkOfOtherOutputs()
    {
        var logits = MakeNetwork(Activation.Identity);
        var x = Given.Normal<double>(5, 8, seed: 1);
        var probabilities = logits.WithOutput(Activation.Softmax);
        probabilities.Theta().Should().Equal(logits.Theta());
        probabilities.Seed.Should().Be(logits.Seed);
        foreach (var (z, a) in logits.Predict(x).EnumerateColumns().Zip(probabilities.Predict(x).EnumerateColumns()))
        {
            var exponentials = z.PointwiseExp();
            (a - (exponentials / exponentials.Sum())).L2Norm().Should().BeLessThan(1e-15);
        }

        var before = logits.Theta();
        new Trainer<double>(probabilities, Loss.CrossEntropy, Optimizer.Adam()).Step(x, Given.OneHot<double>(3, 8, seed: 2));
        logits.Theta().Should().Equal(before, "the parameters are copies");
    }

    [Fact]
    public void WithOutput_WhatCannotBe_IsRefused()
    {
        var network = MakeNetwork();
        FluentActions.Invoking(() => network.WithOutput(null!, 1)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => network.WithOutput(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => network.WithOutput(new Dense(3, Activation.Softmax) { KeepProbability = 0.5 }, 1))
            .Should().Throw<ArgumentException>()
            .WithMessage("*is the output layer*");
        Failure.Of<ArgumentException>(() => network.WithOutput(new Dense(1, Activation.Sigmoid), 1).WithOutput(Activation.Softmax))
            .Should().StartWith("Dense(1, Softmax): softmax over one unit is always 1");
    }

    [Fact]
    public void WithOutput_OfAnImportedNetworkOfLogits_TrainsOn()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "logits.onnx");
        MakeNetwork(Activation.Identity).SaveOnnx(path);
        var network = Network<double>.LoadOnnx(path).WithOutput(Activation.Softmax);
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.02));
        var (x, y) = (Given.Normal<double>(5, 32, seed: 1), Given.OneHot<double>(3, 32, seed: 2));
        var first = trainer.Step(x, y);
        for (var step = 0; step < 100; step++)
        {
            trainer.Step(x, y);
        }

        trainer.Step(x, y).Should().BeLessThan(first / 2);
        network.SaveOnnx(path);
        var exported = Network<double>.LoadOnnx(path);
        (exported.Predict(x) - network.Predict(x)).FrobeniusNorm().Should().BeLessThan(1e-12);
    }

    private static Network<double> MakeNetwork(Activation? output = null) => new(
        5, seed: 3,
        [new(7, Activation.Tanh) { KeepProbability = 0.8 }, new(6, Activation.ReLU) { Normalization = Normalization.Layer() },
            new(3, output ?? Activation.Softmax)])
    {
        InputKeepProbability = 0.9,
    };
}
