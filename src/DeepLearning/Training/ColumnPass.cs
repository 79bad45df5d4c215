using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Carries columns of a batch forward through all layers and back to every dZ, with nothing needed from other columns.</summary>
internal sealed class ColumnPass<T>(Network<T> network, Loss loss, LayerCache<T>[] caches, T[] losses)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>So many columns go through the network together: enough for the products, few enough for the caches.</summary>
    public const int Block = 64;

    /// <summary>Columns are shared out in multiples of this, the width of a product's tile.</summary>
    public const int Unit = 8;

    /// <summary>Runs columns <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/> of a batch.</summary>
    public void Run(
        MatrixBackend products, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights, int start, int length, long step, bool backward)
    {
        var block = products.ColumnsAPart == int.MaxValue ? int.MaxValue : Block;
        for (var first = start; first < start + length; first += Math.Min(block, start + length - first))
        {
            var count = Math.Min(block, start + length - first);
            var targets = y.Slice(first * network.Outputs, count * network.Outputs);
            Forward(products, x.Slice(first * network.Inputs, count * network.Inputs), first, count, step);
            var weightsOfBlock = weights.IsEmpty ? weights : weights.Slice(first, count);
            loss.Forward(OutputOfLoss(first, count), targets, losses.AsSpan(first, count));
            Weigh(weightsOfBlock, losses.AsSpan(first, count), 1);
            if (backward)
            {
                Backward(products, targets, weightsOfBlock, first, count);
            }
        }
    }

    private void Forward(MatrixBackend products, ReadOnlySpan<T> input, int first, int count, long step)
    {
        for (var l = 0; l < caches.Length; l++)
        {
            var (layer, cache) = (network.Layers[l], caches[l]);
            var a = cache.Of(cache.A, first, count);
            layer.Forward(products, input, cache.Of(cache.Z, first, count), a, count);
            input = a;
            if (cache.Mask is not null)
            {
                var mask = cache.Of(cache.Mask, first, count);
                var output = cache.Of(cache.Output, first, count);
                DropoutMask.Draw(DropoutMask.Stream(network.Seed, layer.Number, step), first * layer.Units, layer.Recipe.KeepProbability, mask);
                TensorPrimitives.Multiply<T>(a, mask, output);
                input = output;
            }
        }
    }

    private void Backward(MatrixBackend products, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, int first, int count)
    {
        var output = caches[^1];
        loss.Backward(OutputOfLoss(first, count), targets, output.Of(output.Delta, first, count), network.Outputs);
        Weigh(weights, output.Of(output.Delta, first, count), network.Outputs);
        for (var l = caches.Length - 1; l >= 0; l--)
        {
            var (layer, cache) = (network.Layers[l], caches[l]);
            var delta = cache.Of(cache.Delta, first, count);
            if (cache.Mask is not null)
            {
                TensorPrimitives.Multiply(delta, cache.Of(cache.Mask, first, count), delta);
            }

            if (l < caches.Length - 1 || loss.FusedActivation is null)
            {
                layer.Activation.Backward(cache.Of(cache.Z, first, count), cache.Of(cache.A, first, count), delta, layer.Units);
            }

            if (l > 0)
            {
                layer.Backward(products, delta, caches[l - 1].Of(caches[l - 1].Delta, first, count), count);
            }
        }
    }

    /// <summary>Multiplies the rows of each example by its weight.</summary>
    private static void Weigh(ReadOnlySpan<T> weights, Span<T> columns, int rows)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            foreach (ref var value in columns.Slice(i * rows, rows))
            {
                value *= weights[i];
            }
        }
    }

    /// <summary>What the loss is a function of: the logits when it is fused with the output activation, else the outputs.</summary>
    private Span<T> OutputOfLoss(int first, int count)
    {
        var output = caches[^1];
        return output.Of(loss.FusedActivation is null ? output.A : output.Z, first, count);
    }
}
