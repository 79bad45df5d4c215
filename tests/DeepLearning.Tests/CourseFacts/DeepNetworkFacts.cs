namespace DeepLearning.Tests;

/// <summary>What depth gives, and that it gives nothing without a non-linear activation.</summary>
public class DeepNetworkFacts
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DeepNetwork_OfIdentities_EqualsALinearModel(bool trained)
    {
        Dense Layer(int units) => new(units, Activation.Identity) { BiasInitializer = Initializer.Normal(1) };
        var data = Problems.FewFeaturesMatter;
        var deep = new Network<double>(data.Features, seed: 5, Layer(9), Layer(7), Layer(5), Layer(1));
        if (trained)
        {
            var history = new Trainer<double>(deep, Loss.MeanSquaredError, Optimizer.GradientDescent(0.01)).Fit(data);
            history.StepCosts[^1].Should().BeLessThan(history.StepCosts[0] / 4);
        }

        // W = W₄ W₃ W₂ W₁ and b = W₄ (W₃ (W₂ b₁ + b₂) + b₃) + b₄.
        var (w, b) = (deep.Layers[0].Weights, deep.Layers[0].Biases);
        foreach (var layer in deep.Layers.Skip(1))
        {
            (w, b) = (layer.Weights * w, (layer.Weights * b) + layer.Biases);
        }

        var shallow = new Network<double>(data.Features, seed: 0, new Dense(1, Activation.Identity));
        (shallow.Layers[0].Weights, shallow.Layers[0].Biases) = (w, b);
        (deep.Predict(data.X) - shallow.Predict(data.X)).ToRowMajorArray().Should().OnlyContain(difference => Math.Abs(difference) < 1e-12);
    }

    [Fact]
    public void ExclusiveOr_NeedsAHiddenLayer_ThatIsNotLinear()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            AccuracyOnExclusiveOr(seed).Should().BeLessThanOrEqualTo(0.75, "a line leaves at least one corner on the wrong side");
            AccuracyOnExclusiveOr(seed, new Dense(8, Activation.Identity))
                .Should().BeLessThanOrEqualTo(0.75, "a linear layer adds nothing");
            AccuracyOnExclusiveOr(seed, new Dense(8, Activation.Tanh)).Should().Be(1);
        }
    }

    private static double AccuracyOnExclusiveOr(long seed, params Dense[] hidden)
    {
        var network = new Network<double>(2, seed, [.. hidden, new Dense(1, Activation.Sigmoid)]);
        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.Adam(0.05));
        trainer.Fit(Problems.ExclusiveOr, options: new() { Epochs = 500 });
        return network.Evaluate(Problems.ExclusiveOr).Metric;
    }
}
