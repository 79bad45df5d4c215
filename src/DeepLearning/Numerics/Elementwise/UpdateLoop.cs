using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Runs an update over a range of a parameter in one pass.</summary>
/// <remarks>
/// The elements after the last whole vector go through the same code, in a vector filled up with zeros: an element's result does not
/// depend on where a range begins or ends.
/// </remarks>
internal static class UpdateLoop
{
    /// <summary>Runs an update over w, dw and as many spans of state as it has slots.</summary>
    /// <exception cref="ArgumentException">The spans are not of one length.</exception>
    public static void Run<T, TUpdate>(
        in TUpdate update, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0 = default, Span<T> state1 = default, Span<T> state2 = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        var length = parameter.Length;
        if (gradient.Length != length
            || (TUpdate.Slots > 0 && state0.Length != length)
            || (TUpdate.Slots > 1 && state1.Length != length)
            || (TUpdate.Slots > 2 && state2.Length != length))
        {
            throw new ArgumentException(
                $"A parameter of {length} elements needs a gradient and state of as many, but the gradient has {gradient.Length}" +
                (TUpdate.Slots > 0 ? $" and the state {state0.Length}." : "."),
                nameof(gradient));
        }

        var whole = length - (length % Vector<T>.Count);
        Whole(update, parameter[..whole], gradient[..whole], Head(state0, whole), Head(state1, whole), Head(state2, whole));
        if (whole < length)
        {
            Rest(update, parameter[whole..], gradient[whole..], Tail(state0, whole), Tail(state1, whole), Tail(state2, whole));
        }
    }

    private static void Whole<T, TUpdate>(
        TUpdate update, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        var none = Vector<T>.Zero;
        var w = MemoryMarshal.Cast<T, Vector<T>>(parameter);
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradient)[..w.Length];
        var s0 = MemoryMarshal.Cast<T, Vector<T>>(state0);
        var s1 = MemoryMarshal.Cast<T, Vector<T>>(state1);
        var s2 = MemoryMarshal.Cast<T, Vector<T>>(state2);
        for (var i = 0; i < w.Length; i++)
        {
            update.Apply(
                ref w[i], g[i],
                ref TUpdate.Slots > 0 ? ref s0[i] : ref none,
                ref TUpdate.Slots > 1 ? ref s1[i] : ref none,
                ref TUpdate.Slots > 2 ? ref s2[i] : ref none);
        }
    }

    private static void Rest<T, TUpdate>(
        TUpdate update, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        Span<Vector<T>> vectors = stackalloc Vector<T>[5];
        vectors.Clear();
        var numbers = MemoryMarshal.Cast<Vector<T>, T>(vectors);
        var width = Vector<T>.Count;
        parameter.CopyTo(numbers);
        gradient.CopyTo(numbers[width..]);
        state0.CopyTo(numbers[(2 * width)..]);
        state1.CopyTo(numbers[(3 * width)..]);
        state2.CopyTo(numbers[(4 * width)..]);
        update.Apply(ref vectors[0], vectors[1], ref vectors[2], ref vectors[3], ref vectors[4]);
        numbers[..parameter.Length].CopyTo(parameter);
        numbers.Slice(2 * width, state0.Length).CopyTo(state0);
        numbers.Slice(3 * width, state1.Length).CopyTo(state1);
        numbers.Slice(4 * width, state2.Length).CopyTo(state2);
    }

    private static Span<T> Head<T>(Span<T> state, int whole) => state.IsEmpty ? state : state[..whole];

    private static Span<T> Tail<T>(Span<T> state, int whole) => state.IsEmpty ? state : state[whole..];
}
