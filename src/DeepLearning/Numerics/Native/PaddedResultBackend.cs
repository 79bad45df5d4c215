using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>Products by an engine that reads a few elements past the end of C, which so lie in memory that may be read.</summary>
/// <remarks>
/// The first columns of C are followed by its last ones; the last are computed in memory of the calling thread, with room behind them.
/// What is read there does not matter: the engine writes what belongs to C.
/// </remarks>
internal sealed unsafe class PaddedResultBackend(MatrixBackend inner) : MatrixBackend
{
    /// <summary>The elements of a vector of 128 bits, of which one at least belongs to C.</summary>
    private const int Room = 4;

    public override string Name => inner.Name;

    public override int ColumnGranularity => inner.ColumnGranularity;

    public override void Multiply<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc)
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        if (m == 0 || n == 0)
        {
            return;
        }

        // So few columns that the elements behind them, and no more, are more than are read.
        var last = Math.Min(n, ((Room - 1) / ldc) + 1);
        var first = n - last;
        if (first > 0)
        {
            inner.Multiply(transposeA, transposeB, m, first, k, alpha, a, lda, b, ldb, beta, c, ldc);
        }

        var tail = new Span<T>(Scratch.Get<T>(ScratchPurpose.Panels, ((nint)m * last) + Room), m * last);
        var rest = c[(first * ldc)..];
        for (var column = 0; column < last; column++)
        {
            rest.Slice(column * ldc, m).CopyTo(tail[(column * m)..]);
        }

        // An operand without terms may be shorter than where its last columns would begin.
        var lastOfB = k == 0 ? b : b[(transposeB ? first : first * ldb)..];
        inner.Multiply(transposeA, transposeB, m, last, k, alpha, a, lda, lastOfB, ldb, beta, tail, m);
        for (var column = 0; column < last; column++)
        {
            tail.Slice(column * m, m).CopyTo(rest[(column * ldc)..]);
        }
    }
}
