using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>From outputs to classes.</summary>
internal static class Classes
{
    /// <summary>The class of every column: its largest row, or for a single row whether it reaches the threshold.</summary>
    public static int[] Of<T>(ReadOnlySpan<T> columns, int rows, double threshold = 0.5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var classes = new int[columns.Length / rows];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = Of(columns.Slice(i * rows, rows), threshold);
        }

        return classes;
    }

    /// <summary>Whether every column has a single 1, whatever else is in it.</summary>
    public static bool AreOneHot<T>(ReadOnlySpan<T> columns, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < columns.Length; start += rows)
        {
            if (columns.Slice(start, rows).Count(T.One) != 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class of one column.</summary>
    public static int Of<T>(ReadOnlySpan<T> column, double threshold = 0.5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (column.Length == 1)
        {
            return column[0] >= T.CreateChecked(threshold) ? 1 : 0;
        }

        return TensorPrimitives.IndexOfMax(column);
    }
}
