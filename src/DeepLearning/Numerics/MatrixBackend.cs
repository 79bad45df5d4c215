using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>
/// One way of multiplying matrices. Every product of the library goes through this seam, so a backend is one class.
/// </summary>
/// <remarks>
/// <para>
/// A product runs on the calling thread alone, may run on many threads at once, and allocates nothing once its thread has run one of the
/// size. Threads are above this seam: they compute parts of C.
/// </para>
/// <para>
/// The order in which a backend sums the terms of an element of C may depend on the shapes and the transpositions of the product it is
/// given, never on the number of threads.
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
    /// The length of the blocks of k, the columns of A, whose sums are added to C one after another: computing the product of each block
    /// apart, and adding them in order, gives the same bits. 0 where nothing of the kind is known.
    /// </summary>
    public virtual int SummationBlock<T>(int k)
        where T : unmanaged, IFloatingPointIeee754<T> => 0;

    /// <summary>Reserves what a thread needs for any product.</summary>
    public virtual void Reserve<T>(Scratch scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
    }

    /// <summary>C = A · B.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply<T>(ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c)
        where T : unmanaged, IFloatingPointIeee754<T> => Multiply(a, b, c, T.One, T.Zero);

    /// <summary>C = scale · A · B.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply<T>(ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, T scale)
        where T : unmanaged, IFloatingPointIeee754<T> => Multiply(a, b, c, scale, T.Zero);

    /// <summary>C = alpha · A · B + beta · C. With beta = 0 the old content of C is not read, so it may be NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply<T>(ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, T alpha, T beta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireProduct(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        if (c.Rows > 0 && c.Columns > 0)
        {
            MultiplyCore(a, b, c, alpha, beta);
        }
    }

    /// <summary>C = A · B + bias, which is added to every column.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply<T>(ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, ReadOnlySpan<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireProduct(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        MatrixShape.RequireExact(bias.Length, c.Rows, 1);
        if (c.Rows > 0 && c.Columns > 0)
        {
            MultiplyCore(a, b, c, bias);
        }
    }

    /// <summary>C = alpha · A · B + beta · C, of shapes that fit, where C has elements.</summary>
    protected abstract void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>C = A · B + bias, of shapes that fit, where C has elements.</summary>
    protected virtual void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < c.Columns; column++)
        {
            bias.CopyTo(c.Column(column));
        }

        MultiplyCore(a, b, c, T.One, T.One);
    }
}
