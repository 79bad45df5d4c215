using System.Numerics;

namespace DeepLearning.Tests;

public sealed class LayerNormalizationTests
{
    [Fact]
    public void Forward_TwoExamples_IsTheFormula()
    {
        // μ = 5 and σ² = 20 of the first; μ = −1 and σ² = 0 of the second. With ε = 5, √(σ² + ε) = 5.
        Near(Forward([-1, 3, 7, 11, -1, -1, -1, -1], units: 4, epsilon: 5), [-1.2, -0.4, 0.4, 1.2, 0, 0, 0, 0]);
        Near(Forward<float>([-1, 3, 7, 11, -1, -1, -1, -1], units: 4, epsilon: 5), [-1.2f, -0.4f, 0.4f, 1.2f, 0, 0, 0, 0]);
    }

    [Fact]
    public void Backward_OneExample_IsTheFormula()
    {
        // Ẑ = (−1.2, −0.4, 0.4, 1.2), mean(dẐ) = 1, mean(dẐ ⊙ Ẑ) = (−1.2 + 0.4 + 4.8) / 4 = 1: dZ = (dẐ − 1 − Ẑ) / 5.
        Near(Backward([-1, 3, 7, 11], [1, -1, 0, 4], epsilon: 5), [0.24, -0.32, -0.28, 0.36]);
    }

    [Fact]
    public void Backward_UnitsAllAlike_IsTheDeviationOverTheRootOfEpsilon() => Near(Backward([7, 7], [3, 1], epsilon: 0.25), [2, -2]);

    [Theory]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    [InlineData(1)]
    public void Forward_AnyScale_MeanIsZeroAndVarianceOneButForEpsilon(double scale)
    {
        foreach (var units in new[] { 2, 15, 130, 1000 })
        {
            var z = Given.Normal<double>(units, 3, seed: units, scale).ToColumnMajorArray();
            Check(Forward(z, units, 1e-30), units, scale < 1e-20 ? null : 1e-12);
            Check(
                [.. Forward<float>([.. z.Select(value => (float)value)], units, 1e-30).Select(value => (double)value)], units,
                scale < 1e-20 ? null : 1e-5);
        }

        static void Check(double[] normalized, int units, double? tolerance)
        {
            foreach (var example in normalized.Chunk(units))
            {
                example.Should().OnlyContain(value => double.IsFinite(value));
                if (tolerance is { } near)
                {
                    example.Average().Should().BeApproximately(0, near);
                    example.Average(value => value * value).Should().BeApproximately(1, near);
                }
                else
                {
                    // ε is far greater than σ².
                    example.Should().OnlyContain(value => Math.Abs(value) < 1e-14);
                }
            }
        }
    }

    [Fact]
    public void Forward_SquaresOverflow_NumbersDoNot()
    {
        Near(Forward<float>([3e30f, -3e30f, 3e30f, -3e30f], 4, 1e-5), [1f, -1, 1, -1]);
        Near(Forward([-1e200, 3e200, 7e200, 11e200], 4, 1e-5), [-3 / Math.Sqrt(5), -1 / Math.Sqrt(5), 1 / Math.Sqrt(5), 3 / Math.Sqrt(5)]);
        Backward<float>([3e30f, -3e30f], [1, 2], 1e-5).Should().OnlyContain(value => float.IsFinite(value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1.7e308)]
    public void Forward_NotFiniteOrOfAnOverflowingSum_MakesItsExampleNaNAndNoOther(double bad)
    {
        var normalized = Forward([1, bad, bad, 1, 2, 3], 3, 1e-5);
        normalized[..3].Should().OnlyContain(value => double.IsNaN(value));
        normalized[3..].Should().OnlyContain(value => double.IsFinite(value));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1e-5, "-1E-05")]
    [InlineData(1e-31, "1E-31")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Epsilon_OutOfRange_IsRefused(double epsilon, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => Normalization.Layer(epsilon))
            .Should().Be($"epsilon must be a finite number, 1E-30 or greater, got {written}. (Parameter 'epsilon')");

    [Fact]
    public void Layer_Default_IsThatOfThePaperWithEpsilonOfFiveDigits() =>
        Normalization.Layer().Should().BeOfType<LayerNormalization>().Which.Epsilon.Should().Be(1e-5);

    private static double[] Forward(double[] z, int units, double epsilon) => Forward<double>(z, units, epsilon);

    private static T[] Forward<T>(T[] z, int units, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var normalized = new T[z.Length];
        Normalization.Layer(epsilon).Forward<T>(z, normalized, units);
        return normalized;
    }

    private static double[] Backward(double[] z, double[] delta, double epsilon) => Backward<double>(z, delta, epsilon);

    private static T[] Backward<T>(T[] z, T[] delta, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] result = [.. delta];
        Normalization.Layer(epsilon).Backward<T>(z, Forward(z, z.Length, epsilon), result, z.Length);
        return result;
    }

    private static void Near<T>(T[] actual, T[] expected)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        actual.Should().HaveSameCount(expected);
        var tolerance = typeof(T) == typeof(double) ? 1e-15 : 3e-7;
        actual.Zip(expected, (a, e) => double.CreateChecked(T.Abs(a - e)))
            .Should().OnlyContain(distance => distance <= tolerance, string.Join(", ", actual));
    }
}
