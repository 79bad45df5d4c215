using System.Numerics;

namespace DeepLearning.Tests;

public sealed class ConstraintLaws
{
    private const int Units = 301;
    private const int Inputs = 5;

    public static TheoryData<string> All => [.. Implementations.Constraints.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_Twice_ChangesNoMore(string name)
    {
        var once = Applied(name, 0, Units);
        double[] twice = [.. once];
        Implementations.Constraints[name].Apply<double>(twice, Units, 0, Units);
        for (var i = 0; i < once.Length; i++)
        {
            twice[i].Should().BeApproximately(once[i], 1e-15 * Math.Abs(once[i]));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_InRanges_IsTheWholeBitForBit(string name)
    {
        InRanges<double>(name);
        InRanges<float>(name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_OfARange_TouchesNoOtherUnit(string name)
    {
        var before = Given.Normal<double>(Units, Inputs, seed: 1, scale: 2).ToColumnMajorArray();
        var after = Applied(name, 100, 50);
        after.Where((_, i) => i % Units is < 100 or >= 150).Bits()
            .Should().Equal(before.Where((_, i) => i % Units is < 100 or >= 150).Bits());
        after.Bits().Should().NotEqual(before.Bits());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_ZeroWeights_StayZero(string name)
    {
        var weights = new double[Units * Inputs];
        Implementations.Constraints[name].Apply<double>(weights, Units, 0, Units);
        weights.Should().OnlyContain(w => w == 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ToString_IsTheName(string name) => Implementations.Constraints[name].ToString().Should().Be(name);

    private static void InRanges<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var whole = Given.Normal<T>(Units, Inputs, seed: 1, scale: 2).ToColumnMajorArray();
        Implementations.Constraints[name].Apply<T>(whole, Units, 0, Units);
        foreach (var cut in new[] { 1, 127, 128, 129, 300 })
        {
            var parts = Given.Normal<T>(Units, Inputs, seed: 1, scale: 2).ToColumnMajorArray();
            Implementations.Constraints[name].Apply<T>(parts, Units, cut, Units - cut);
            Implementations.Constraints[name].Apply<T>(parts, Units, 0, cut);
            parts.Bits().Should().Equal(whole.Bits(), $"the cut is at {cut}");
        }
    }

    private static double[] Applied(string name, int first, int count)
    {
        var weights = Given.Normal<double>(Units, Inputs, seed: 1, scale: 2).ToColumnMajorArray();
        Implementations.Constraints[name].Apply<double>(weights, Units, first, count);
        return weights;
    }
}
