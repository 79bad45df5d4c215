using System.Numerics;
using System.Runtime.CompilerServices;

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
        in TUpdate update, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0 = default, Span<T> state1 = default,
        Span<T> state2 = default)
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
                $"A parameter of {Plural.Of(length, "element")} needs a gradient and state of as many, but the gradient has " +
                $"{gradient.Length}" +
                (TUpdate.Slots > 0 ? $" and the state {state0.Length}." : "."),
                nameof(gradient));
        }

        fixed (T* w = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2)
        {
            var work = new Work<T, TUpdate>(update, w, g, s0, s1, s2, length);
            VectorWidth.All<T, Work<T, TUpdate>>(ref work, length);
        }
    }

    private readonly struct Work<T, TUpdate>(TUpdate update, T* parameter, T* gradient, T* s0, T* s1, T* s2, nint length) : IVectorWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public nint Run<TSimd, TVector>(nint start)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            // Copies, so that the compiler keeps them in registers.
            T* pw = parameter, pg = gradient, p0 = s0, p1 = s1, p2 = s2;
            var (rule, end) = (update, length);
            var i = start;
            for (; i + TSimd.Width <= end; i += TSimd.Width)
            {
                var w = Lanes<TSimd, TVector, T>.Load(pw + i);
                var state0 = TUpdate.Slots > 0 ? Lanes<TSimd, TVector, T>.Load(p0 + i) : default;
                var state1 = TUpdate.Slots > 1 ? Lanes<TSimd, TVector, T>.Load(p1 + i) : default;
                var state2 = TUpdate.Slots > 2 ? Lanes<TSimd, TVector, T>.Load(p2 + i) : default;
                rule.Apply(ref w, Lanes<TSimd, TVector, T>.Load(pg + i), ref state0, ref state1, ref state2);
                w.Store(pw + i);
                if (TUpdate.Slots > 0)
                {
                    state0.Store(p0 + i);
                }

                if (TUpdate.Slots > 1)
                {
                    state1.Store(p1 + i);
                }

                if (TUpdate.Slots > 2)
                {
                    state2.Store(p2 + i);
                }
            }

            return i;
        }
    }
}
