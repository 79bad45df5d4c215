namespace DeepLearning.Tests;

public sealed class MaxNormTests
{
    [Fact]
    public void Apply_RowsLongerThanTheLimit_GetItsLength()
    {
        // The units (3, 4) of norm 5, (0.3, 0.4) of norm 0.5 and (0, −2) of norm 2.
        double[] weights = [3, 0.3, 0, 4, 0.4, -2];
        Constraint.MaxNorm(1).Apply<double>(weights, 3, 0, 3);
        weights.Should().Equal([0.6, 0.3, 0, 0.8, 0.4, -1], (a, e) => Math.Abs(a - e) < 1e-15);
        (weights[1], weights[4]).Should().Be((0.3, 0.4), "a unit within the limit keeps its bits");
    }

    [Fact]
    public void Apply_NotFiniteUnit_IsLeftForTheErrorToName()
    {
        double[] weights = [double.NaN, 3, double.PositiveInfinity, 1, 4, 1];
        Constraint.MaxNorm(1).Apply<double>(weights, 3, 0, 3);
        weights.Should().Equal(double.NaN, weights[1], double.PositiveInfinity, 1, weights[4], 1);
        weights[1].Should().BeApproximately(0.6, 1e-15);
    }

    [Fact]
    public void Apply_FloatsWhoseSquaresOverflow_AreScaled()
    {
        float[] weights = [3e30f, 4e30f];
        Constraint.MaxNorm(1).Apply<float>(weights, 1, 0, 1);
        weights[0].Should().BeApproximately(0.6f, 1e-6f);
        weights[1].Should().BeApproximately(0.8f, 1e-6f);
    }

    [Fact]
    public void Limit_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Constraint.MaxNorm(0))
            .Should().Be("limit must be a finite number greater than 0, got 0. (Parameter 'limit')");
        Constraint.MaxNorm().Should().BeOfType<MaxNorm>().Which.Limit.Should().Be(3);
    }
}
