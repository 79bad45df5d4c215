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

    /// <summary>What the schedule multiplies the optimizer's learning rate by; 1 without one.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>The step after those that are done.</summary>
    public OptimizerStep Next => new(Steps + 1, RateFactor * optimizer.LearningRate);

    /// <summary>Moves a range of a parameter by the next step. Ranges may be moved in any order and on several threads.</summary>
    public void Update(int parameter, int start, ReadOnlySpan<T> gradient)
    {
        var range = parameters[parameter].Values.Slice(start, gradient.Length);
        optimizer.Update(range, gradient, new OptimizerState<T>(slots[parameter], start, gradient.Length), Next);
    }

    /// <summary>The next step is done, with every range of every parameter.</summary>
    public void Advance() => Steps++;

    /// <summary>A copy of the parameters, of what is remembered of them and of the number of steps.</summary>
    public (long Steps, T[][] Values) Save() => (Steps, [.. Arrays.Select(array => (T[])array.Clone())]);

    /// <summary>Puts back what <see cref="Save"/> has copied.</summary>
    public void Load((long Steps, T[][] Values) saved)
    {
        Steps = saved.Steps;
        foreach (var (array, value) in Arrays.Zip(saved.Values))
        {
            value.CopyTo(array, 0);
        }
    }

    private IEnumerable<T[]> Arrays => parameters.Select(parameter => parameter.Array).Concat(slots.SelectMany(parameter => parameter));

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
