using DeepLearning.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>One product whose C is divided among the threads of a team.</summary>
internal sealed class ParallelProduct(ProductShape shape, MatrixBackend products, int threads) : ITeamJob
{
    private const int Unit = 16;
    private readonly float[] a = Random(shape.M * shape.K);
    private readonly float[] b = Random(shape.K * shape.N);
    private readonly float[] c = new float[shape.M * shape.N];

    public int Items => threads;

    public void Run(int item)
    {
        var (m, n, k, transposeA, transposeB) = (shape.M, shape.N, shape.K, shape.TransposeA, shape.TransposeB);
        var (lda, ldb) = (transposeA ? k : m, transposeB ? n : k);
        if (n >= m)
        {
            var (start, length) = Part(item, n);
            products.Multiply<float>(
                transposeA, transposeB, m, length, k, 1, a, lda, b.AsSpan(transposeB ? start : start * k), ldb, 0, c.AsSpan(start * m), m);
        }
        else
        {
            var (start, length) = Part(item, m);
            products.Multiply<float>(
                transposeA, transposeB, length, n, k, 1, a.AsSpan(transposeA ? start * k : start), lda, b, ldb, 0, c.AsSpan(start), m);
        }
    }

    private (int Start, int Length) Part(int item, int total)
    {
        var units = (total + Unit - 1) / Unit;
        var (start, end) = (units * item / threads * Unit, Math.Min(total, units * (item + 1) / threads * Unit));
        return (start, end - start);
    }

    private static float[] Random(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }
}
