using System.Numerics;

namespace DeepLearning;

/// <summary>What a training pass remembers of one layer for one batch.</summary>
internal sealed class LayerCache<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public LayerCache(DenseLayer<T> layer, int capacity)
    {
        Units = layer.Units;
        var size = ArrayLength.Of(Units, capacity, $"The activations of {layer} for a batch", "batchSize");
        (Z, A, Delta) = (new T[size], new T[size], new T[size]);
        Mask = layer.Definition.KeepProbability < 1 ? new T[size] : null;
        Output = Mask is null ? A : new T[size];
        Normalized = layer.AffineNormalization is null ? null : new T[size];
        PreActivation = Normalized is null ? Z : new T[size];
        Deltas = Normalized is null ? [Delta] : [Delta, new T[size], new T[size]];
    }

    /// <summary>n[l], the number of units.</summary>
    public int Units { get; }

    /// <summary>Z[l], n[l] × m.</summary>
    public T[] Z { get; }

    /// <summary>Ẑ[l], or null for a layer without normalization.</summary>
    public T[]? Normalized { get; }

    /// <summary>What the activation sees: Y[l] = γ ⊙ Ẑ + β, which is Z[l] itself without normalization.</summary>
    public T[] PreActivation { get; }

    /// <summary>A[l], before dropout.</summary>
    public T[] A { get; }

    /// <summary>dA[l], then dY[l], then dZ[l].</summary>
    public T[] Delta { get; }

    /// <summary>
    /// What the examples contribute, a column each, to the gradients of the parameters after the weights: dZ to db, dY ⊙ Ẑ to dγ, dY to dβ.
    /// </summary>
    public T[][] Deltas { get; }

    /// <summary>D[l], or null for a layer without dropout.</summary>
    public T[]? Mask { get; }

    /// <summary>What the next layer sees: A[l] ∘ D[l], which is A[l] itself without dropout.</summary>
    public T[] Output { get; }

    /// <summary>The columns of some examples.</summary>
    public LayerColumns<T> Columns(int first, int count) => new(this, first, count);

    /// <summary>The columns of the first examples.</summary>
    public LayerColumns<T> First(int count) => new(this, 0, count);
}
