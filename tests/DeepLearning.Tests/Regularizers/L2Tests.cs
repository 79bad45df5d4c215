namespace DeepLearning.Tests;

public sealed class L2Tests
{
    [Fact]
    public void Penalty_KnownWeights_IsHalfLambdaTimesTheSumOfSquares() => Regularizer.L2(0.5).Penalty<double>([1, -2, 3]).Should().Be(3.5);

    [Fact]
    public void AddGradient_KnownWeights_AddsLambdaOverMTimesW()
    {
        double[] gradient = [10, 10, 10];
        Regularizer.L2(0.5).AddGradient<double>([1, -2, 3], 0.25, gradient);
        gradient.Should().Equal(10.125, 9.75, 10.375);
    }

    [Fact]
    public void WeightDecay_IsWhatAStepOfGradientDescentMultipliesBy()
    {
        // α = 0.1, λ = 3, m = 6: 1 − 0.05.
        var l2 = new L2(3);
        l2.WeightDecay(0.1, 6).Should().BeApproximately(0.95, 1e-15);

        // With the zero gradient of a network that is right already, only the decay moves the weights.
        var network = new Network<double>(2, seed: 1, [new Dense(1, Activation.Identity)]);
        var weights = network.Layers[0].Weights.Clone();
        var x = Given.Normal<double>(2, 6, seed: 2);
        new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(0.1), l2).Step(x, network.Predict(x));
        (network.Layers[0].Weights - (0.95 * weights)).L2Norm().Should().BeLessThan(1e-15);
        network.Layers[0].Biases[0, 0].Should().Be(0);
    }

    [Fact]
    public void Name_HoldsTheStrength() => Regularizer.L2(0.5).ToString().Should().Be("L2(0.5)");

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(double.NaN, "NaN")]
    public void Lambda_NegativeOrNotFinite_IsRefused(double lambda, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => Regularizer.L2(lambda))
        .Should().Be($"lambda must be a finite number, 0 or greater, got {written}. (Parameter 'lambda')");

    [Fact]
    public void WeightDecay_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => new L2(1).WeightDecay(0, 5))
            .Should().Be("learningRate must be a finite number greater than 0, got 0. (Parameter 'learningRate')");
        Failure.Of<ArgumentOutOfRangeException>(() => new L2(1).WeightDecay(0.1, 0))
            .Should().Be("examples must be 1 or greater, got 0. (Parameter 'examples')");
    }
}
