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

    /// <summary>Up to 64 classes are computed several examples at a time, more of them one example after another.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Smoothing_OfSeveralExamples_IsTheDefinition(int classes)
    {
        const double Epsilon = 0.3;
        const int Examples = 3;
        var z = Given.Normal<double>(classes, Examples, seed: 6);
        var y = Given.OneHot<double>(classes, Examples, seed: 7);
        var smooth = y.Map(target => ((1 - Epsilon) * target) + (Epsilon / classes), MathNet.Numerics.LinearAlgebra.Zeros.Include);
        var a = z.Map(Math.Exp).NormalizeColumns(1);
        var expected = smooth.PointwiseMultiply(a.PointwiseLog()).ColumnSums().Negate();
        var loss = Loss.SmoothedCrossEntropy(Epsilon);
        var (losses, delta) = (new double[Examples], new double[classes * Examples]);
        var (lossesAlone, deltaAlone) = (new double[Examples], new double[classes * Examples]);

        loss.ForwardAndBackward<double>(z.ToColumnMajorArray(), y.ToColumnMajorArray(), losses, delta, classes);
        loss.Forward<double>(z.ToColumnMajorArray(), y.ToColumnMajorArray(), lossesAlone);
        loss.Backward<double>(z.ToColumnMajorArray(), y.ToColumnMajorArray(), deltaAlone, classes);

        losses.Should().Equal(expected, (actual, exact) => Math.Abs(actual - exact) < 1e-13);
        delta.Should().Equal((a - smooth).ToColumnMajorArray(), (actual, exact) => Math.Abs(actual - exact) < 1e-13);
        lossesAlone.Should().Equal(losses);
        deltaAlone.Should().Equal(delta);
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
