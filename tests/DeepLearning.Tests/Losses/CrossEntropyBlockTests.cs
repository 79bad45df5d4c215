using System.Numerics;
using System.Runtime.Intrinsics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests;

public sealed class CrossEntropyBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Compute_AnyWidthAndAnyNeighbours_AreTheSameBits(double labelSmoothing)
    {
        AssertSameBits<float>(labelSmoothing);
        AssertSameBits<double>(labelSmoothing);
    }

    [Fact]
    public void Compute_ManyClassesAndFew_Agree()
    {
        // 64 classes are transposed, 65 are not: one more class of no weight changes nothing.
        var random = new Random(3);
        var z = Enumerable.Range(0, 64).Select(_ => (4 * random.NextDouble()) - 2).ToArray();
        var y = new double[64];
        y[17] = 1;
        var few = OfOneExample.Delta(Loss.CrossEntropy, z, y);
        var many = OfOneExample.Delta(Loss.CrossEntropy, [.. z, -1000], [.. y, 0]);

        few.Zip(many, (one, other) => Math.Abs(one - other)).Max().Should().BeLessThan(1e-15);
        many[^1].Should().Be(0);
        OfOneExample.Loss(Loss.CrossEntropy, z, y)
            .Should().BeApproximately(OfOneExample.Loss(Loss.CrossEntropy, [.. z, -1000], [.. y, 0]), 1e-14);
    }

    [Fact]
    public void Compute_NaN_StaysInItsExample()
    {
        var (losses, delta) =
            Of<SimdScalar<double>, double, double>([1, 2, double.NaN, 4, 5, 6], [1, 0, 0, 1, 0, 1], units: 2, labelSmoothing: 0);
        losses.Select(double.IsNaN).Should().Equal(false, true, false);
        delta.Select(double.IsNaN).Should().Equal(false, false, true, true, false, false);
    }

    private static void AssertSameBits<T>(double labelSmoothing)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(7);
        foreach (var (units, examples) in new[] { (2, 1), (2, 70), (3, 17), (10, 16), (10, 33), (31, 40), (64, 5), (64, 20) })
        {
            var z = Enumerable.Range(0, units * examples).Select(_ => T.CreateChecked(2000 * Math.Pow(random.NextDouble() - 0.5, 3)))
                .ToArray();
            var y = new T[z.Length];
            for (var i = 0; i < examples; i++)
            {
                y[(i * units) + random.Next(units)] = T.One;
            }

            var (losses, delta) = Of<SimdScalar<T>, T, T>(z, y, units, labelSmoothing);
            List<(T[] Losses, T[] Delta)> others =
            [
                Of<Simd128<T>, Vector128<T>, T>(z, y, units, labelSmoothing),
                Of<Simd256<T>, Vector256<T>, T>(z, y, units, labelSmoothing),
                Of<Simd512<T>, Vector512<T>, T>(z, y, units, labelSmoothing),
            ];
            if (SimdFma<T>.IsSupported)
            {
                others.Add(Of<SimdFma<T>, Vector256<T>, T>(z, y, units, labelSmoothing));
            }

            foreach (var other in others)
            {
                other.Losses.Should().Equal(losses);
                other.Delta.Should().Equal(delta);
            }

            for (var i = 0; i < examples; i++)
            {
                var range = new Range(i * units, (i + 1) * units);
                var alone = Of<SimdScalar<T>, T, T>(z[range], y[range], units, labelSmoothing);
                alone.Losses.Should().Equal(losses[i]);
                alone.Delta.Should().Equal(delta[range]);
            }
        }
    }

    private static (T[] Losses, T[] Delta) Of<TSimd, TVector, T>(T[] z, T[] y, int units, double labelSmoothing)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (losses, delta) = (new T[z.Length / units], new T[z.Length]);
        CrossEntropyBlock<TSimd, TVector, T>.Compute(z, y, losses, delta, units, labelSmoothing);
        return (losses, delta);
    }
}
