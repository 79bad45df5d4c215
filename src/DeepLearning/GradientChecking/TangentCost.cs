using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.GradientChecking;

/// <summary>
/// J with everything that stands at a kink replaced by its tangent there: the smooth function whose gradient backpropagation computes,
/// which takes one slope of each unit at a kink, whatever moves the unit.
/// </summary>
/// <remarks>
/// J itself cannot judge backpropagation at kinks: a parameter that moves several units across kinks at once has two one-sided slopes,
/// and what comes of one choice for each unit need be neither of them, nor between.
/// </remarks>
internal sealed class TangentCost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TangentLayer<T>[] layers;
    private readonly TangentFunction<T> loss;
    private readonly InputScales<double>? scales;
    private readonly double[] x;
    private readonly double[] scaled;
    private readonly double[] losses;

    /// <param name="network">The network in double.</param>
    /// <param name="checkedNetwork">The network whose gradient is checked.</param>
    /// <param name="pass">Backpropagation through it.</param>
    /// <param name="loss">L.</param>
    /// <param name="regularizer">R, for every layer that names none of its own.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="reach">How far to look for kinks.</param>
    public TangentCost(
        Network<double> network,
        Network<T> checkedNetwork,
        TrainingPass<T> pass,
        Loss loss,
        Regularizer regularizer,
        CheckedBatch<T> batch,
        double reach)
    {
        double[]? Mask(int layer, int units, double keep)
        {
            var mask = keep < 1 ? new double[units * batch.Examples] : null;
            DropoutMask.Draw<double>(DropoutMask.Stream(network.Seed, layer, batch.DropoutStep), 0, keep, mask);
            return mask;
        }

        x = [.. batch.XInDouble];
        if (Mask(0, network.Inputs, network.InputKeepProbability) is { } inputMask)
        {
            TensorPrimitives.Multiply<double>(x, inputMask, x);
        }

        (scales, scaled) = (network.InputScales, network.InputScales is null ? [] : new double[x.Length]);
        layers = [.. network.Layers.Select((layer, l) => new TangentLayer<T>(
            layer,
            checkedNetwork.Layers[l].WeightParameter.Array,
            pass.Caches[l],
            layer.Definition.Regularizer ?? regularizer,
            Mask(l + 1, layer.Units, layer.Definition.KeepProbability),
            l < network.Layers.Count - 1 || loss.FusedActivation is null,
            reach))];
        var outputs = loss.FusedActivation is null ? pass.Caches[^1].A : pass.Caches[^1].PreActivation;
        this.loss = new(new LossFunction<T>(loss, network.Outputs, outputs, batch.Y, batch.YInDouble), reach);
        losses = new double[batch.Examples];
        Compute(bind: true);
    }

    /// <summary>Whether anything stands at a kink.</summary>
    public bool HasKinks => loss.HasKinks || layers.Any(layer => layer.HasKinks);

    /// <summary>The cost at the network's present weights.</summary>
    public CostAtPoint Compute() => Compute(bind: false);

    private CostAtPoint Compute(bool bind)
    {
        var (output, penalties, reached) = (x, 0.0, 0.0);
        if (scales is not null)
        {
            scales.Forward(new(x, scales.Parameter.Rows, losses.Length), new(scaled, scales.Parameter.Rows, losses.Length));
            output = scaled;
        }

        foreach (var layer in layers)
        {
            output = layer.Forward(output, losses.Length, bind);
            penalties += layer.Penalty(bind);
            reached = Math.Max(reached, layer.Reached);
        }

        loss.Forward(output, losses, bind);
        return new CostAtPoint((losses.Sum() + penalties) / losses.Length, Math.Max(reached, loss.Reached));
    }
}
