namespace DeepLearning.Tests;

public sealed class GradientClippingTests
{
    [Fact]
    public void ByValue_CutsEveryElementByItself()
    {
        double[] gradient = [-3, -0.5, 0, 0.5, 3, double.PositiveInfinity];
        GradientClipping.ByValue(1).Clip<double>(gradient, double.NaN);
        gradient.Should().Equal(-1, -0.5, 0, 0.5, 1, 1);
        GradientClipping.ByValue(1).NeedsGlobalNorm.Should().BeFalse();
    }

    [Fact]
    public void ByGlobalNorm_KeepsTheDirection()
    {
        // Two gradients, (3, 0) and (4), of norm 5 together.
        double[] first = [3, 0], second = [4];
        var clipping = GradientClipping.ByGlobalNorm(2);
        clipping.Clip<double>(first, 25);
        clipping.Clip<double>(second, 25);
        first.Should().Equal([1.2, 0], (a, e) => Math.Abs(a - e) < 1e-15);
        second[0].Should().BeApproximately(1.6, 1e-15);
        clipping.NeedsGlobalNorm.Should().BeTrue();
    }

    [Fact]
    public void ByGlobalNorm_InfiniteNorm_GivesNaNAndNotZero()
    {
        double[] gradient = [1, 2];
        GradientClipping.ByGlobalNorm().Clip<double>(gradient, double.PositiveInfinity);
        gradient.Should().Equal(double.NaN, double.NaN);
    }

    [Fact]
    public void Clip_NoNumbers_IsRefused() => Failure.Of<ArgumentException>(() => GradientClipping.ByValue(1).Clip<double>([], 1))
        .Should().Be(SpanMessage.Empty("gradient"));

    [Fact]
    public void Limit_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(-1))
            .Should().Be("limit must be a finite number greater than 0, got -1. (Parameter 'limit')");
        Failure.Of<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm(double.NaN))
            .Should().Be("limit must be a finite number greater than 0, got NaN. (Parameter 'limit')");
        GradientClipping.ByGlobalNorm().Should().BeOfType<ClippingByGlobalNorm>().Which.Limit.Should().Be(1);
    }
}
