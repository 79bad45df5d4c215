namespace DeepLearning.Tests;

public sealed class L1Tests
{
    [Fact]
    public void Penalty_KnownWeights_IsLambdaTimesTheSumOfMagnitudes() => Regularizer.L1(0.5).Penalty<double>([1, -2, 3]).Should().Be(3);

    [Fact]
    public void AddGradient_KnownWeights_AddsLambdaOverMTimesTheSignTakingZeroAtTheKink()
    {
        double[] gradient = [10, 10, 10, 10];
        Regularizer.L1(0.5).AddGradient<double>([1, -2, 0, 3], 0.25, gradient);
        gradient.Should().Equal(10.125, 9.875, 10, 10.125);
    }

    [Fact]
    public void Name_HoldsTheStrength() => Regularizer.L1(1e-4).ToString().Should().Be("L1(0.0001)");

    [Theory]
    [InlineData(-1e-9, "-1E-09")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Lambda_NegativeOrNotFinite_IsRefused(double lambda, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => Regularizer.L1(lambda))
        .Should().Be($"lambda must be a finite number, 0 or greater, got {written}. (Parameter 'lambda')");
}
