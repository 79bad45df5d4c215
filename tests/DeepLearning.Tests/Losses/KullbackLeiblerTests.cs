namespace DeepLearning.Tests;

public sealed class KullbackLeiblerTests
{
    [Fact]
    public void Forward_EqualDistributions_IsZero()
    {
        // The logits of (0.5, 0.25, 0.25) are log 2, 0, 0.
        OfOneExample.Loss(Loss.KullbackLeibler, [Math.Log(2), 0, 0], [0.5, 0.25, 0.25]).Should().BeApproximately(0, 1e-15);
        OfOneExample.Delta(Loss.KullbackLeibler, [Math.Log(2), 0, 0], [0.5, 0.25, 0.25])
            .Should().Equal([0, 0, 0], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void Forward_OneHotTarget_IsCrossEntropy()
    {
        double[] logits = [0.3, -1, 2], target = [0, 0, 1];
        OfOneExample.Loss(Loss.KullbackLeibler, logits, target)
            .Should().BeApproximately(OfOneExample.Loss(Loss.CrossEntropy, logits, target), 1e-15);
    }

    [Fact]
    public void Forward_AgainstTheUniform_IsLogNLessTheEntropy() =>
        OfOneExample.Loss(Loss.KullbackLeibler, [5, 5], [0.25, 0.75]).Should()
            .BeApproximately((0.25 * Math.Log(0.25 / 0.5)) + (0.75 * Math.Log(0.75 / 0.5)), 1e-15);

    [Fact]
    public void InvalidTarget_NoDistribution_IsRefused()
    {
        Loss.KullbackLeibler.InvalidTarget<double>([0.5, 0.5]).Should().BeNull();
        Loss.KullbackLeibler.InvalidTarget<double>([0.5, 0.6]).Should().Be(
            "a target of KullbackLeibler is one-hot or another distribution over the classes: no number below 0, sum 1, but this one " +
            "sums to 1.1");
    }
}
