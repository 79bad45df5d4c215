using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>The definition of the product as three loops: what every other backend is compared with.</summary>
internal sealed class ReferenceBackend : MatrixBackend
{
    public override string Name => "reference";

    public override void Multiply<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc)
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < m; i++)
            {
                var sum = T.Zero;
                for (var p = 0; p < k; p++)
                {
                    sum += a[transposeA ? p + (i * lda) : i + (p * lda)] * b[transposeB ? j + (p * ldb) : p + (j * ldb)];
                }

                ref var element = ref c[i + (j * ldc)];
                element = (alpha * sum) + (T.IsZero(beta) ? T.Zero : beta * element);
            }
        }
    }
}
