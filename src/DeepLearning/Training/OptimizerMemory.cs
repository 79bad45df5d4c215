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

    /// <summary>The step after those that are done.</summary>
    public OptimizerStep Next => new(Steps + 1, optimizer.LearningRate);

    /// <summary>Moves a range of a parameter by the next step. Ranges may be moved in any order and on several threads.</summary>
    public void Update(int parameter, int start, ReadOnlySpan<T> gradient)
    {
        var range = parameters[parameter].Values.Slice(start, gradient.Length);
        optimizer.Update(range, gradient, new OptimizerState<T>(slots[parameter], start, gradient.Length), Next);
    }

    /// <summary>The next step is done, with every range of every parameter.</summary>
    public void Advance() => Steps++;

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
