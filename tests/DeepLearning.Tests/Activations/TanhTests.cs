namespace DeepLearning.Tests;

public sealed class TanhTests
{
    [Fact]
    public void Forward_KnownValues_AreTheFormula()
    {
        // tanh(ln 2) = (2 − 1/2) / (2 + 1/2) = 3/5.
        var a = Evaluated.Forward(Activation.Tanh, 0, Math.Log(2), -Math.Log(2), 1e-9);
        a[0].Should().Be(0);
        a[1].Should().BeApproximately(0.6, 1e-15);
        a[2].Should().BeApproximately(-0.6, 1e-15);
        a[3].Should().BeApproximately(1e-9, 1e-24);
    }

    [Fact]
    public void Backward_KnownValues_MultipliesByOneMinusASquared()
    {
        var delta = Evaluated.Backward(Activation.Tanh, [0, Math.Log(2)], [2, 100]);
        delta[0].Should().Be(2);
        delta[1].Should().BeApproximately(64, 1e-12);
    }

    [Fact]
    public void Forward_AllMagnitudes_AgreesToAFewRoundings()
    {
        // From 10⁻³⁰ to 20, at every position of a vector and in the remainder.
        var z = Enumerable.Range(0, 2001).Select(i => (i % 2 == 0 ? 1 : -1) * Math.Pow(10, -30 + (31.3 * i / 2000))).ToArray();
        var a = Evaluated.Forward(Activation.Tanh, z);
        var z32 = Array.ConvertAll(z, value => (float)value);
        var a32 = new float[z.Length];
        Activation.Tanh.Forward<float>(z32, a32, 1);
        for (var i = 0; i < z.Length; i++)
        {
            a[i].Should().BeApproximately(Math.Tanh(z[i]), 1e-15 * Math.Abs(Math.Tanh(z[i])), $"z is {z[i]:R}");
            ((double)a32[i]).Should().BeApproximately(Math.Tanh(z32[i]), 4e-7 * Math.Abs(Math.Tanh(z32[i])), $"z is {z32[i]:R}");
        }
    }
}
