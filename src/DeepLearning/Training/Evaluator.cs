using System.Numerics;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>Measures cost and metric of a data set.</summary>
internal sealed class Evaluator<T>(Network<T> network, Loss loss)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] outputs = [];
    private T[] logits = [];
    private T[] losses = [];

    /// <summary>Measures a data set, by the sums of one process whatever the number of them.</summary>
    /// <param name="data">The data set, the same on all processes.</param>
    /// <param name="processes">The processes that share the work; null for this one alone.</param>
    public Measurement Of(Dataset<T> data, ProcessGroup? processes = null)
    {
        Reserve(data.Examples);
        var predicted = outputs.AsMemory(0, data.Targets.Length);
        if (processes is null)
        {
            Predict(data, 0, data.Examples);
        }
        else
        {
            PredictTogether(data, processes);
        }

        var cost = 0.0;
        foreach (var one in losses.AsSpan(0, data.Examples))
        {
            cost += double.CreateChecked(one);
        }

        var (metric, name) = Evaluation.MetricOf<T>(
            network.Layers[^1].Activation, predicted.Span, data.Targets, network.Outputs, loss.DecisionThreshold);
        return new(cost / data.Examples, metric, name);
    }

    /// <summary>The outputs for some of the examples, and their losses.</summary>
    private void Predict(Dataset<T> data, int first, int count)
    {
        var (start, length) = (first * network.Outputs, count * network.Outputs);
        var predicted = outputs.AsSpan(start, length);
        var raw = logits.AsSpan(start, length);
        Prediction<T>.Run(network, data.Inputs.Slice(first * network.Inputs, count * network.Inputs), raw, predicted, count);
        loss.Forward(
            loss.FusedActivation is null ? predicted : raw, data.Targets.Slice(start, length), losses.AsSpan(first, count));
    }

    /// <summary>Every process its share of the examples, and then all of them what the others have.</summary>
    private void PredictTogether(Dataset<T> data, ProcessGroup processes)
    {
        // Whole blocks of what a product computes together, so that the bits are those of one process.
        var unit = Backend.Products.ColumnGranularity;
        var blocks = ((data.Examples - 1) / unit) + 1;
        var share = (((blocks - 1) / processes.Size) + 1) * unit;
        var first = (int)Math.Min((long)processes.Rank * share, data.Examples);
        var count = Math.Min(share, data.Examples - first);
        if (count > 0)
        {
            Predict(data, first, count);
        }

        Share(processes, outputs, first * network.Outputs, share * network.Outputs, data.Targets.Length);
        Share(processes, losses, first, share, data.Examples);
    }

    private static void Share(ProcessGroup processes, T[] values, int first, int share, int length)
    {
        var mine = new T[share];
        values.AsSpan(first, Math.Min(share, length - first)).CopyTo(mine);
        var all = new T[ArrayLength.Of(share, processes.Size, "What all processes have measured", "validation")];
        processes.AllGather<T>(mine, all);
        all.AsSpan(0, length).CopyTo(values);
    }

    private void Reserve(int examples)
    {
        if (losses.Length < examples)
        {
            losses = new T[examples];
            outputs = new T[examples * network.Outputs];
            logits = new T[examples * network.Outputs];
        }
    }
}
