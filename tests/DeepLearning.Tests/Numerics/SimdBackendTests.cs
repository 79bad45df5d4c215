using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

public sealed class SimdBackendTests
{
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (33, 29, 17), (64, 40, 600), (7, 50, 300), (130, 3, 64), (16, 16, 1030), (1, 21, 2060), (1, 30, 70), (1, 1101, 40), (2075, 1, 270),
        (5, 1, 2060), (20, 1, 2060), (9, 1, 3100), (3, 1, 4200), (37, 1, 700), (300, 1, 1100),
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

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Multiply_ColumnsWholePagesApart_SameBits(bool transposeB, double beta)
    {
        // Many columns, so that panels of A are copied; the product of fewer columns reads them in place.
        AssertPagesApart<float>(transposeB, (float)beta);
        AssertPagesApart<double>(transposeB, beta);
    }

    private static void AssertPagesApart<T>(bool transposeB, T beta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Rows = 250, Columns = 260, Terms = 530, Stride = 1024;
        var (a, b) = (Filled<T>(Stride * Terms), Filled<T>(Columns * Terms));
        var left = new ReadOnlyMatrixSpan<T>(a, Rows, Terms, Stride);
        var right = transposeB ? new ReadOnlyMatrixSpan<T>(b, Columns, Terms).Transposed : new ReadOnlyMatrixSpan<T>(b, Terms, Columns);
        foreach (var backend in SimdBackend.All)
        {
            var (whole, parts) = (Filled<T>(Rows * Columns), Filled<T>(Rows * Columns));
            backend.Multiply(left, right, new MatrixSpan<T>(whole, Rows, Columns), T.One, beta);
            for (var first = 0; first < Columns; first += 100)
            {
                var count = Math.Min(100, Columns - first);
                backend.Multiply(
                    left, right.SliceColumns(first, count), new MatrixSpan<T>(parts, Rows, Columns).SliceColumns(first, count), T.One,
                    beta);
            }

            whole.Should().Equal(parts, "{0} sums in the same order", backend.Vectors);
        }
    }

    [Fact]
    public void SummationBlock_ProductsOfTheBlocksAddedInOrder_SameBits()
    {
        foreach (var k in new[] { 1, 512, 513, 784, 2000 })
        {
            var (m, n) = (33, 5);
            var (a, b, c) = (Filled<float>(m * k), Filled<float>(k * n), new float[m * n]);
            var backend = SimdBackend.Best;
            backend.Multiply(new(a, m, k), new(b, k, n), new MatrixSpan<float>(c, m, n));
            var (sum, part) = (new float[m * n], new float[m * n]);
            var length = backend.SummationBlock<float>(k);
            for (var p = 0; p < k; p += length)
            {
                var terms = Math.Min(length, k - p);
                backend.Multiply(
                    new ReadOnlyMatrixSpan<float>(a, m, k).SliceColumns(p, terms),
                    new ReadOnlyMatrixSpan<float>(b, k, n).SliceRows(p, terms),
                    new MatrixSpan<float>(part, m, n));
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
                        compute(backend, shape, transposes, part)
                            .Should().Equal(expected, "{0} {1} {2} in parts of {3}", backend.Bits, shape, transposes, part);
                    }
                }
            }
        }
    }

    private static T[] Whole<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes)
        where T : unmanaged, IFloatingPointIeee754<T> => InParts<T>(backend, shape, transposes, shape.N);

    private static T[] InParts<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var operands = new Operands<T>(shape, transposes);
        for (var j = 0; j < shape.N; j += part)
        {
            var columns = Math.Min(part, shape.N - j);
            operands.Multiply(backend, operands.A, operands.B.SliceColumns(j, columns), operands.C.SliceColumns(j, columns));
        }

        return operands.Result;
    }

    private static T[] InRows<T>(SimdBackend backend, (int M, int N, int K) shape, int transposes, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var operands = new Operands<T>(shape, transposes);
        for (var i = 0; i < shape.M; i += part)
        {
            var rows = Math.Min(part, shape.M - i);
            operands.Multiply(backend, operands.A.SliceRows(i, rows), operands.B, operands.C.SliceRows(i, rows));
        }

        return operands.Result;
    }

    private static T[] Filled<T>(int length, int seed = 3)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[length];
        ProductCase.Fill<T>(values, new Random(seed));
        return values;
    }

    /// <summary>The matrices of a product, each of random numbers; A and B stored as they are or transposed.</summary>
    private sealed class Operands<T>((int M, int N, int K) shape, int transposes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] a = Filled<T>(shape.M * shape.K, 3);
        private readonly T[] b = Filled<T>(shape.K * shape.N, 4);

        public T[] Result { get; } = Filled<T>(shape.M * shape.N, 5);

        public ReadOnlyMatrixSpan<T> A =>
            transposes > 1 ? new ReadOnlyMatrixSpan<T>(this.a, shape.K, shape.M).Transposed : new(this.a, shape.M, shape.K);

        public ReadOnlyMatrixSpan<T> B =>
            transposes % 2 == 1 ? new ReadOnlyMatrixSpan<T>(this.b, shape.N, shape.K).Transposed : new(this.b, shape.K, shape.N);

        public MatrixSpan<T> C => new(this.Result, shape.M, shape.N);

        public void Multiply(SimdBackend backend, ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c) =>
            backend.Multiply(a, b, c, T.CreateChecked(0.3), T.CreateChecked(0.7));
    }
}
