namespace DeepLearning.Tests;

public sealed class LeakyReLUTests
{
    [Fact]
    public void Forward_HasTheSlopeBelowZero() => Evaluated.Forward(Activation.LeakyReLU(0.25), -2, 0, 3).Should().Equal(-0.5, 0, 3);

    [Fact]
    public void Backward_HasTheSlopeBelowZeroAndAtTheKink() =>
        Evaluated.Backward(Activation.LeakyReLU(0.25), [-2, 0, 3], [4, 8, 9]).Should().Equal(1, 2, 9);

    [Fact]
    public void Slope_IsAHundredthByDefault() => new LeakyReLU().Slope.Should().Be(0.01);

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Slope_NotFinite_IsRefused(double slope, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => Activation.LeakyReLU(slope))
        .Should().Be($"slope must be a finite number, got {written}. (Parameter 'slope')");
}
