namespace DeepLearning.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void Forward_IsTheInput() => Evaluated.Forward(Activation.Identity, -2, -0.0, 0.5, 3).Should().Equal(-2, 0, 0.5, 3);

    [Fact]
    public void Backward_PassesTheGradient() => Evaluated.Backward(Activation.Identity, [-2, 0, 3], [5, 6, 7]).Should().Equal(5, 6, 7);
}
