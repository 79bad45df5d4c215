using System.Numerics;

namespace DeepLearning;

/// <summary>
/// Examples to learn from, wherever they are: a <see cref="Dataset{T}"/> in memory, or files, a database, a generator that need not fit into it.
/// </summary>
/// <remarks>
/// <para>
/// To write your own, derive and override the members below; <see cref="Trainer{T}.Fit"/> takes it. It is shuffled in the same order as a dataset of the
/// same number of examples, so training on a source gives the same bits as training on a dataset of the same numbers. Batches are read ahead on another
/// thread while the network learns.
/// </para>
/// <threadsafety>
/// <see cref="Read"/> is called from a thread of its own, but by one thread at a time; the other members may be called meanwhile.
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

    /// <summary>Reads examples.</summary>
    /// <param name="examples">The numbers of the examples, from 0 to <see cref="Examples"/> − 1, in the order wanted.</param>
    /// <param name="x">Receives the inputs, features × examples, one example after another; every number must be written, and be finite.</param>
    /// <param name="y">Receives the targets, outputs × examples.</param>
    public abstract void Read(ReadOnlySpan<int> examples, Span<T> x, Span<T> y);
}
