namespace DeepLearning.Tests;

public sealed class SigmoidTests
{
    [Fact]
    public void Forward_KnownValues_AreTheFormula()
    {
        // 1 / (1 + e^−ln 3) = 3/4, 1 / (1 + e^ln 3) = 1/4, σ(1) = e / (e + 1).
        var a = Evaluated.Forward(Activation.Sigmoid, 0, Math.Log(3), -Math.Log(3), 1);
        a[0].Should().Be(0.5);
        a[1].Should().BeApproximately(0.75, 1e-15);
        a[2].Should().BeApproximately(0.25, 1e-15);
        a[3].Should().BeApproximately(Math.E / (Math.E + 1), 1e-15);
    }

    [Fact]
    public void Backward_KnownValues_MultipliesByAOneMinusA()
    {
        var delta = Evaluated.Backward(Activation.Sigmoid, [0, Math.Log(3)], [2, 16]);
        delta[0].Should().Be(0.5);
        delta[1].Should().BeApproximately(3, 1e-14);
    }

    [Fact]
    public void Forward_SmallestProbabilities_KeepTheirDigits() =>
        Evaluated.Forward(Activation.Sigmoid, -700)[0].Should().BeApproximately(Math.Exp(-700), 1e-12 * Math.Exp(-700));
}
