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

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-2)]
    [InlineData(1 / 16.0)]
    public void Extrapolated_LongSteps_LeavesNothingOfTheTermsThatTwoSidesLeave(double epsilon)
    {
        // θ⁵ − 2 θ³ at 1.5: 5 θ⁴ − 6 θ², and of the differences also (10 θ² − 2) ε² + ε⁴.
        var gradient = Of(theta => Math.Pow(theta, 5) - (2 * Math.Pow(theta, 3)), at: 1.5);
        gradient.TwoSided((0, 0), epsilon).Should().BeApproximately(11.8125 + (20.5 * epsilon * epsilon) + Math.Pow(epsilon, 4), 1e-10);
        gradient.Extrapolated((0, 0), epsilon).Should().BeApproximately(11.8125, 1e-10);
    }

    [Fact]
    public void Extrapolated_TooFewDigitsWithinReach_StepsBeyondIt()
    {
        // Within reach are steps of 10⁻¹¹ and less, over which rounding leaves nothing of a slope of 1 beside a cost of 10⁶.
        Theta = 0;
        var gradient = new NumericGradient(network, () => new(1e6 + Theta, Reached: Math.Abs(Theta) * 1e11));
        gradient.Extrapolated((0, 0), 1e-3).Should().BeApproximately(1, 1e-6);
    }

    /// <summary>
    /// What an estimate costs: each difference computes J twice, an extrapolation once more, and the reach is looked for first.
    /// </summary>
    [Theory]
    [InlineData("parabola", 1e-6, 0, 9)]
    [InlineData("parabola", 0.01, 0, 9)]
    [InlineData("bell", 0.01, 0, 19)]
    [InlineData("bell", 1e-6, 0, 11)]
    [InlineData("step", 1e-6, 0, 61)]
    [InlineData("bell", 0.0078125, 16, 17)]
    [InlineData("bell", 0.0078125, 17, 19)]
    [InlineData("bell", 0.0078125, 64, 19)]
    [InlineData("bell", 0.0078125, 1e12, 96)]
    [InlineData("nothing", 1e-6, 0, 5)]
    public void Extrapolated_Costs_AreFew(string curve, double epsilon, double reach, int costs)
    {
        var computed = 0;
        Theta = 0.25;
        var gradient = new NumericGradient(network, () =>
        {
            computed++;
            return new(Curves[curve](Theta), Reached: Math.Abs(Theta - 0.25) * reach);
        });
        gradient.Extrapolated((0, 0), epsilon);
        computed.Should().Be(costs);
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

        // Where the curvature is below 1 its root counts, and θ by its size.
        Of(theta => 0.005 * theta * theta, at: 3).Rounding((0, 0), 0.125)
            .Should().BeApproximately(((4 * 0.045 / 0.125) + (16 * 3 * 0.1)) * ulp, 1e-22);
    }

    private static readonly Dictionary<string, Func<double, double>> Curves = new(StringComparer.Ordinal)
    {
        ["parabola"] = theta => 3 * theta * theta,
        ["bell"] = theta => 1 / (1 + (9 * theta * theta)),
        ["step"] = theta => (theta - 0.25) / Math.Sqrt(1e-18 + ((theta - 0.25) * (theta - 0.25))),
        ["nothing"] = _ => double.NaN,
    };

    private ref double Theta => ref network.Parameters[0].Values[0];

    private NumericGradient Of(Func<double, double> cost, double at)
    {
        Theta = at;
        return new NumericGradient(network, () => new(cost(Theta), Reached: 0));
    }
}
