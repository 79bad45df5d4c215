using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Brings the weights of every unit back to its layer's constraint, after they have moved.</summary>
internal sealed class ConstraintPass<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int UnitsOfAnItem = 64;
    private readonly List<(DenseLayer<T> Layer, int Parameter, int First)> items = [];
    private readonly OptimizerMemory<T> optimizer;

    public ConstraintPass(Network<T> network, OptimizerMemory<T> optimizer)
    {
        this.optimizer = optimizer;
        foreach (var layer in network.Layers.Where(layer => layer.Definition.Constraint is not null))
        {
            var parameter = network.Parameters.Index().Single(entry => entry.Item == layer.WeightParameter).Index;
            for (var first = 0; first < layer.Units; first += UnitsOfAnItem)
            {
                items.Add((layer, parameter, first));
            }
        }
    }

    public int Items => items.Count;

    public void Run(int item)
    {
        var (layer, parameter, first) = items[item];
        if (!layer.IsTrainable)
        {
            return;
        }

        layer.Definition.Constraint!.Apply<T>(
            optimizer.Iterate(parameter), layer.Units, first, Math.Min(UnitsOfAnItem, layer.Units - first));
    }
}
