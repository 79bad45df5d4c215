using System.Numerics;

namespace DeepLearning;

/// <summary>Measures cost and metric of a data set.</summary>
internal sealed class Measuring<T>(Network<T> network, Loss loss)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockOfExamples = 256;
    private T[] outputs = [];
    private T[] logits = [];
    private T[] losses = [];

    public Measurement Of(Dataset<T> data)
    {
        Reserve(data.Examples);
        for (var start = 0; start < data.Examples; start += BlockOfExamples)
        {
            var count = Math.Min(BlockOfExamples, data.Examples - start);
            var (from, size) = (start * network.Outputs, count * network.Outputs);
            network.PredictBlock(
                data.Inputs.Slice(start * network.Inputs, count * network.Inputs),
                logits.AsSpan(0, size), outputs.AsSpan(from, size), count);
            ReadOnlySpan<T> ofLoss = loss.FusedActivation is null ? outputs.AsSpan(from, size) : logits.AsSpan(0, size);
            loss.Forward(ofLoss, data.Targets.Slice(from, size), losses.AsSpan(start, count));
        }

        var cost = 0.0;
        foreach (var one in losses.AsSpan(0, data.Examples))
        {
            cost += double.CreateChecked(one);
        }

        var evaluation = Evaluation.Of<T>(
            network.Layers[^1].Activation, outputs.AsSpan(0, data.Targets.Length), data.Targets, network.Outputs, data.ClassNames);
        return new(cost / data.Examples, evaluation.Metric, evaluation.MetricName);
    }

    private void Reserve(int examples)
    {
        if (losses.Length < examples)
        {
            losses = new T[examples];
            outputs = new T[examples * network.Outputs];
            logits = new T[BlockOfExamples * network.Outputs];
        }
    }
}
