using DeepLearning.Numerics;

namespace DeepLearning.Tests;

public sealed class NearZeroTests
{
    [Fact]
    public void ExpM1_NearZero_HasAllItsDigits()
    {
        for (var exponent = -300; exponent <= -3; exponent++)
        {
            var x = -1.7 * Math.Pow(10, exponent);
            var series = x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5))))))));
            ExpM1(x).Should().BeApproximately(series, 1e-15 * Math.Abs(series));
            ExpM1((float)x).Should().BeApproximately((float)series, (3e-7f * (float)Math.Abs(series)) + float.Epsilon);
        }
    }

    [Fact]
    public void ExpM1_FarFromZero_IsThePlainFormula()
    {
        for (var x = -60.0; x < -0.1; x += 0.037)
        {
            ExpM1(x).Should().BeApproximately(Math.Exp(x) - 1, 2e-15);
            ExpM1((float)x).Should().BeApproximately((float)(Math.Exp((float)x) - 1), 3e-7f);
        }

        foreach (var x in new[] { -1e3, -1e30, double.NegativeInfinity })
        {
            ExpM1(x).Should().Be(-1);
            ExpM1((float)x).Should().Be(-1);
        }

        ExpM1(0.0).Should().Be(0);
        ExpM1(0f).Should().Be(0);
        ExpM1(double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void LogP1_NearZero_HasAllItsDigits()
    {
        for (var exponent = -300; exponent <= -3; exponent++)
        {
            var x = 1.7 * Math.Pow(10, exponent);
            var series = x * (1 - (x * ((1.0 / 2) - (x * ((1.0 / 3) - (x * ((1.0 / 4) - (x * ((1.0 / 5) - (x / 6))))))))));
            LogP1(x).Should().BeApproximately(series, 1e-15 * series);
            LogP1((float)x).Should().BeApproximately((float)series, (float)(3e-7 * series) + float.Epsilon);
        }
    }

    [Fact]
    public void LogP1_FarFromZero_IsThePlainFormula()
    {
        for (var x = 0.0; x <= 1; x += 0.0037)
        {
            LogP1(x).Should().BeApproximately(Math.Log(1 + x), 4e-16);
            LogP1((float)x).Should().BeApproximately((float)Math.Log(1 + (double)(float)x), 3e-7f);
        }

        LogP1(double.NaN).Should().Be(double.NaN);
    }

    private static double ExpM1(double x) => Evaluate<double>(x, NearZero.ExpM1);

    private static float ExpM1(float x) => Evaluate(x, NearZero.ExpM1);

    private static double LogP1(double x) => Evaluate<double>(x, NearZero.LogP1);

    private static float LogP1(float x) => Evaluate(x, NearZero.LogP1);

    private static T Evaluate<T>(T x, Action<ReadOnlySpan<T>, Span<T>> function)
    {
        var (block, y) = (new T[Block.Size], new T[Block.Size]);
        block[Block.Size - 1] = x;
        function(block, y);
        return y[Block.Size - 1];
    }
}
