using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Numerics;

/// <summary>The product on one thread for one vector width: blocks for the caches around the tiles in registers.</summary>
/// <remarks>
/// <para>
/// Every element of C is summed over k in increasing order, one multiply-add after another, within blocks of k whose length
/// depends on k alone; the blocks' sums are added to C in order. Nothing else about an element's sum depends on the shape, the
/// vector width, the tile or the thread, so computing any part of C apart gives the same bits as computing it whole.
/// </para>
/// <para>
/// The tiles need the rows of the left operand next to each other. Where they are, the operand is read in place: measured, packing
/// it gains nothing, even for large matrices, unless its columns are whole pages apart. Where the rows are not (A is transposed), the
/// product is read as Cᵀ = Bᵀ · Aᵀ, or panels of A are transposed while packed, whichever moves less. The rows of A may be too few to
/// fill a vector; then, too, it is Cᵀ where the columns of B are next to each other, or where there is one row. B is always read in
/// place. A row times long columns, and long columns times a column, are bound by memory and have loops of their own.
/// </para>
/// </remarks>
internal static unsafe class Product<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of the left operand that stay in the second-level cache while the columns of B pass by.</summary>
    private const int RowBlock = 240;

    /// <summary>No panel is higher than this many vectors, none of a block of rows begins beyond this many panels.</summary>
    private const int MaxVectors = 8;

    /// <summary>With no more columns than this, transposing panels of A moves less than computing the transpose.</summary>
    private const int FewColumns = 4;

    /// <summary>Columns of A whole pages apart share the sets of the first cache: for so many columns of B, copying pays.</summary>
    private const int ManyColumns = 256;

    private const int PageBytes = 4096;

    /// <summary>With no more rows than this share of a vector, tiles of the transpose waste less of their vectors.</summary>
    private const int FewRows = 4;

    /// <summary>
    /// Room for any block of rows by any block of k, asked for at once: a thread that takes up other work finds what it needs.
    /// </summary>
    private static int MostPacked => (RowBlock + (MaxVectors * TSimd.Width)) * SummationBlocks<T>.Most;

    /// <summary>Columns of a full tile: with three vectors of rows, what 32 or 16 registers hold.</summary>
    private static int MaxColumns => Avx512F.VL.IsSupported || AdvSimd.IsSupported ? 8 : 4;

    public static void Reserve(Scratch scratch) => scratch.Reserve<T>(ScratchPurpose.Panels, MostPacked);

    public static void Run(in ProductTask<T> task)
    {
        if (VectorMatrixProduct<T>.Suits(task, TSimd.Width))
        {
            VectorMatrixProduct<T>.Run(task);
        }
        else if (task.N == 1 && VectorMatrixProduct<T>.Suits(task.Transpose(), TSimd.Width))
        {
            VectorMatrixProduct<T>.Run(task.Transpose());
        }
        else if (IsSmallerTransposed(task))
        {
            RunOriented(task.Transpose());
        }
        else
        {
            RunOriented(task);
        }
    }

    private static bool IsSmallerTransposed(in ProductTask<T> task) => task.A.RowStride != 1
        ? task.B.ColumnStride == 1 || (task.N > FewColumns && (long)task.N * (task.K + task.M) < (long)task.M * task.K)
        : (task.B.ColumnStride == 1 && task.M <= TSimd.Width / FewRows && task.M < task.N) || (task.M == 1 && task.N > 1);

    private static void RunOriented(in ProductTask<T> task)
    {
        if (FewRowsVectorProduct<TSimd, TVector, T>.Suits(task))
        {
            FewRowsVectorProduct<TSimd, TVector, T>.Run(task);
        }
        else if (MatrixVectorProduct<TSimd, TVector, T>.Suits(task))
        {
            MatrixVectorProduct<TSimd, TVector, T>.Run(task);
        }
        else
        {
            RunTiles(task);
        }
    }

    private static void RunTiles(in ProductTask<T> task)
    {
        var length = SummationBlocks<T>.Length(task.K);
        var part = task;
        for (nint p = 0; p < task.K || p == 0; p += length)
        {
            part.K = (int)Math.Min(length, task.K - p);
            part.A = task.A.From(0, p);
            part.B = task.B.From(p, 0);
            for (nint row = 0; row < task.M; row += RowBlock)
            {
                RunRows(part, (int)row, (int)Math.Min(RowBlock, task.M - row));
            }

            part.Beta = T.One;
            part.D = part.C;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRows(in ProductTask<T> task, int firstRow, int rows)
    {
        var panels = stackalloc Panel[RowBlock];
        var count = PreparePanels(task, firstRow, rows, panels);
        var sums = stackalloc T[2 * MaxVectors * TSimd.Width * MaxColumns];
        for (nint column = 0; column < task.N; column += MaxColumns)
        {
            var columns = (int)Math.Min(MaxColumns, task.N - column);
            for (var index = 0; index < count; index++)
            {
                RunTile(task, panels[index], (int)column, columns, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PreparePanels(in ProductTask<T> task, int firstRow, int rows, Panel* panels)
    {
        var width = TSimd.Width;
        var vectors = (rows + width - 1) / width;
        var transposed = task.A.RowStride != 1;
        var isPacked = transposed || (task.N >= ManyColumns && task.A.ColumnStride * sizeof(T) % PageBytes == 0);
        var scratch = isPacked || rows % width != 0 ? Scratch.Get<T>(ScratchPurpose.Panels, MostPacked) : null;
        var count = 0;
        for (int row = 0, left = vectors; left > 0;)
        {
            // Never a panel of one vector beside one of three: two of two keep the multipliers busier. Of a single column only height does.
            var height = task.N == 1 && left >= 4 ? (left >= 8 ? 8 : 4) : left == 4 ? 2 : Math.Min(left, 3);
            ref var panel = ref panels[count++];
            panel.Row = firstRow + row;
            panel.Rows = Math.Min(height * width, rows - row);
            panel.Vectors = height;
            panel.Start = task.A.At(panel.Row, 0);
            panel.Step = task.A.ColumnStride;
            if (isPacked || panel.Rows < height * width)
            {
                Packing<TSimd, TVector, T>.Pack(task.A.From(panel.Row, 0), panel.Rows, task.K, scratch, height * width);
                panel.Start = scratch;
                panel.Step = height * width;
                scratch += (nint)height * width * task.K;
            }

            row += height * width;
            left -= height;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(in ProductTask<T> task, in Panel panel, int column, int columns, T* sums)
    {
        nint height = panel.Vectors * TSimd.Width;
        if (panel.Rows == height && task.C.RowStride == 1 && task.D.RowStride == 1)
        {
            Sum(task, panel, column, columns, new TileTarget<T>
            {
                C = task.C.At(panel.Row, column),
                StrideC = task.C.ColumnStride,
                D = task.D.At(panel.Row, column),
                StrideD = task.D.ColumnStride,
                Alpha = task.Alpha,
                Beta = task.Beta,
            });
            return;
        }

        Sum(task, panel, column, columns, new TileTarget<T> { C = sums, StrideC = height, Alpha = T.One, Beta = T.Zero });
        TileStore<T>.Store(task, panel.Row, column, panel.Rows, columns, sums, height, sums + (height * MaxColumns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(in ProductTask<T> task, in Panel panel, int column, int columns, in TileTarget<T> target)
    {
        var b = task.B.From(0, column);
        switch (panel.Vectors)
        {
            case 1: Sum<Column1<TSimd, TVector, T>>(task.K, panel, b, columns, target); break;
            case 2: Sum<Column2<TSimd, TVector, T>>(task.K, panel, b, columns, target); break;
            case 3: Sum<Column3<TSimd, TVector, T>>(task.K, panel, b, columns, target); break;
            case 4: Tile<Column4<TSimd, TVector, T>, TSimd, TVector, T>.Multiply1(task.K, panel.Start, panel.Step, b, target); break;
            default: Tile<Column8<TSimd, TVector, T>, TSimd, TVector, T>.Multiply1(task.K, panel.Start, panel.Step, b, target); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum<TColumn>(int k, in Panel panel, in Operand<T> b, int columns, in TileTarget<T> target)
        where TColumn : unmanaged, IColumn<TColumn, TVector, T>
    {
        if (columns > 4)
        {
            Tile<TColumn, TSimd, TVector, T>.Multiply8(k, panel.Start, panel.Step, b, columns, target);
        }
        else if (columns > 1)
        {
            Tile<TColumn, TSimd, TVector, T>.Multiply4(k, panel.Start, panel.Step, b, columns, target);
        }
        else
        {
            Tile<TColumn, TSimd, TVector, T>.Multiply1(k, panel.Start, panel.Step, b, target);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Panel
    {
        public T* Start;
        public nint Step;
        public int Row;
        public int Rows;
        public int Vectors;
    }
}
