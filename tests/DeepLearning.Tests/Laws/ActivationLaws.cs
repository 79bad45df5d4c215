using System.Numerics;

namespace DeepLearning.Tests;

public sealed class ActivationLaws
{
    public static TheoryData<string> All => [.. Implementations.Activations.Keys];

    public static TheoryData<string> Elementwise => [.. Implementations.Activations.Keys.Except(["Softmax"])];

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_HugeInputs_StaysFinite(string name)
    {
        Forward<double>(name, Huge).Should().OnlyContain(value => double.IsFinite(value));
        Forward<float>(name, [.. Huge.Select(value => (float)value)]).Should().OnlyContain(value => float.IsFinite(value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_HugeInputs_StaysFinite(string name)
    {
        var delta = Backward<double>(name, Huge, [.. Huge.Select((_, i) => 1.0 + i)]);
        delta.Should().OnlyContain(value => double.IsFinite(value));
        var delta32 = Backward<float>(name, [.. Huge.Select(value => (float)value)], [.. Huge.Select((_, i) => 1f + i)]);
        delta32.Should().OnlyContain(value => float.IsFinite(value));
    }

    [Theory]
    [InlineData("Identity", -1e30, -1e4, 0, 1e4, 1e30)]
    [InlineData("Sigmoid", 0, 0, 0.5, 1, 1)]
    [InlineData("Tanh", -1, -1, 0, 1, 1)]
    [InlineData("ReLU", 0, 0, 0, 1e4, 1e30)]
    [InlineData("LeakyReLU(0.01)", -1e28, -1e2, 0, 1e4, 1e30)]
    [InlineData("LeakyReLU(0.2)", -2e29, -2e3, 0, 1e4, 1e30)]
    [InlineData("ELU(1)", -1, -1, 0, 1e4, 1e30)]
    [InlineData("ELU(0.7)", -0.7, -0.7, 0, 1e4, 1e30)]
    [InlineData("SELU", -1.7580993408473766, -1.7580993408473766, 0, 1.0507009873554805e4, 1.0507009873554805e30)]
    [InlineData("GELU", 0, 0, 0, 1e4, 1e30)]
    [InlineData("TanhGELU", 0, 0, 0, 1e4, 1e30)]
    [InlineData("SiLU", 0, 0, 0, 1e4, 1e30)]
    [InlineData("Softplus", 0, 0, 0.69314718055994531, 1e4, 1e30)]
    [InlineData("HardSigmoid", 0, 0, 0.5, 1, 1)]
    public void Forward_TailsAndZero_AreExact(string name, double lowest, double low, double zero, double high, double highest)
    {
        double[] expected = [lowest, low, zero, high, highest];
        double[] z = [-1e30, -1e4, 0, 1e4, 1e30];
        double[] zNegative = [-1e30, -1e4, -0.0, 1e4, 1e30];
        for (var i = 0; i < z.Length; i++)
        {
            // One rounding of a product with the slope, no more.
            var tolerance = Math.Abs(expected[i]) * Math.Pow(2, -52);
            Forward<double>(name, z)[i].Should().BeApproximately(expected[i], tolerance);
            Forward<double>(name, zNegative)[i].Should().BeApproximately(expected[i], tolerance);
            Forward<float>(name, [.. z.Select(value => (float)value)])[i]
                .Should().BeApproximately((float)expected[i], (float)(Math.Abs(expected[i]) * Math.Pow(2, -22)));
        }
    }

    [Theory]
    [InlineData("Identity", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("Sigmoid", 0, 1)]
    [InlineData("Tanh", -1, 1)]
    [InlineData("ReLU", 0, double.PositiveInfinity)]
    [InlineData("LeakyReLU(0.01)", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("LeakyReLU(0.2)", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("ELU(1)", -1, double.PositiveInfinity)]
    [InlineData("ELU(0.7)", -0.7, double.PositiveInfinity)]
    [InlineData("SELU", -1.7580993408473766, double.PositiveInfinity)]
    [InlineData("GELU", 0, double.PositiveInfinity)]
    [InlineData("TanhGELU", 0, double.PositiveInfinity)]
    [InlineData("SiLU", 0, double.PositiveInfinity)]
    [InlineData("Softplus", 0, double.PositiveInfinity)]
    [InlineData("HardSigmoid", 0, 1)]
    public void Forward_Infinities_AreTheLimits(string name, double below, double above) =>
        Forward<double>(name, [double.NegativeInfinity, double.PositiveInfinity]).Should().Equal(below, above);

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Forward_NaN_PassesThroughAlone(string name)
    {
        // Twenty numbers, so that the vectorized part and its remainder are both met.
        for (var position = 0; position < 20; position++)
        {
            var z = Enumerable.Range(0, 20).Select(i => i == position ? double.NaN : i - 10.0).ToArray();
            Forward<double>(name, z).Select(double.IsNaN).Should().Equal(z.Select(double.IsNaN));
            Forward<float>(name, [.. z.Select(value => (float)value)]).Select(float.IsNaN).Should().Equal(z.Select(double.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Forward_AnyShape_TreatsEveryElementAlone(string name)
    {
        var z = Given.Normal<double>(37, 1, seed: 3, scale: 3).ToColumnMajorArray();
        var whole = Forward<double>(name, z);
        for (var i = 0; i < z.Length; i++)
        {
            Forward<double>(name, [z[i]])[0].Should().BeApproximately(whole[i], 1e-15 * Math.Abs(whole[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void ForwardAndBackward_InPieces_AreTheWholeBitForBit(string name)
    {
        InPieces<double>(name);
        InPieces<float>(name);

        static void InPieces<T>(string name)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int Length = 301;
            var z = Given.Normal<T>(Length, 1, seed: 3, scale: 3).ToColumnMajorArray();
            var da = Given.Normal<T>(Length, 1, seed: 4).ToColumnMajorArray();
            var (whole, wholeDelta) = (Forward(name, z), Backward(name, z, da));
            foreach (var size in new[] { 1, 2, 3, 5, 8, 13, 130 })
            {
                var (parts, delta) = (new T[Length], (T[])da.Clone());
                for (var start = 0; start < Length; start += size)
                {
                    var count = Math.Min(size, Length - start);
                    var piece = z.AsSpan(start, count);
                    Implementations.Activations[name].Forward<T>(piece, parts.AsSpan(start, count), count);
                    Implementations.Activations[name].Backward<T>(piece, parts.AsSpan(start, count), delta.AsSpan(start, count), count);
                }

                parts.Bits().Should().Equal(whole.Bits(), $"pieces of {size}");
                delta.Bits().Should().Equal(wholeDelta.Bits(), $"pieces of {size}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_AgreesWithCentralDifferences(string name)
    {
        const int Units = 4;
        const double Epsilon = 1e-5;
        var z = Given.Normal<double>(Units, 9, seed: 4, scale: 2).ToColumnMajorArray();
        var weights = Given.Normal<double>(Units, 9, seed: 5).ToColumnMajorArray();
        z.Should().OnlyContain(value => Math.Abs(value) > 2 * Epsilon, "at the kink of ReLU there is no derivative");
        var delta = Backward<double>(name, z, weights, Units);
        for (var i = 0; i < z.Length; i++)
        {
            double Weighted(double shift) => Forward<double>(name, [.. z.Select((value, j) => j == i ? value + shift : value)], Units)
                .Zip(weights, (a, w) => a * w).Sum();
            delta[i].Should().BeApproximately((Weighted(Epsilon) - Weighted(-Epsilon)) / (2 * Epsilon), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void DefaultInitializer_FollowsTheActivation(string name)
    {
        string[] likeReLU = ["ReLU", "LeakyReLU", "ELU", "GELU", "TanhGELU", "SiLU"];
        var expected = likeReLU.Contains(name.Split('(')[0]) ? typeof(He) : typeof(Xavier);
        Implementations.Activations[name].DefaultInitializer.Should().BeOfType(expected);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ToString_IsTheName(string name) => Implementations.Activations[name].ToString().Should().Be(name);

    private static double[] Huge => [-1e30, -1e4, -100, -0.0, 0.0, 100, 1e4, 1e30];

    private static T[] Forward<T>(string name, T[] z, int units = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = new T[z.Length];
        Implementations.Activations[name].Forward<T>(z, a, units == 0 ? z.Length : units);
        return a;
    }

    private static T[] Backward<T>(string name, T[] z, T[] delta, int units = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] result = [.. delta];
        Implementations.Activations[name].Backward(z, Forward(name, z, units), result, units == 0 ? z.Length : units);
        return result;
    }
}
