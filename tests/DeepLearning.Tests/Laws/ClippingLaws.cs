using System.Numerics;

namespace DeepLearning.Tests;

public sealed class ClippingLaws
{
    public static TheoryData<string> All => [.. Implementations.Clippings.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Clip_LargeGradient_ShrinksAndKeepsTheSigns(string name)
    {
        var before = Given.Normal<double>(61, 1, seed: 1).ToColumnMajorArray();
        var after = Clipped(name, before, 61);
        after.Zip(before, (a, b) => Math.Abs(a) <= Math.Abs(b) && Math.Sign(a) == Math.Sign(b)).Should().OnlyContain(holds => holds);
        after.Sum(g => g * g).Should().BeLessThan(before.Sum(g => g * g));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Clip_SmallGradient_KeepsItsBits(string name)
    {
        var before = Given.Normal<double>(61, 1, seed: 1, scale: 0.01).ToColumnMajorArray();
        Clipped(name, before, 61).Bits().Should().Equal(before.Bits());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Clip_InRanges_IsTheWholeBitForBit(string name)
    {
        InRanges<double>(name);
        InRanges<float>(name);

        static void InRanges<T>(string name)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var gradient = Given.Normal<T>(61, 1, seed: 2).ToColumnMajorArray();
            foreach (var cut in new[] { 1, 3, 16, 60 })
            {
                Clipped(name, gradient, cut).Bits().Should().Equal(Clipped(name, gradient, 61).Bits(), $"the cut is at {cut}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Clip_NaN_IsNotHidden(string name) => Clipped(name, [1, double.NaN, 3], 3).Should().Contain(double.NaN);

    [Theory]
    [MemberData(nameof(All))]
    public void ToString_IsTheName(string name) => Implementations.Clippings[name].ToString().Should().Be(name);

    private static T[] Clipped<T>(string name, T[] gradient, int cut)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] result = [.. gradient];
        var squares = gradient.Sum(g => double.CreateChecked(g) * double.CreateChecked(g));
        if (cut < result.Length)
        {
            Implementations.Clippings[name].Clip<T>(result.AsSpan(cut), squares);
        }

        Implementations.Clippings[name].Clip<T>(result.AsSpan(0, cut), squares);
        return result;
    }
}
