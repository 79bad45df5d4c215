using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>A user's own plug-ins can do what the library's own do.</summary>
public sealed class OwnPlugInsTests
{
    private static readonly Dense[] Layers =
        [new(5, new Softplus()) { Initializer = new Averaging() }, new(4, new Softplus()) { Normalization = new RootMeanSquare() },
            new(2, Activation.Identity)];

    [Fact]
    public void GradientCheck_OwnActivationNormalizationLossAndRegularizer_Passes()
    {
        var network = new Network<double>(3, seed: 1, Layers);
        var (x, y) = (Given.Normal<double>(3, 6, seed: 2), Given.Normal<double>(2, 6, seed: 3));
        GradientCheck.Run(network, new LogCosh(), x, y, new SmoothL1(0.5)).Passed.Should().BeTrue();
        var trained = GradientCheck.RunAfterTraining(network, new LogCosh(), x, y, 30, new SignDescent(0.01), new SmoothL1(0.5));
        trained.Passed.Should().BeTrue(trained.ToString());
    }

    [Fact]
    public void Fit_OwnEverything_Learns()
    {
        Learns<double>();
        Learns<float>();

        static void Learns<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var network = new Network<T>(3, seed: 1, Layers);
            var x = Given.Normal<T>(3, 200, seed: 2);
            var y = x.SubMatrix(0, 2, 0, 200) + x.SubMatrix(1, 2, 0, 200);
            var trainer = new Trainer<T>(network, new LogCosh(), new SignDescent(0.002), new SmoothL1(0.01));
            var history = trainer.Fit(Dataset.FromMatrices(x, y), options: new() { Epochs = 60, BatchSize = 20 });
            history.Epochs[^1].Cost.Should().BeLessThan(history.Epochs[0].Cost / 10);
            history.Epochs[^1].Training!.Metric.Should().BeGreaterThan(0.9);
        }
    }

    [Fact]
    public void Name_IsTheNameOfTheClass()
    {
        new Softplus().ToString().Should().Be("Softplus");
        new LogCosh().ToString().Should().Be("LogCosh");
        new SignDescent(1).ToString().Should().Be("SignDescent");
        new Averaging().ToString().Should().Be("Averaging");
        new SmoothL1(1).ToString().Should().Be("SmoothL1");
        new RootMeanSquare().ToString().Should().Be("RootMeanSquare");
        new RootMeanSquare().InvalidUnits(1).Should().BeNull();
        new Softplus().DefaultInitializer.Should().BeOfType<Xavier>();
        new Softplus().YieldsProbabilities.Should().BeFalse();
        new Network<float>(3, 1, Layers).Layers[0].Initializer.Should().BeOfType<Averaging>();
    }

    [Fact]
    public void Step_OwnOptimizer_KeepsItsStateFromStepToStepUntilReset()
    {
        var network = new Network<double>(2, seed: 1, [new Dense(3, Activation.Tanh), new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, new StepCounter());
        var (x, y) = (Given.Normal<double>(2, 4, seed: 2), Given.Normal<double>(1, 4, seed: 3));
        for (var step = 1; step <= 3; step++)
        {
            trainer.Step(x, y);

            // t = step; the first slot counts to step, the second sums what the first counted.
            network.Theta().Should().OnlyContain(w => w == (((100 * step) + step) * 1000) + (step * (step + 1) / 2));
        }

        trainer.Reset();
        trainer.Steps.Should().Be(0);
        trainer.Step(x, y);
        network.Theta().Should().OnlyContain(w => w == 101_001);
    }
}
