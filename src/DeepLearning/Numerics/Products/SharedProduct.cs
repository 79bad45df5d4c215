using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>A · B + bias, divided among threads: by the rows of A and the columns of B, or of one column by the columns of A.</summary>
/// <remarks>
/// Of one column the threads had better read A from end to end: half of each of its columns is read at four fifths of the speed.
/// </remarks>
internal sealed class SharedProduct<T> : TeamJob<SharedProduct<T>.Work>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of A that one thread reads while another wakes.</summary>
    private const int BytesOfAThread = 256 << 10;

    /// <summary>With fewer rows than these for each thread, it reads too little of a column of A at once.</summary>
    private const int FewestRows = 64;

    /// <summary>One for each thread that predicts, kept for its next product.</summary>
    [ThreadStatic]
    private static SharedProduct<T>? own;

    private readonly SplitProduct<T> terms = new(capacity: 1);

    /// <summary>Computes C, on as many threads as it is worth.</summary>
    public static unsafe void Run(
        MatrixBackend products, ReadOnlyMatrixSpan<T> a, ReadOnlyMatrixSpan<T> b, MatrixSpan<T> c, ReadOnlySpan<T> bias)
    {
        var elements = (long)a.Rows * a.Columns;
        var worth = Math.Max(elements * sizeof(T) / BytesOfAThread, elements * b.Columns / ColumnBlocks.WorkOfAThread);
        var most = (int)Math.Clamp(worth, 1, Backend.Threads);
        var byRows = Math.Clamp(a.Rows / FewestRows, 1, most);
        var byColumns = Math.Clamp(most / byRows, 1, Math.Max(1, b.Columns / ColumnBlocks.Unit));
        if (byRows * byColumns == 1)
        {
            products.Multiply(a, b, c, bias);
            return;
        }

        var job = own ??= new();
        if (b.Columns == 1 && job.terms.Run(WorkerTeam.Shared, a, b, products, byRows) is { IsEmpty: false } parts)
        {
            parts.Sum(bias, first: 0, c);
            return;
        }

        var work = new Work
        {
            Products = products, A = a, B = b, C = c, Bias = bias,
            Rows = Share(a.Rows, byRows, FewestRows / 2), Columns = Share(b.Columns, byColumns, ColumnBlocks.Unit),
        };
        job.Run(WorkerTeam.Shared, work, most);
    }

    protected override int Items(in Work on) => RowBlocks(on) * ColumnBlocks.Count(on.C.Columns, on.Columns);

    protected override void Reserve(in Work on, Scratch scratch) => on.Products.Reserve<T>(scratch);

    protected override void Run(in Work on, int item)
    {
        var (row, column) = (item % RowBlocks(on) * on.Rows, item / RowBlocks(on) * on.Columns);
        var (rows, columns) = (Math.Min(on.Rows, on.C.Rows - row), Math.Min(on.Columns, on.C.Columns - column));
        on.Products.Multiply(
            on.A.SliceRows(row, rows), on.B.SliceColumns(column, columns), on.C.SliceRows(row, rows).SliceColumns(column, columns),
            on.Bias.Slice(row, rows));
    }

    private static int RowBlocks(in Work on) => ColumnBlocks.Count(on.C.Rows, on.Rows);

    /// <summary>The share of a thread, in whole units.</summary>
    private static int Share(int length, int members, int unit) => ColumnBlocks.Count(ColumnBlocks.Count(length, unit), members) * unit;

    /// <summary>A product to compute, so many rows and columns at a time.</summary>
    public readonly ref struct Work
    {
        public required MatrixBackend Products { get; init; }

        public required ReadOnlyMatrixSpan<T> A { get; init; }

        public required ReadOnlyMatrixSpan<T> B { get; init; }

        public required MatrixSpan<T> C { get; init; }

        public required ReadOnlySpan<T> Bias { get; init; }

        public required int Rows { get; init; }

        public required int Columns { get; init; }
    }
}
