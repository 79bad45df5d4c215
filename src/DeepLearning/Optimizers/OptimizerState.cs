using System.Numerics;

namespace DeepLearning;

/// <summary>What an optimizer remembers of a range of one parameter: some spans as long as the range, zero at first.</summary>
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
    public OptimizerState(ReadOnlySpan<T[]> slots, int start, int length)
    {
        this.slots = slots;
        this.start = start;
        this.length = length;
    }

    /// <summary>One of the remembered quantities, such as the velocity.</summary>
    /// <param name="slot">Its number, less than <see cref="Optimizer.StateCount"/>.</param>
    public Span<T> this[int slot] => slots[slot].AsSpan(start, length);
}
