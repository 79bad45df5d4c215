using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>A layer of <see cref="TangentCost{T}"/>, with room for one batch.</summary>
internal sealed class TangentLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<double> layer;
    private readonly TangentFunction<T>? normalization;
    private readonly TangentFunction<T>? activation;
    private readonly TangentFunction<T>? penalty;
    private readonly double[]? mask;
    private readonly double[] z;
    private readonly double[] output;
    private readonly double[] penalties;

    /// <param name="layer">The layer in double.</param>
    /// <param name="weights">Its weights as backpropagation saw them.</param>
    /// <param name="cache">What backpropagation remembers of it.</param>
    /// <param name="regularizer">R.</param>
    /// <param name="mask">D, or null without dropout.</param>
    /// <param name="hasActivation">Whether there is one that is not the loss's concern.</param>
    /// <param name="reach">How far to look for kinks.</param>
    public TangentLayer(
        DenseLayer<double> layer,
        T[] weights,
        LayerCache<T> cache,
        Regularizer regularizer,
        double[]? mask,
        bool hasActivation,
        double reach)
    {
        (this.layer, this.mask) = (layer, mask);
        var units = layer.Units;
        if (cache.Normalized is not null)
        {
            normalization = new(UnitFunction<T>.Of(layer.Definition.Normalization!, units, cache.Z, cache.Normalized), reach);
        }

        if (hasActivation)
        {
            activation = new(UnitFunction<T>.Of(layer.Activation, units, cache.PreActivation, cache.A), reach);
        }

        if (regularizer is not NoRegularizer)
        {
            penalty = new(new PenaltyFunction<T>(regularizer, weights), reach);
        }

        (z, output, penalties) = (new double[cache.Z.Length], new double[cache.Z.Length], new double[weights.Length]);
    }

    /// <summary>Whether anything stands at a kink.</summary>
    public bool HasKinks => penalty is { HasKinks: true } || normalization is { HasKinks: true } || activation is { HasKinks: true };

    /// <summary>How far anything was from where the tangents are laid on, as a share of how far kinks were looked for.</summary>
    public double Reached => Math.Max(penalty?.Reached ?? 0, Math.Max(normalization?.Reached ?? 0, activation?.Reached ?? 0));

    /// <summary>Σ R of the weights.</summary>
    public double Penalty(bool bind)
    {
        penalty?.Forward(layer.WeightParameter.Values, penalties, bind);
        return penalties.Sum();
    }

    /// <summary>What the next layer, or the loss, sees.</summary>
    public double[] Forward(ReadOnlySpan<double> input, int examples, bool bind)
    {
        var columns = new MatrixSpan<double>(z, layer.Units, examples);
        layer.Linear(Backend.Products, new(input, layer.Inputs, examples), columns);
        if (normalization is not null)
        {
            normalization.Forward(z, output, bind);
            layer.AffineNormalization!.Scale(new(output, layer.Units, examples), columns);
        }

        if (activation is null)
        {
            return z;
        }

        activation.Forward(z, output, bind);
        if (mask is not null)
        {
            TensorPrimitives.Multiply<double>(output, mask, output);
        }

        return output;
    }
}
