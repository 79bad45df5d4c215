using System.Numerics;

namespace DeepLearning;

/// <summary>What an optimizer remembers of every parameter of a network, and how many steps it has taken.</summary>
internal sealed class OptimizerMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Optimizer optimizer;
    private readonly IReadOnlyList<Parameter<T>> parameters;
    private readonly T[][][] slots;

    public OptimizerMemory(Optimizer optimizer, IReadOnlyList<Parameter<T>> parameters)
    {
        this.optimizer = optimizer;
        this.parameters = parameters;
        slots = [.. parameters.Select(
            parameter => Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[parameter.Array.Length]).ToArray())];
    }

    /// <summary>t, the number of steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The slots of one parameter, each as long as the parameter.</summary>
    public ReadOnlySpan<T[]> this[int parameter] => slots[parameter];

    /// <summary>Takes one step with every parameter.</summary>
    public void Update(IReadOnlyList<T[]> gradients)
    {
        var step = new OptimizerStep(++Steps, optimizer.LearningRate);
        for (var p = 0; p < parameters.Count; p++)
        {
            var values = parameters[p].Values;
            optimizer.Update(values, gradients[p], new OptimizerState<T>(slots[p], 0, values.Length), step);
        }
    }

    /// <summary>Forgets everything, as if no step had been taken.</summary>
    public void Reset()
    {
        Steps = 0;
        foreach (var slot in slots.SelectMany(parameter => parameter))
        {
            Array.Clear(slot);
        }
    }
}
