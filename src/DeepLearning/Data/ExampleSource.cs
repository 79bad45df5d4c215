using System.Numerics;

namespace DeepLearning.Data;

/// <summary>
/// Examples to learn from, wherever they are: a <see cref="Dataset{T}"/> in memory, or files, a database, a generator that need not fit
/// into it.
/// </summary>
/// <remarks>
/// <para>
/// To write your own, derive and override the members below; <see cref="Trainer{T}.Fit"/> takes it. It is shuffled in the same order as a
/// dataset of the same number of examples, so training on a source gives the same bits as training on a dataset of the same numbers.
/// Batches are read ahead on another thread while the network learns.
/// </para>
/// <threadsafety>
/// <see cref="ReadCore"/> is called from a thread of its own, but by one thread at a time; the other members may be called meanwhile.
/// </threadsafety>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public abstract class ExampleSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number m of examples, at least 1; always the same.</summary>
    public abstract int Examples { get; }

    /// <summary>The number of features, at least 1.</summary>
    public abstract int Features { get; }

    /// <summary>The number of outputs, at least 1.</summary>
    public abstract int Outputs { get; }

    /// <summary>Whether reading is so quick, and what is read known to be finite, that no thread need read ahead.</summary>
    internal virtual bool IsInMemory => false;

    /// <summary>Reads examples.</summary>
    /// <param name="examples">The numbers of the examples, from 0 to <see cref="Examples"/> − 1, in the order wanted.</param>
    /// <param name="x">Receives the inputs, features × examples, one example after another.</param>
    /// <param name="y">Receives the targets, outputs × examples.</param>
    /// <exception cref="ArgumentException">
    /// There are no examples to read, x or y has another length than they need, or the two overlap.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is of no example.</exception>
    public void Read(ReadOnlySpan<int> examples, Span<T> x, Span<T> y)
    {
        SpanGuard.NotEmpty(examples, nameof(examples));
        SpanGuard.Length(x.Length, (long)examples.Length * Features, nameof(x), "a column of features for each example");
        SpanGuard.Length(y.Length, (long)examples.Length * Outputs, nameof(y), "a column of outputs for each example");
        SpanGuard.Apart<T>(x, nameof(x), y, nameof(y));
        foreach (var example in examples)
        {
            if ((uint)example >= (uint)Examples)
            {
                throw Guard.Range(nameof(examples), example, $"numbers from 0 to {Examples - 1}");
            }
        }

        ReadCore(examples, x, y);
    }

    /// <summary>Reads examples, once their numbers and the spans have been checked.</summary>
    /// <param name="examples">The numbers of the examples, from 0 to <see cref="Examples"/> − 1, in the order wanted.</param>
    /// <param name="x">
    /// Receives the inputs, features × examples, one example after another; every number must be written, and be finite.
    /// </param>
    /// <param name="y">Receives the targets, outputs × examples.</param>
    protected abstract void ReadCore(ReadOnlySpan<int> examples, Span<T> x, Span<T> y);
}
