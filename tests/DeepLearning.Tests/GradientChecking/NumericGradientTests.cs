namespace DeepLearning.Tests;

public sealed class NumericGradientTests
{
    private readonly Network<double> network = new(1, 1, [new Dense(1, Activation.Identity)]);

    [Fact]
    public void TwoSided_OfAParabola_IsExactAndPutsTheWeightBack()
    {
        Of(theta => 3 * theta * theta, at: 2).TwoSided((0, 0), 1 / 1024.0).Should().Be(12);
        network.Theta().Should().Equal(2, 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void Extrapolated_HoweverSharpTheCurve_IsItsSlope(double scale)
    {
        // Over ±ε = 10⁻⁶ the differences themselves see a step where the curve is sharper than that.
        var gradient = Of(theta => Math.Tanh((theta / scale) + 0.5), at: 0);
        var slope = (1 - Math.Pow(Math.Tanh(0.5), 2)) / scale;
        gradient.Extrapolated((0, 0), 1e-6).Should().BeApproximately(slope, 1e-8 * slope);
    }

    [Fact]
    public void Extrapolated_KinkBeyondReach_IsNotSteppedOver()
    {
        // |θ − 5 ε|: steps of 8 ε would see a slope of −5/8.
        const double Epsilon = 1e-6;
        double Cost(double theta) => Math.Abs(theta - (5 * Epsilon));
        var gradient = new NumericGradient(network, () => new(Cost(Theta), Reached: Math.Abs(Theta) / (4 * Epsilon)));
        Theta = 0;
        gradient.Extrapolated((0, 0), Epsilon).Should().BeApproximately(-1, 1e-9);
    }

    [Fact]
    public void Extrapolated_WhatIsNotANumber_IsNone() =>
        double.IsNaN(Of(_ => double.NaN, at: 1).Extrapolated((0, 0), 1e-6)).Should().BeTrue();

    [Fact]
    public void Rounding_GrowsWithTheCostAndWithItsCurvature()
    {
        var ulp = Math.BitIncrement(1.0) - 1;
        Of(_ => 7, at: 1).Rounding((0, 0), 1e-6).Should().BeApproximately(4 * 7 * ulp / 1e-6, 1e-15);
        Of(theta => 3 * theta * theta, at: 0).Rounding((0, 0), 1e-6).Should().BeApproximately(16 * 6 * ulp, 1e-17);
    }

    private ref double Theta => ref network.Parameters[0].Values[0];

    private NumericGradient Of(Func<double, double> cost, double at)
    {
        Theta = at;
        return new NumericGradient(network, () => new(cost(Theta), Reached: 0));
    }
}
