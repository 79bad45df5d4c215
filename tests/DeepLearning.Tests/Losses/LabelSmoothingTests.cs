namespace DeepLearning.Tests;

public sealed class LabelSmoothingTests
{
    [Fact]
    public void Smoothing_IsCrossEntropyOfSmoothedTargets()
    {
        // ε = 0.4 over 4 classes: 0.1 everywhere, and 0.6 more for the class.
        double[] logits = [0.2, -0.7, 1.5, 0], smooth = [0.1, 0.1, 0.7, 0.1];
        var loss = Loss.SmoothedCrossEntropy(0.4);
        OfOneExample.Loss(loss, logits, [0, 0, 1, 0]).Should().BeApproximately(OfOneExample.Loss(Loss.CrossEntropy, logits, smooth), 1e-15);
        OfOneExample.Delta(loss, logits, [0, 0, 1, 0]).Should()
            .Equal(OfOneExample.Delta(Loss.CrossEntropy, logits, smooth), (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void Smoothing_Zero_IsCrossEntropyItself()
    {
        new CrossEntropy().LabelSmoothing.Should().Be(0);
        new CrossEntropy().Name.Should().Be("CrossEntropy");
        Loss.SmoothedCrossEntropy().ToString().Should().Be("SmoothedCrossEntropy(0.1)");
    }

    [Fact]
    public void Smoothing_OutOfRange_IsRefused() => Failure.Of<ArgumentOutOfRangeException>(() => Loss.SmoothedCrossEntropy(1))
        .Should().Be("labelSmoothing must be in [0, 1), got 1. (Parameter 'labelSmoothing')");
}
