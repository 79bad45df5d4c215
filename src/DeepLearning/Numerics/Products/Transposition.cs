using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Numerics;

/// <summary>Copies a matrix to its transpose, four floats or two doubles square at a time in registers.</summary>
internal static unsafe class Transposition<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows that fill a line of a cache.</summary>
    private static nint Together => 4 * Vector128<T>.Count;

    /// <summary>
    /// <c>destination[i + p · destinationStride] = source[p + i · sourceStride]</c> for i below rows and p below columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(T* source, nint sourceStride, T* destination, nint destinationStride, nint rows, nint columns)
    {
        nint i = 0;
        if (Sse2.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            // Rows that fill a line of the destination together, so that every line is fetched once.
            nint side = Vector128<T>.Count;
            for (nint next; i + side <= rows; i = next)
            {
                next = i + (Math.Min(Together, rows - i) / side * side);
                CopyRows(source + (i * sourceStride), sourceStride, destination + i, destinationStride, next - i, columns);
            }
        }

        for (; i < rows; i++)
        {
            for (nint p = 0; p < columns; p++)
            {
                destination[i + (p * destinationStride)] = source[p + (i * sourceStride)];
            }
        }
    }

    /// <summary>A number of rows that is a multiple of a square's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, nint sourceStride, T* destination, nint destinationStride, nint rows, nint columns)
    {
        nint side = Vector128<T>.Count;
        nint p = 0;
        for (; p + side <= columns; p += side)
        {
            for (nint i = 0; i < rows; i += side)
            {
                Block(source + p + (i * sourceStride), sourceStride, destination + i + (p * destinationStride), destinationStride);
            }
        }

        for (; p < columns; p++)
        {
            for (nint i = 0; i < rows; i++)
            {
                destination[i + (p * destinationStride)] = source[p + (i * sourceStride)];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(T* source, nint sourceStride, T* destination, nint destinationStride)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + sourceStride);
        if (typeof(T) == typeof(double))
        {
            var (low, high) = Zip(r0, r1);
            low.Store(destination);
            high.Store(destination + destinationStride);
            return;
        }

        var r2 = Vector128.Load(source + (2 * sourceStride));
        var r3 = Vector128.Load(source + (3 * sourceStride));
        var (low02, high02) = Zip(r0, r2);
        var (low13, high13) = Zip(r1, r3);
        var (c0, c1) = Zip(low02, low13);
        var (c2, c3) = Zip(high02, high13);
        c0.Store(destination);
        c1.Store(destination + destinationStride);
        c2.Store(destination + (2 * destinationStride));
        c3.Store(destination + (3 * destinationStride));
    }

    /// <summary>The elements of two vectors in turn: the low halves and the high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<T> Low, Vector128<T> High) Zip(Vector128<T> x, Vector128<T> y)
    {
        if (typeof(T) == typeof(double))
        {
            var (a, b) = (x.AsDouble(), y.AsDouble());
            return Sse2.IsSupported
                ? (Sse2.UnpackLow(a, b).As<double, T>(), Sse2.UnpackHigh(a, b).As<double, T>())
                : (AdvSimd.Arm64.ZipLow(a, b).As<double, T>(), AdvSimd.Arm64.ZipHigh(a, b).As<double, T>());
        }

        var (c, d) = (x.AsSingle(), y.AsSingle());
        return Sse2.IsSupported
            ? (Sse.UnpackLow(c, d).As<float, T>(), Sse.UnpackHigh(c, d).As<float, T>())
            : (AdvSimd.Arm64.ZipLow(c, d).As<float, T>(), AdvSimd.Arm64.ZipHigh(c, d).As<float, T>());
    }
}
