using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>
/// A product divided by the columns of A instead of those of B: each thread needs only the part of A that it has itself written, so it
/// stays in its cache. The parts are those whose sums a product adds in order anyway, so the bits are the same.
/// </summary>
/// <remarks>For few columns of B, where moving A from thread to thread costs more than moving the parts.</remarks>
/// <param name="capacity">The most columns of B.</param>
internal sealed class SplitProduct<T>(int capacity) : TeamJob<Factors<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What fits a first-level cache anyway is not worth another meeting of the threads.</summary>
    private const int FewestElements = 16_384;

    private T[] values = [];

    /// <summary>The parts of A · B, or none where it is better computed otherwise.</summary>
    public ProductParts<T> Run(WorkerTeam team, ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixBackend products, int members)
    {
        var length = members > 1 ? products.SummationBlock<T>(a.Columns) : 0;
        var blocks = length == 0 ? 0 : ColumnBlocks.Count(a.Columns, length);
        var room = (long)blocks * a.Rows * capacity;
        var pays = blocks >= members && b.Columns <= a.Columns / 2 && (long)a.Rows * a.Columns >= FewestElements && room <= Array.MaxLength;
        if (!pays)
        {
            return default;
        }

        if (values.Length < room)
        {
            values = new T[room];
        }

        Run(team, new Factors<T> { A = a, B = b, Products = products }, members);
        return new(values, a.Rows, capacity, blocks);
    }

    protected override int Items(in Factors<T> on) => ColumnBlocks.Count(on.A.Columns, on.Products.SummationBlock<T>(on.A.Columns));

    protected override void Reserve(in Factors<T> on, Scratch scratch) => on.Products.Reserve<T>(scratch);

    protected override void Run(in Factors<T> on, int item)
    {
        var length = on.Products.SummationBlock<T>(on.A.Columns);
        var first = item * length;
        var count = Math.Min(length, on.A.Columns - first);
        var part = new ProductParts<T>(values, on.A.Rows, capacity, item + 1)[item, 0, on.B.Columns];
        on.Products.Multiply(on.A.SliceColumns(first, count), on.B.SliceRows(first, count), part);
    }
}
