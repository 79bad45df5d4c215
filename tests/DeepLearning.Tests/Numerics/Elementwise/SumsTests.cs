using DeepLearning.Numerics;

namespace DeepLearning.Tests;

public sealed class SumsTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_OfWholeNumbers_AreExact(int length)
    {
        double[] x =
            [.. Enumerable.Range(0, length).Select(i => i % 7 - 3.0)], y = [.. Enumerable.Range(0, length).Select(i => i % 5 - 2.0)];
        Sums.Of<double>(x).Should().Be(x.Sum());
        Sums.OfMagnitudes<double>(x).Should().Be(x.Sum(Math.Abs));
        Sums.OfSquares<double>(x).Should().Be(x.Sum(one => one * one));
        Sums.OfProducts<double>(x, y).Should().Be(x.Zip(y, (a, b) => a * b).Sum());
        Sums.OfProducts<float>([.. x.Select(one => (float)one)], [.. y.Select(one => (float)one)])
            .Should().Be((float)x.Zip(y, (a, b) => a * b).Sum());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_AnyLength_AddsInTheDocumentedOrder(int length)
    {
        var x = Given.Normal<float>(1, Math.Max(1, length), seed: 1).Enumerate().Take(length).ToArray();
        var partial = new float[32];
        for (var i = 0; i < length; i++)
        {
            partial[i % 32] += x[i];
        }

        for (var count = Math.Min(length, 32); count > 1; count = (count + 1) / 2)
        {
            var half = (count + 1) / 2;
            for (var i = 0; i + half < count; i++)
            {
                partial[i] += partial[i + half];
            }
        }

        Sums.Of<float>(x).Should().Be(partial[0]);
    }

    [Fact]
    public void OfProducts_SpansOfTwoLengths_AreRefused() => Failure.Of<ArgumentException>(() => Sums.OfProducts<float>([1, 2], [1]))
        .Should().Be("The spans must be of one length, but hold 2 and 1 numbers. (Parameter 'y')");
}
