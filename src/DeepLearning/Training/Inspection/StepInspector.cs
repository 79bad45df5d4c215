using System.Numerics;

namespace DeepLearning;

/// <summary>Looks into some steps of a run: before the parameters move, and after. Changes nothing.</summary>
internal sealed class StepInspector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Bins = 30;

    private readonly Network<T> network;
    private readonly int everySteps;
    private readonly IReadOnlyList<string> stateNames;
    private readonly LayerInspector<T>[] layers;
    private readonly T[][] before;
    private readonly ParameterInspection[] parameters;
    private readonly LayerInspection[] seen;
    private readonly InputScales inputs;
    private int examples;
    private bool hasBegun;

    public StepInspector(Network<T> network, Loss loss, Optimizer optimizer, int everySteps, IReadOnlyList<string>? featureNames)
    {
        inputs = new(network.Inputs, featureNames);
        (this.network, this.everySteps, stateNames) = (network, everySteps, optimizer.StateNames);
        if (stateNames.Count != optimizer.StateCount)
        {
            throw new InvalidOperationException(
                $"The optimizer {optimizer.Name} has a StateCount of {optimizer.StateCount}, but names {stateNames.Count} in StateNames.");
        }

        layers = [.. network.Layers.Select(layer => new LayerInspector<T>(
            layer, Bins, isFused: loss.FusedActivation is not null && layer.Number == network.Layers.Count))];
        before = [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])];
        parameters = new ParameterInspection[before.Length];
        seen = new LayerInspection[layers.Length];
    }

    /// <summary>Itself, when the step that follows so many of the run is to be inspected; of a resumed run the first always is.</summary>
    public StepInspector<T>? IfDue(int finishedSteps)
    {
        if (hasBegun && finishedSteps % everySteps != 0)
        {
            return null;
        }

        hasBegun = true;
        return this;
    }

    /// <summary>Looks at the inputs of the batch.</summary>
    public void See(ReadOnlySpan<T> x) => inputs.Add(x);

    /// <summary>Looks at a batch that has gone forward and back, or at a part of it.</summary>
    public void Look(IReadOnlyList<LayerCache<T>> caches, int batch)
    {
        examples = batch;
        for (var l = 0; l < layers.Length; l++)
        {
            seen[l] = layers[l].Inspect(caches[l], batch, []);
        }
    }

    /// <summary>Looks at the parameters before the step, and at gradients that nobody has clipped.</summary>
    public void BeforeUpdate(IReadOnlyList<ArraySegment<T>> gradients)
    {
        for (var p = 0; p < before.Length; p++)
        {
            var parameter = network.Parameters[p];
            parameter.Values.CopyTo(before[p]);
            parameters[p] = new(
                parameter.Name, Norms.Of<T>(before[p]), Norms.Of<T>(gradients[p]), Distribution.Of<T>(gradients[p], Bins), 0, []);
        }
    }

    /// <summary>Looks at how far the parameters have moved, and at what the optimizer now remembers.</summary>
    public void AfterUpdate(OptimizerMemory<T> optimizer)
    {
        for (var p = 0; p < before.Length; p++)
        {
            var slots = optimizer[p];
            var states = new (string Name, double Norm)[slots.Length];
            for (var s = 0; s < states.Length; s++)
            {
                states[s] = (stateNames[s], Norms.Of<T>(slots[s]));
            }

            parameters[p] = parameters[p] with
            {
                UpdateNorm = Norms.OfDifference<T>(network.Parameters[p].Values, before[p]),
                States = states,
            };
        }
    }

    /// <summary>What was seen of the step.</summary>
    public StepInspection Report(long step, int epoch, double cost, double learningRate) => new(
        step, epoch, examples, cost, learningRate,
        [.. seen.Select((layer, l) => layer with { Parameters = [.. ParametersOf(network.Layers[l]).Select(p => parameters[p])] })])
    {
        Inputs = inputs,
    };

    /// <summary>The places of a layer's parameters among those of the network.</summary>
    private IEnumerable<int> ParametersOf(DenseLayer<T> layer) => Enumerable.Range(0, parameters.Length)
        .Where(p => network.Parameters[p].Name.StartsWith($"layers.{layer.Number - 1}.", StringComparison.Ordinal));
}
