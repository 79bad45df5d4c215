using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>The memory of an optimizer for a range of one parameter: some spans as long as the range, zero at first.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct OptimizerState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T[]> slots;
    private readonly int start;
    private readonly int length;

    /// <summary>The state of a range of a parameter.</summary>
    /// <param name="slots">The whole parameter's state: <see cref="Optimizer.StateCount"/> arrays, each as long as the parameter.</param>
    /// <param name="start">Where the range begins.</param>
    /// <param name="length">How long the range is.</param>
    /// <exception cref="ArgumentException">There is no array in a slot, or the range does not lie within it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> or <paramref name="length"/> is negative.</exception>
    public OptimizerState(ReadOnlySpan<T[]> slots, int start, int length)
    {
        Guard.NotNegative(start);
        Guard.NotNegative(length);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot] is not { } array || start > array.Length - length)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Slot {slot} of the state must have an array that holds the range of {length} from {start} on, but has " +
                        $"{(slots[slot] is null ? "none" : $"one of {slots[slot].Length}")}."),
                    nameof(slots));
            }
        }

        this.slots = slots;
        this.start = start;
        this.length = length;
    }

    /// <summary>One of the remembered quantities, such as the velocity.</summary>
    /// <param name="slot">Its number, less than <see cref="Optimizer.StateCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public Span<T> this[int slot] => (uint)slot < (uint)slots.Length
        ? slots[slot].AsSpan(start, length)
        : throw Guard.Range(nameof(slot), slot, $"less than {slots.Length}, the number of slots, and not negative");

    /// <summary>Refuses a state that has too few slots for a range, or shares memory with it or among its slots.</summary>
    internal void Require(int count, ReadOnlySpan<T> parameter, ReadOnlySpan<T> gradient)
    {
        SpanGuard.Length(Math.Min(slots.Length, count), count, "state", "a slot for each number that the rule remembers");
        for (var slot = 0; slot < count; slot++)
        {
            var values = this[slot];
            SpanGuard.SameLength(values, "state", parameter, nameof(parameter));
            SpanGuard.Apart<T>(values, "state", parameter, nameof(parameter));
            SpanGuard.Apart(values, "state", gradient, nameof(gradient));
            for (var other = 0; other < slot; other++)
            {
                SpanGuard.Apart<T>(values, "state", this[other], "another slot of it");
            }
        }
    }
}
