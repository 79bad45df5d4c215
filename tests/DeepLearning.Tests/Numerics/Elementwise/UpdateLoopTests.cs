namespace DeepLearning.Tests;

/// <summary>What the loop gives is tested with the optimizers; here what it refuses.</summary>
public sealed class UpdateLoopTests
{
    [Fact]
    public void Run_UnequalLengths_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Optimizer.Adam().Update<double>(new double[3], new double[2], State(3, 2), new(1, 0.1)))
            .Should().Be("A parameter of 3 elements needs a gradient and state of as many, but the gradient has 2 and the state 3. (Parameter 'gradient')");
        Failure.Of<ArgumentException>(() => Optimizer.Momentum().Update<double>(new double[3], new double[3], State(5, 1), new(1, 0.1)))
            .Should().Be("A parameter of 3 elements needs a gradient and state of as many, but the gradient has 3 and the state 5. (Parameter 'gradient')");
    }

    private static OptimizerState<double> State(int length, int slots) =>
        new(Enumerable.Range(0, slots).Select(_ => new double[length]).ToArray(), 0, length);
}
