namespace DeepLearning.Tests;

/// <summary>Values where the plain formulas lose their digits.</summary>
public sealed class TailTests
{
    [Theory]
    [InlineData("Softplus", -40, 4.2483542552915889953e-18)]
    [InlineData("Softplus", -700, 9.8596765437597708567e-305)]
    [InlineData("ELU(1)", -1e-9, -9.999999995000000002e-10)]
    [InlineData("SELU", -1e-12, -1.7580993408464975e-12)]
    [InlineData("GELU", -10, -7.6198530241605260660e-23)]
    [InlineData("GELU", -30, -1.4720141781446e-196)]
    [InlineData("SiLU", -40, -1.6993417021166356e-16)]
    [InlineData("SiLU", -700, -6.9017735806318396e-302)]
    [InlineData("TanhGELU", -1e-300, -5e-301)]
    public void Forward_InTheTail_HasItsDigits(string name, double z, double expected) =>
        Evaluated.Forward(Implementations.Activations[name], z)[0].Should().BeApproximately(expected, 1e-12 * Math.Abs(expected));

    [Theory]
    [InlineData(-4.5, -1.5289529061285271808e-5, -6.8529161856344574553e-5)]
    [InlineData(-5.5, -1.0444259356238245661e-7, -5.7334723987399248035e-7)]
    [InlineData(-10, -7.619853024160526066e-23, -7.6184000964648140857e-22)]
    [InlineData(-20.3, -1.3051366269427643524e-90, -2.6493965215358056736e-89)]
    [InlineData(-37, -2.1184613523340934244e-298, -7.8382986694185162425e-297)]
    [InlineData(-37.5, -1.7270073785932330664e-306, -6.476271143055812623e-305)]
    public void GELU_InTheFarTail_HasAllItsDigits(double z, double a, double derivative)
    {
        // By mpmath with 40 digits.
        Evaluated.Forward(Activation.GELU, z)[0].Should().BeApproximately(a, 1e-14 * Math.Abs(a));
        Evaluated.Backward(Activation.GELU, [z], [1])[0].Should().BeApproximately(derivative, 1e-14 * Math.Abs(derivative));
        if (z is -4.5 or -5.5 or -10)
        {
            var (single, delta) = (new float[1], new float[] { 1 });
            Activation.GELU.Forward<float>([(float)z], single, 1);
            Activation.GELU.Backward<float>([(float)z], single, delta, 1);
            single[0].Should().Be((float)a);
            delta[0].Should().Be((float)derivative);
        }
    }

    [Fact]
    public void Backward_AtTheKinks_TakesTheSideThatTheCommentsSay()
    {
        Evaluated.Backward(Activation.ELU(0.5), [0], [2])[0].Should().Be(1);
        Evaluated.Backward(Activation.SELU, [0], [1])[0].Should().BeApproximately(1.7580993408473766, 1e-15);
        Evaluated.Backward(Activation.HardSigmoid, [-3, 0, 3], [6, 6, 6]).Should().Equal(0, 1, 0);
    }

    [Fact]
    public void Backward_NaN_IsNotHidden()
    {
        foreach (
            var activation in Implementations.Activations.Values.Where(
                a => a is not Identity and not ReLU and not LeakyReLU and not Softmax))
        {
            Evaluated.Backward(activation, [1, double.NaN, 1], [1, 1, 1]).Select(double.IsNaN)
                .Should().Equal([false, true, false], activation.Name);
        }
    }

    [Fact]
    public void Alpha_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Activation.ELU(0))
            .Should().Be("alpha must be a finite number greater than 0, got 0. (Parameter 'alpha')");
        new ELU().Alpha.Should().Be(1);
    }
}
