using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>Chooses how wide the vectors are that work is done on: the one place that asks the processor.</summary>
/// <remarks>Products choose by their backend, which a user may name.</remarks>
internal static class VectorWidth
{
    /// <summary>Whether the processor has vectors at all.</summary>
    public static bool IsAccelerated => Vector128.IsHardwareAccelerated;

    /// <summary>Does work on the widest vectors of the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Widest<T, TWork>(ref readonly TWork work)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TWork : struct, IVectorWork<T>, allows ref struct =>
        Vector512.IsHardwareAccelerated ? work.Run<Simd512<T>, Vector512<T>>(0)
        : Vector256.IsHardwareAccelerated ? work.Run<Simd256<T>, Vector256<T>>(0)
        : SimdFma<T>.IsSupported ? work.Run<SimdFma<T>, Vector256<T>>(0)
        : Vector128.IsHardwareAccelerated ? work.Run<Simd128<T>, Vector128<T>>(0)
        : work.Run<SimdScalar<T>, T>(0);

    /// <summary>Does work on so many elements: on the widest vectors, and what is left on narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void All<T, TWork>(ref readonly TWork work, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TWork : struct, IVectorWork<T>, allows ref struct
    {
        var done = Widest<T, TWork>(in work);
        if ((Vector256.IsHardwareAccelerated || SimdFma<T>.IsSupported) && done < length)
        {
            done = work.Run<Simd128<T>, Vector128<T>>(done);
        }

        if (done < length)
        {
            work.Run<SimdScalar<T>, T>(done);
        }
    }
}
