using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>
/// Forward and backward through a network for one batch, with all that must be remembered between them: Z, A, the dropout masks,
/// the deltas and the gradients. Allocated once, for the largest batch.
/// </summary>
internal sealed class TrainingPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly Loss loss;
    private readonly Regularizer[] regularizers;
    private readonly LayerCache<T>[] caches;
    private readonly T[] losses;

    public TrainingPass(Network<T> network, Loss loss, Regularizer regularizer, int capacity)
    {
        this.network = network;
        this.loss = loss;
        Capacity = capacity;
        regularizers = [.. network.Layers.Select(layer => layer.Recipe.Regularizer ?? regularizer)];
        caches = [.. network.Layers.Select(layer => new LayerCache<T>(layer, capacity))];
        losses = new T[capacity];
        Gradients = [.. caches.SelectMany(cache => new[] { cache.WeightGradient, cache.BiasGradient })];
    }

    /// <summary>The largest number of examples of a batch.</summary>
    public int Capacity { get; }

    /// <summary>dW[1], db[1], dW[2], db[2], … of the last batch, in the order of the network's parameters.</summary>
    public IReadOnlyList<T[]> Gradients { get; }

    /// <summary>What each layer remembers of the last batch.</summary>
    public IReadOnlyList<LayerCache<T>> Caches => caches;

    /// <summary>Forward and backward. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="step">Decides the dropout masks.</param>
    /// <returns>J = (1/m) (Σ L + Σ R).</returns>
    public double Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, long step)
    {
        var examples = x.Length / network.Inputs;
        var cost = Forward(x, y, examples, step);
        if (double.IsFinite(cost))
        {
            Backward(x, y, examples);
        }

        return cost;
    }

    /// <summary>J of a batch, without gradients.</summary>
    public double Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int examples, long step)
    {
        var input = x;
        for (var l = 0; l < caches.Length; l++)
        {
            var (layer, cache) = (network.Layers[l], caches[l]);
            layer.Forward(input, cache.Of(cache.Z, examples), cache.Of(cache.A, examples), examples);
            if (cache.Mask is not null)
            {
                var mask = cache.Of(cache.Mask, examples);
                var random = DropoutMask.Stream(network.Seed, layer.Number, step);
                DropoutMask.Draw(random, 0, layer.Recipe.KeepProbability, mask);
                TensorPrimitives.Multiply(cache.Of(cache.A, examples), mask, cache.Of(cache.Output, examples));
            }

            input = cache.Of(cache.Output, examples);
        }

        loss.Forward(OutputOfLoss(examples), y, losses.AsSpan(0, examples));
        return (Sum(losses.AsSpan(0, examples)) + Penalty()) / examples;
    }

    private void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int examples)
    {
        var output = caches[^1];
        var delta = output.Of(output.Delta, examples);
        loss.Backward(OutputOfLoss(examples), y, delta, network.Outputs);
        for (var l = caches.Length - 1; l >= 0; l--)
        {
            var (layer, cache) = (network.Layers[l], caches[l]);
            delta = cache.Of(cache.Delta, examples);
            if (cache.Mask is not null)
            {
                TensorPrimitives.Multiply(delta, cache.Of(cache.Mask, examples), delta);
            }

            if (l < caches.Length - 1 || loss.FusedActivation is null)
            {
                layer.Activation.Backward(cache.Of(cache.Z, examples), cache.Of(cache.A, examples), delta, layer.Units);
            }

            var input = l == 0 ? x : caches[l - 1].Of(caches[l - 1].Output, examples);
            layer.Gradients(input, delta, cache.WeightGradient, cache.BiasGradient, examples);
            regularizers[l].AddGradient(layer.WeightParameter.Values, T.One / T.CreateChecked(examples), cache.WeightGradient);
            if (l > 0)
            {
                layer.Backward(delta, caches[l - 1].Of(caches[l - 1].Delta, examples), examples);
            }
        }
    }

    /// <summary>What the loss is a function of: the logits when it is fused with the output activation, else the outputs.</summary>
    private Span<T> OutputOfLoss(int examples)
    {
        var output = caches[^1];
        return output.Of(loss.FusedActivation is null ? output.A : output.Z, examples);
    }

    private double Penalty()
    {
        var penalty = 0.0;
        for (var l = 0; l < regularizers.Length; l++)
        {
            penalty += regularizers[l].Penalty<T>(network.Layers[l].WeightParameter.Values);
        }

        return penalty;
    }

    private static double Sum(ReadOnlySpan<T> losses)
    {
        var sum = 0.0;
        foreach (var one in losses)
        {
            sum += double.CreateChecked(one);
        }

        return sum;
    }
}
