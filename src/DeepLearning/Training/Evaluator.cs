using System.Numerics;

namespace DeepLearning;

/// <summary>Measures cost and metric of a data set.</summary>
internal sealed class Evaluator<T>(Network<T> network, Loss loss)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] outputs = [];
    private T[] logits = [];
    private T[] losses = [];

    public Measurement Of(Dataset<T> data)
    {
        Reserve(data.Examples);
        var (predicted, raw) = (outputs.AsMemory(0, data.Targets.Length), logits.AsMemory(0, data.Targets.Length));
        Prediction<T>.Run(network, data.Inputs, raw.Span, predicted.Span, data.Examples);
        loss.Forward((loss.FusedActivation is null ? predicted : raw).Span, data.Targets, losses.AsSpan(0, data.Examples));
        var cost = 0.0;
        foreach (var one in losses.AsSpan(0, data.Examples))
        {
            cost += double.CreateChecked(one);
        }

        var (metric, name) = Evaluation.MetricOf<T>(
            network.Layers[^1].Activation, predicted.Span, data.Targets, network.Outputs, loss.DecisionThreshold);
        return new(cost / data.Examples, metric, name);
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
