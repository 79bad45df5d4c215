namespace DeepLearning.Tests;

public sealed class ReLUTests
{
    [Fact]
    public void Forward_IsTheLargerOfZeroAndZ() =>
        Evaluated.Forward(Activation.ReLU, -2, -1e-300, 0, 1e-300, 3).Should().Equal(0, 0, 0, 1e-300, 3);

    [Fact]
    public void Backward_PassesOnlyWhereZIsPositive_TakingZeroAtTheKink() =>
        Evaluated.Backward(Activation.ReLU, [-2, -0.0, 0, 1e-300, 3], [5, 6, 7, 8, 9]).Should().Equal(0, 0, 0, 8, 9);
}
