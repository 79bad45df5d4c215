using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Carries blocks of columns of a batch forward through all layers and back to every dZ, and with a normalization to what they contribute
/// to dγ and dβ. Columns need nothing from each other, so each block is an item for any thread.
/// </summary>
internal sealed class ColumnPass<T>(Network<T> network, Loss loss, RunningBatch<T> batch, InputPass<T> inputPass, LayerCache<T>[] caches, T[] losses) : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int width;
    private bool backward;

    public int Items { get; private set; }

    /// <summary>Divides the batch into blocks for so many threads.</summary>
    public void Prepare(int members, bool andBack)
    {
        backward = andBack;
        width = ColumnBlocks.Width(batch.Examples, members, batch.Products.ColumnGranularity, Math.Max(network.Inputs, network.WidestLayer));
        Items = ColumnBlocks.Count(batch.Examples, width);
    }

    public void Reserve(Scratch scratch) => batch.Products.Reserve<T>(scratch);

    public void Run(int item)
    {
        var first = item * width;
        var count = Math.Min(width, batch.Examples - first);
        var targets = batch.Y.Slice(first * network.Outputs, count * network.Outputs);
        Forward(batch.X.Slice(first * network.Inputs, count * network.Inputs), first, count);
        var weights = batch.Weights.IsEmpty ? [] : batch.Weights.Slice(first, count);
        if (backward)
        {
            var delta = caches[^1].Of(caches[^1].Delta, first, count);
            loss.ForwardAndBackward(OutputOfLoss(first, count), targets, losses.AsSpan(first, count), delta, network.Outputs);
            Weigh(weights, delta, network.Outputs);
            Backward(first, count);
        }
        else
        {
            loss.Forward(OutputOfLoss(first, count), targets, losses.AsSpan(first, count));
        }

        Weigh(weights, losses.AsSpan(first, count), 1);
    }

    private void Forward(ReadOnlySpan<T> input, int first, int count)
    {
        for (var l = 0; l < caches.Length; l++)
        {
            var (layer, cache) = (network.Layers[l], caches[l]);
            var z = cache.Of(cache.Z, first, count);
            if (l == 0 && inputPass.IsUsed)
            {
                inputPass.Add(z, first, count);
            }
            else
            {
                layer.Forward(batch.Products, input, z, count);
            }

            var y = cache.Of(cache.PreActivation, first, count);
            if (cache.Normalized is not null)
            {
                layer.AffineNormalization!.Forward(z, cache.Of(cache.Normalized, first, count), y);
            }

            if (l == caches.Length - 1 && loss.FusedActivation is not null)
            {
                // The loss is a function of what the activation would see, and so is its gradient: nobody asks for A.
                return;
            }

            var a = cache.Of(cache.A, first, count);
            layer.Activation.Forward<T>(y, a, layer.Units);
            input = a;
            if (cache.Mask is not null)
            {
                var mask = cache.Of(cache.Mask, first, count);
                var output = cache.Of(cache.Output, first, count);
                var random = DropoutMask.Stream(network.Seed, layer.Number, batch.Step);
                DropoutMask.Draw(random, first * layer.Units, layer.Definition.KeepProbability, mask);
                TensorPrimitives.Multiply<T>(a, mask, output);
                input = output;
            }
        }
    }

    private void Backward(int first, int count)
    {
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
                layer.Activation.Backward(cache.Of(cache.PreActivation, first, count), cache.Of(cache.A, first, count), delta, layer.Units);
            }

            if (cache.Normalized is not null)
            {
                layer.AffineNormalization!.Backward(
                    cache.Of(cache.Z, first, count),
                    cache.Of(cache.Normalized, first, count),
                    cache.Of(cache.Deltas[1], first, count),
                    cache.Of(cache.Deltas[2], first, count),
                    delta);
            }

            if (l > 0)
            {
                layer.Backward(batch.Products, delta, caches[l - 1].Of(caches[l - 1].Delta, first, count), count);
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
        return output.Of(loss.FusedActivation is null ? output.A : output.PreActivation, first, count);
    }
}
