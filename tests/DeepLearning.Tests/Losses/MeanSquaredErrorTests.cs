namespace DeepLearning.Tests;

public sealed class MeanSquaredErrorTests
{
    [Fact]
    public void Forward_KnownValues_IsTheMeanOfTheSquares()
    {
        OfOneExample.Loss(Loss.MeanSquaredError, [3], [1]).Should().Be(4);
        OfOneExample.Loss(Loss.MeanSquaredError, [3, -1], [1, 2]).Should().Be(6.5);
        var losses = new double[2];
        Loss.MeanSquaredError.Forward<double>([3, -1, 5, 5], [1, 2, 5, 6], losses);
        losses.Should().Equal(6.5, 0.5);
    }

    [Fact]
    public void Backward_KnownValues_IsTwoOverNTimesTheError()
    {
        OfOneExample.Delta(Loss.MeanSquaredError, [3], [1]).Should().Equal(4);
        OfOneExample.Delta(Loss.MeanSquaredError, [3, -1], [1, 2]).Should().Equal(2, -3);
    }

    [Fact]
    public void InvalidTarget_AnyTarget_IsNone() => Loss.MeanSquaredError.InvalidTarget<double>([-1e30, 7]).Should().BeNull();

    [Fact]
    public void Trainer_SoftmaxWithSquaredError_SaysWhatInstead() =>
        Failure.Of<ArgumentException>(
            () =>
                _ = new Trainer<float>(new Network<float>(4, 1, new Dense(3, Activation.Softmax)), Loss.MeanSquaredError, Optimizer.Adam()))
            .Should().Be(
                "layer 1 (4 → 3) is the output layer: MeanSquaredError compares numbers one by one and has hardly a gradient where " +
                "Softmax is sure and wrong; " +
                "for classes use Loss.CrossEntropy, for numbers give the output layer Identity. (Parameter 'loss')");
}
