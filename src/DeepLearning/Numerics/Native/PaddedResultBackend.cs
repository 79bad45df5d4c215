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

    protected override void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
    {
        // So many columns that they hold all that is read behind the others.
        var last = Math.Min(c.Columns, ((Room - 1) / c.Stride) + 1);
        var first = c.Columns - last;
        inner.Multiply(a, b.SliceColumns(0, first), c.SliceColumns(0, first), alpha, beta);

        var room = Scratch.Get<T>(ScratchPurpose.Panels, ((nint)c.Rows * last) + Room);
        var copy = new MatrixSpan<T>(new Span<T>(room, c.Rows * last), c.Rows, last);
        var end = c.SliceColumns(first, last);
        Copy(end, copy);
        inner.Multiply(a, b.SliceColumns(first, last), copy, alpha, beta);
        Copy(copy, end);
    }

    private static void Copy<T>(in MatrixSpan<T> source, in MatrixSpan<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < source.Columns; column++)
        {
            source.Column(column).CopyTo(destination.Column(column));
        }
    }
}
