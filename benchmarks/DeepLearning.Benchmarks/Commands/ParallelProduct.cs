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
        var (m, n, k) = (shape.M, shape.N, shape.K);
        var left = shape.TransposeA ? new ReadOnlyMatrixSpan<float>(a, k, m).Transposed : new(a, m, k);
        var right = shape.TransposeB ? new ReadOnlyMatrixSpan<float>(b, n, k).Transposed : new(b, k, n);
        var result = new MatrixSpan<float>(c, m, n);
        if (n >= m)
        {
            var (start, length) = Part(item, n);
            products.Multiply(left, right.SliceColumns(start, length), result.SliceColumns(start, length));
        }
        else
        {
            var (start, length) = Part(item, m);
            products.Multiply(left.SliceRows(start, length), right, result.SliceRows(start, length));
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
