using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

public sealed class SimdBackendTests
{
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (33, 29, 17), (64, 40, 600), (7, 50, 300), (130, 3, 64), (16, 16, 1030), (1, 21, 2060), (1, 30, 70), (1, 1101, 40), (2075, 1, 270), (5, 1, 2060),
    ];

    [Fact]
    public void Multiply_AnyVectorWidth_SameBits()
    {
        AssertSameBits<float>((backend, shape, transposes, _) => Whole<float>(backend, shape, transposes));
        AssertSameBits<double>((backend, shape, transposes, _) => Whole<double>(backend, shape, transposes));
    }

    [Fact]
    public void Multiply_AnySplitOfColumns_SameBits()
    {
        AssertSameBits<float>(InParts<float>);
        AssertSameBits<double>(InParts<double>);
    }

    [Fact]
    public void Multiply_AnySplitOfRows_SameBits()
    {
        AssertSameBits<float>(InRows<float>);
        AssertSameBits<double>(InRows<double>);
    }

    [Fact]
    public void SummationBlock_ProductsOfTheBlocksAddedInOrder_SameBits()
    {
        foreach (var k in new[] { 1, 512, 513, 784, 2000 })
        {
            var (m, n) = (33, 5);
            var (a, b, c, _, _) = Operands<float>((m, n, k), transposes: 0);
            var backend = SimdBackend.Best;
            backend.Multiply<float>(false, false, m, n, k, 1, a, m, b, k, 0, c, m);
            var (sum, part) = (new float[m * n], new float[m * n]);
            var length = backend.SummationBlock<float>(k);
            for (var p = 0; p < k; p += length)
            {
                backend.Multiply<float>(false, false, m, n, Math.Min(length, k - p), 1, a.AsSpan(p * m), m, b.AsSpan(p), k, 0, part, m);
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += part[i];
                }
            }

            sum.Should().Equal(c, "{0} terms are summed in blocks of {1}", k, length);
        }
    }

    private static void AssertSameBits<T>(Func<SimdBackend, (int M, int N, int K), int, int, T[]> compute)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var shape in Shapes)
        {
            for (var transposes = 0; transposes < 4; transposes++)
            {
                var expected = Whole<T>(SimdBackend.All[^1], shape, transposes);
                foreach (var backend in SimdBackend.All)
                {
                    foreach (var part in new[] { 1, 5, 16 })
                    {
                        compute(backend, shape, transposes, part).Should().Equal(expected, "{0} {1} {2} in parts of {3}", backend.Bits, shape, transposes, part);
                    }
                }
            }
        }
    }

    private static T[] Whole<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = shape;
        var (a, b, c, transposeA, transposeB) = Operands<T>(shape, transposes);
        backend.Multiply<T>(
            transposeA, transposeB, m, n, k, T.CreateChecked(0.3), a, transposeA ? k : m, b, transposeB ? n : k, T.CreateChecked(0.7), c, m);
        return c;
    }

    private static T[] InParts<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = shape;
        var (a, b, c, transposeA, transposeB) = Operands<T>(shape, transposes);
        for (var j = 0; j < n; j += part)
        {
            backend.Multiply<T>(
                transposeA, transposeB, m, Math.Min(part, n - j), k, T.CreateChecked(0.3), a, transposeA ? k : m,
                b.AsSpan(transposeB ? j : j * k), transposeB ? n : k, T.CreateChecked(0.7), c.AsSpan(j * m), m);
        }

        return c;
    }

    private static T[] InRows<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = shape;
        var (a, b, c, transposeA, transposeB) = Operands<T>(shape, transposes);
        for (var i = 0; i < m; i += part)
        {
            backend.Multiply<T>(
                transposeA, transposeB, Math.Min(part, m - i), n, k, T.CreateChecked(0.3), a.AsSpan(transposeA ? i * k : i), transposeA ? k : m,
                b, transposeB ? n : k, T.CreateChecked(0.7), c.AsSpan(i), m);
        }

        return c;
    }

    private static (T[] A, T[] B, T[] C, bool TransposeA, bool TransposeB) Operands<T>((int M, int N, int K) shape, int transposes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(3);
        var (a, b, c) = (new T[shape.M * shape.K], new T[shape.K * shape.N], new T[shape.M * shape.N]);
        ProductCase.Fill<T>(a, random);
        ProductCase.Fill<T>(b, random);
        ProductCase.Fill<T>(c, random);
        return (a, b, c, transposes > 1, transposes % 2 == 1);
    }
}
