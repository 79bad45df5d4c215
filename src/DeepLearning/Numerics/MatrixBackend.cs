using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>
/// One way of multiplying matrices. Every product of the library goes through this seam, so a backend is one class.
/// </summary>
/// <remarks>
/// <para>
/// All matrices are column-major. A product runs on the calling thread alone, may run on many threads at once, and allocates
/// nothing once its thread has run one of the size. Threads are above this seam: they compute parts of C.
/// </para>
/// <para>
/// The order in which a backend sums the k terms of an element of C may depend on (m, n, k) and the transpositions of the
/// product it is given, never on the number of threads.
/// </para>
/// </remarks>
internal abstract class MatrixBackend
{
    /// <summary>The name by which a user chooses this backend, as in <c>DEEPLEARNING_BACKEND</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// How many columns of C belong together: a product that is divided must be divided at multiples of this, the same whatever the
    /// number of threads, for the same bits. 1 where any division gives the same bits, the largest integer where none does.
    /// </summary>
    public virtual int ColumnGranularity => 64;

    /// <summary>
    /// The length of the blocks of k whose sums are added to C one after another: computing the product of each block apart, and adding
    /// them in order, gives the same bits. 0 where nothing of the kind is known.
    /// </summary>
    public virtual int SummationBlock<T>(int k)
        where T : unmanaged, IFloatingPointIeee754<T> => 0;

    /// <summary>Reserves what a thread needs for any product.</summary>
    public virtual void Reserve<T>(Scratch scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
    }

    /// <summary>C = alpha · op(A) · op(B) + beta · C, where op(A) is m × k, op(B) is k × n and C is m × n.</summary>
    /// <remarks>With beta = 0 the old content of C is not read, so it may be NaN.</remarks>
    public abstract void Multiply<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>C = op(A) · op(B) + bias, where the bias of m elements is added to every column.</summary>
    public virtual void MultiplyAddBias<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        ReadOnlySpan<T> bias, Span<T> c, int ldc)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        for (var column = 0; column < n && m > 0; column++)
        {
            bias[..m].CopyTo(c[(column * ldc)..]);
        }

        Multiply(transposeA, transposeB, m, n, k, T.One, a, lda, b, ldb, T.One, c, ldc);
    }
}
