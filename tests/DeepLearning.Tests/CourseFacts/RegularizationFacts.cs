namespace DeepLearning.Tests;

/// <summary>L2 decays weights, L1 removes them.</summary>
public class RegularizationFacts
{
    private const double Rate = 0.01;

    [Fact]
    public void L1_MakesWeightsSparse_WhereL2DoesNot()
    {
        const double Lambda = 60;
        var data = Problems.FewFeaturesMatter;

        // L1 holds a weight at zero where the penalty's slope λ/m outweighs the loss's; it then swings by less than α (λ/m + λ/m).
        var reach = 2 * Rate * Lambda / data.Examples;
        var underL1 = WeightsUnder(Regularizer.L1(Lambda));
        var underL2 = WeightsUnder(Regularizer.L2(Lambda));

        underL1[..3].Should().OnlyContain(w => Math.Abs(w) > 0.5, "three features matter");
        underL1[3..].Should().OnlyContain(w => Math.Abs(w) <= reach, "seventeen do not");
        underL2[..3].Should().OnlyContain(w => Math.Abs(w) > 0.5);
        underL2[3..].Count(w => Math.Abs(w) <= reach).Should().BeLessThan(6, "L2 makes weights small, not zero");
    }

    [Fact]
    public void L2_ShrinksTheWeights_TheMoreTheLargerLambda() =>
        ((double[])[0, 10, 100, 1000]).Select(lambda => WeightsUnder(Regularizer.L2(lambda)).Sum(w => w * w)).Should().BeInDescendingOrder()
            .And.OnlyHaveUniqueItems();

    [Fact]
    public void WeightDecay_OfOneStep_EqualsTheGradientOfL2()
    {
        var data = Problems.FewFeaturesMatter;
        var l2 = new L2(7.5);
        var (plain, decayed) = (Network(), Network());
        var before = plain.Layers.Select(layer => layer.Weights.Clone()).ToArray();

        new Trainer<double>(plain, Loss.MeanSquaredError, Optimizer.GradientDescent(Rate)).Step(data.X, data.Y);
        new Trainer<double>(decayed, Loss.MeanSquaredError, Optimizer.GradientDescent(Rate), l2).Step(data.X, data.Y);

        // W := (1 − α λ / m) W − α dW, with α dW taken from the step without the penalty.
        l2.WeightDecay(Rate, data.Examples).Should().BeApproximately(1 - (Rate * 7.5 / 200), 1e-15);
        for (var l = 0; l < before.Length; l++)
        {
            var step = before[l] - plain.Layers[l].Weights;
            var expected = (l2.WeightDecay(Rate, data.Examples) * before[l]) - step;
            (decayed.Layers[l].Weights - expected).L2Norm().Should().BeLessThan(1e-13);
            (decayed.Layers[l].Weights - plain.Layers[l].Weights).L2Norm().Should().BeGreaterThan(1e-5, "the penalty did something");
            (decayed.Layers[l].Biases - plain.Layers[l].Biases).L2Norm().Should().Be(0, "biases are not penalized");
        }

        Network<double> Network() => new(data.Features, seed: 6, new Dense(6, Activation.Tanh), new Dense(1, Activation.Identity));
    }

    private static double[] WeightsUnder(Regularizer regularizer)
    {
        var data = Problems.FewFeaturesMatter;
        var network = new Network<double>(data.Features, seed: 1, new Dense(1, Activation.Identity));
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(Rate), regularizer);
        trainer.Fit(data, options: new() { Epochs = 2000, BatchSize = FitOptions.AllExamples, EvaluateTrainingSet = false });
        return network.Layers[0].Weights.Row(0).ToArray();
    }
}
