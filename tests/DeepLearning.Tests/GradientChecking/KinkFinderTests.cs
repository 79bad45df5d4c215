namespace DeepLearning.Tests;

public sealed class KinkFinderTests
{
    private const double Reach = 64e-6;

    [Theory]
    [InlineData("ReLU", 0, 0)]
    [InlineData("ReLU", 3e-5, 1)]
    [InlineData("ReLU", -3e-5, 0)]
    [InlineData("LeakyReLU(0.2)", 0, 0.2)]
    [InlineData("ELU(0.7)", 0, 0.7)]
    [InlineData("ELU(1)", 0, 1)]
    [InlineData("HardSigmoid", 3, 0)]
    [InlineData("HardSigmoid", -3, 0)]
    public void Find_AtAKink_GivesTheSlopeOfBackpropagation(string activation, double z, double slope)
    {
        // The last is a kink of the derivative alone: the function is smooth to the eye, and its differences are not exact there.
        var kink = Find(Implementations.Activations[activation], [1, z, -1]).Should().ContainSingle().Subject;
        kink.Element.Should().Be(1);
        kink.Slopes.Should().ContainSingle().Which.Should().Be(slope);
    }

    [Fact]
    public void Find_AwayFromKinks_GivesNone()
    {
        foreach (var activation in Implementations.Activations.Values.Where(activation => activation.IsElementwise))
        {
            Find(activation, [-2, -1, -0.3, -1e-3, 1e-3, 0.3, 1, 2, 700]).Should().BeEmpty(activation.Name);
        }

        foreach (var activation in new[] { Activation.Sigmoid, Activation.Tanh, Activation.GELU, Activation.SiLU, Activation.Softplus })
        {
            Find(activation, [0, 1e-9]).Should().BeEmpty(activation.Name);
        }
    }

    [Theory]
    [InlineData(-0.5, 0)]
    [InlineData(0, 0)]
    [InlineData(0.3, 0.3)]
    [InlineData(1, 1)]
    [InlineData(1.001, 1)]
    public void Find_SlopeBeyondThoseBesideTheKink_IsReplacedByTheNearest(double claimed, double slope) =>
        Find(new ClaimedReLU(1, 0, claimed), [0]).Single().Slopes.Should().ContainSingle().Which.Should().BeApproximately(slope, 1e-15);

    [Theory]
    [InlineData(0.9999, 1)]
    [InlineData(1, 1)]
    public void Find_BesideAKink_AllowsTheSlopeOfThatSideAlone(double claimed, double slope) =>
        Find(new ClaimedReLU(claimed, 0), [1e-6]).Single().Slopes.Should().ContainSingle().Which.Should().BeApproximately(slope, 1e-9);

    [Fact]
    public void Find_BendSharperThanTheLook_IsLookedAtFromCloser()
    {
        // N(z) bends within √ε = 10⁻¹⁰ of equal units: its slope there, 10¹⁰ (1 − 1/2), is seen from nearer than that.
        double[] z = [0, 0];
        var function = UnitFunction<double>.Of(Normalization.Layer(1e-20), 2, z, new double[2]);
        var kinks = new KinkFinder<double>(function, z, Reach).Find().ToList();
        kinks.Select(kink => kink.Element).Should().Equal(0, 1);
        kinks[0].Slopes[0].Should().BeApproximately(0.5e10, 1);
        kinks[0].Slopes[1].Should().BeApproximately(-0.5e10, 1);
    }

    private static List<Kink> Find(Activation activation, double[] z)
    {
        var a = new double[z.Length];
        activation.Forward<double>(z, a, 1);
        return [.. new KinkFinder<double>(UnitFunction<double>.Of(activation, 1, z, a), z, Reach).Find()];
    }
}
