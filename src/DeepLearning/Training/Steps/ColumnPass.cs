using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Carries blocks of columns of a batch forward through all layers and back to every dZ, and with a normalization to what they contribute
/// to dγ and dβ. Columns need nothing from each other, so each block is an item for any thread.
/// </summary>
internal sealed class ColumnPass<T>(
    Network<T> network, Loss loss, LayerCache<T>[] caches, InputScalePass<T>? inputScales, int capacity) : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // An array, since loops of a step through an interface would cost a small network a hundredth of its time.
    private readonly DenseLayer<T>[] layers = [.. network.Layers];
    private readonly T[] losses = new T[capacity];

    /// <summary>Goes forward, and back where the step wants gradients.</summary>
    /// <returns>L of every example, times its weight.</returns>
    public ReadOnlySpan<T> Run(WorkerTeam team, in TrainingStep<T> step)
    {
        Run(team, step, step.Members);
        return losses.AsSpan(0, step.Examples);
    }

    protected override int Items(in TrainingStep<T> step) => ColumnBlocks.Count(step.Examples, step.Width);

    protected override void Reserve(in TrainingStep<T> step, Scratch scratch) => step.Products.Reserve<T>(scratch);

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var first = item * step.Width;
        var count = Math.Min(step.Width, step.Examples - first);
        var y = step.Y.SliceColumns(first, count).AsSpan();
        var lossOf = losses.AsSpan(first, count);
        var weights = step.Weights.IsEmpty ? [] : step.Weights.Slice(first, count);
        Forward(step, first, count);
        var last = caches[^1].Columns(first, count);

        // What the loss is a function of: the logits when it is fused with the output activation, else the outputs.
        var outputs = (loss.FusedActivation is null ? last.A : last.PreActivation).AsSpan();
        if (!step.GoesBack)
        {
            loss.Forward(outputs, y, lossOf);
        }
        else
        {
            var delta = last.Delta.AsSpan();
            loss.ForwardAndBackward(outputs, y, lossOf, delta, network.Outputs);
            Weigh(weights, delta, network.Outputs);
            Backward(step, first, count);
        }

        Weigh(weights, lossOf, 1);
    }

    private void Forward(in TrainingStep<T> step, int first, int count)
    {
        var input = (inputScales is null ? step.X : inputScales.Output(step)).SliceColumns(first, count);
        for (var l = 0; l < caches.Length; l++)
        {
            var layer = layers[l];
            var columns = caches[l].Columns(first, count);
            if (l == 0 && !step.FirstProduct.IsEmpty)
            {
                step.FirstProduct.Sum(layer.BiasParameter.Values, first, columns.Z);
                layer.AffineNormalization?.Forward(columns.Z, columns.Normalized, columns.PreActivation);
            }
            else
            {
                layer.PreActivate(step.Products, input, columns.Z, columns.Normalized, columns.PreActivation);
            }

            if (l == caches.Length - 1 && loss.FusedActivation is not null)
            {
                // The loss is a function of what the activation would see, and so is its gradient: nobody asks for A.
                return;
            }

            layer.Activate(columns.PreActivation, columns.A);
            if (layer.HasDropout)
            {
                Drop(layer, step, first, columns);
            }

            input = columns.Output;
        }
    }

    private void Drop(DenseLayer<T> layer, in TrainingStep<T> step, int first, in LayerColumns<T> columns)
    {
        var mask = columns.Mask.AsSpan();
        if (step.IsWithoutDropout)
        {
            mask.Fill(T.One);
            columns.A.AsSpan().CopyTo(columns.Output.AsSpan());
            return;
        }

        DropoutMask.Draw(
            DropoutMask.Stream(network.Seed, layer.Number, step.Update.Number), (long)(step.Part.First + first) * layer.Units,
            layer.Definition.KeepProbability, mask);
        TensorPrimitives.Multiply(columns.A.AsSpan(), mask, columns.Output.AsSpan());
    }

    private void Backward(in TrainingStep<T> step, int first, int count)
    {
        var lowest = step.LowestLayer;
        for (var l = caches.Length - 1; l >= lowest; l--)
        {
            var layer = layers[l];
            var columns = caches[l].Columns(first, count);
            var delta = columns.Delta.AsSpan();
            if (layer.HasDropout)
            {
                TensorPrimitives.Multiply(delta, columns.Mask.AsSpan(), delta);
            }

            if (l < caches.Length - 1 || loss.FusedActivation is null)
            {
                layer.Activation.Backward<T>(columns.PreActivation.AsSpan(), columns.A.AsSpan(), delta, layer.Units);
            }

            layer.AffineNormalization?.Backward(columns.Z, columns.Normalized, columns.GainDelta, columns.ShiftDelta, columns.Delta);
            if (l > lowest)
            {
                layer.Backward(step.Products, columns.Delta, caches[l - 1].Columns(first, count).Delta);
            }
        }

        if (!step.InputGradients.IsEmpty)
        {
            var da = step.InputGradients.SliceColumns(first, count);
            layers[0].Backward(step.Products, caches[0].Columns(first, count).Delta, da);
            network.InputScales?.Backward(da);
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
}
