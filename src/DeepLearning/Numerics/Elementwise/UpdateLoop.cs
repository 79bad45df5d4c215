using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>Runs an update over a range of a parameter in one pass, on the widest vectors of the processor.</summary>
/// <remarks>
/// Each operation is rounded by itself, so that an element's result is the same from a vector of any width: it does not depend on where a
/// range begins or ends.
/// </remarks>
internal static unsafe class UpdateLoop
{
    /// <summary>Runs an update over w, dw and as many spans of state as it has slots.</summary>
    /// <exception cref="ArgumentException">The spans are not of one length.</exception>
    public static void Run<T, TUpdate>(
        in TUpdate update, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0 = default, Span<T> state1 = default, Span<T> state2 = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        nint length = parameter.Length;
        if (gradient.Length != length
            || (TUpdate.Slots > 0 && state0.Length != length)
            || (TUpdate.Slots > 1 && state1.Length != length)
            || (TUpdate.Slots > 2 && state2.Length != length))
        {
            throw new ArgumentException(
                $"A parameter of {Plural.Of(length, "element")} needs a gradient and state of as many, but the gradient has {gradient.Length}" +
                (TUpdate.Slots > 0 ? $" and the state {state0.Length}." : "."),
                nameof(gradient));
        }

        fixed (T* w = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2)
        {
            nint done = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                done = Run<T, TUpdate, Simd512<T>, Vector512<T>>(update, w, g, s0, s1, s2, done, length);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = Run<T, TUpdate, Simd256<T>, Vector256<T>>(update, w, g, s0, s1, s2, done, length);
            }

            if (Vector128.IsHardwareAccelerated && done < length)
            {
                done = Run<T, TUpdate, Simd128<T>, Vector128<T>>(update, w, g, s0, s1, s2, done, length);
            }

            Run<T, TUpdate, SimdScalar<T>, T>(update, w, g, s0, s1, s2, done, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Run<T, TUpdate, TSimd, TVector>(TUpdate update, T* parameter, T* gradient, T* s0, T* s1, T* s2, nint start, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        var i = start;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            var w = Lanes<TSimd, TVector, T>.Load(parameter + i);
            var state0 = TUpdate.Slots > 0 ? Lanes<TSimd, TVector, T>.Load(s0 + i) : default;
            var state1 = TUpdate.Slots > 1 ? Lanes<TSimd, TVector, T>.Load(s1 + i) : default;
            var state2 = TUpdate.Slots > 2 ? Lanes<TSimd, TVector, T>.Load(s2 + i) : default;
            update.Apply(ref w, Lanes<TSimd, TVector, T>.Load(gradient + i), ref state0, ref state1, ref state2);
            w.Store(parameter + i);
            if (TUpdate.Slots > 0)
            {
                state0.Store(s0 + i);
            }

            if (TUpdate.Slots > 1)
            {
                state1.Store(s1 + i);
            }

            if (TUpdate.Slots > 2)
            {
                state2.Store(s2 + i);
            }
        }

        return i;
    }
}
