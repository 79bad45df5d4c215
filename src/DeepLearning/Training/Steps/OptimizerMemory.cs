using System.Numerics;

namespace DeepLearning;

/// <summary>What an optimizer remembers of every parameter of a network, and how many steps it has taken.</summary>
internal sealed class OptimizerMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Optimizer optimizer;
    private readonly DenseLayer<T>[] layers;
    private readonly InputScaling? inputScaling;
    private readonly Parameter<T>[] parameters;
    private readonly T[][][] slots;

    public OptimizerMemory(Optimizer optimizer, Network<T> network)
    {
        (this.optimizer, inputScaling) = (optimizer, network.InputScaling);
        (layers, parameters) = ([.. network.Layers], [.. network.Parameters]);
        LearningRate = optimizer.LearningRate;
        slots = [.. parameters.Select(
            parameter => Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[parameter.Array.Length]).ToArray())];
    }

    /// <summary>t, the number of steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The slots of one parameter, each as long as the parameter.</summary>
    public ReadOnlySpan<T[]> this[int parameter] => slots[parameter];

    /// <summary>α, the learning rate; the optimizer's until another is set.</summary>
    public double LearningRate { get; set; }

    /// <summary>What the schedule multiplies the learning rate by; 1 without one.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>The averages of the weights, while a run that averages them takes steps; else null.</summary>
    public AveragedWeights<T>? Averages { get; set; }

    /// <summary>The step after those that are done.</summary>
    public OptimizerStep Next => optimizer.Prepare(new(Steps + 1, RateFactor * LearningRate));

    /// <summary>Moves a tile of a parameter by a step. Tiles may be moved in any order and on several threads.</summary>
    public void Update(in GradientTile tile, ReadOnlySpan<T> gradient, OptimizerStep step)
    {
        var state = new OptimizerState<T>(slots[tile.Parameter], tile.Start, tile.Length);
        var factor = tile.IsOfInputScales ? inputScaling!.LearningRateFactor : layers[tile.Layer].LearningRateFactor;
        optimizer.UpdateRange(
            tile.Of(Iterate(tile.Parameter)).AsSpan(), gradient, state,
            factor == 1 ? step : step with { LearningRate = factor * step.LearningRate });
    }

    /// <summary>What the optimizer moves in the place of a parameter: the parameter itself, or what the averages keep beside it.</summary>
    public T[] Iterate(int parameter) => Averages?.Iterate(parameter) ?? parameters[parameter].Array;

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

    /// <summary>Where the first NaN or infinity stands and what it is, <c>s of layers.0.weight[3, 5] is infinity</c>, or null.</summary>
    /// <param name="values">The numbers in the places of those of the parameters; those when null.</param>
    public string? FirstNotFinite(T[][]? values = null)
    {
        for (var p = 0; p < parameters.Length; p++)
        {
            var parameter = parameters[p];
            if (Guard.FirstNotFinite<T>(values?[p] ?? parameter.Array) is >= 0 and var i)
            {
                return $"{parameter.Place(i)} is {Guard.Describe((values?[p] ?? parameter.Array)[i])}";
            }

            for (var slot = 0; slot < slots[p].Length; slot++)
            {
                if (Guard.FirstNotFinite<T>(slots[p][slot]) is >= 0 and var j)
                {
                    return $"{optimizer.StateNames[slot]} of {parameter.Place(j)} is {Guard.Describe(slots[p][slot][j])}";
                }
            }
        }

        return Averages?.FirstNotFinite();
    }

    /// <summary>
    /// The first parameter of some that <see cref="Save"/> might have copied which a step without gradient would make other than finite: no
    /// state that an optimizer arrives at does that, but a negative average of squares does. Null when there is none.
    /// </summary>
    public string? FirstImplausible((long Steps, T[][] Values) saved)
    {
        var arrays = saved.Values.Select(array => (T[])array.Clone()).ToArray();
        var step = optimizer.Prepare(new(saved.Steps + 1, optimizer.LearningRate));
        if (!IsSteadyWithoutGradient(step))
        {
            return null;
        }

        for (var p = 0; p < parameters.Length; p++)
        {
            var state = arrays.AsSpan(parameters.Length + (p * optimizer.StateCount), optimizer.StateCount);
            optimizer.Update<T>(arrays[p], new T[arrays[p].Length], new OptimizerState<T>(state, 0, arrays[p].Length), step);
            if (Guard.FirstNotFinite<T>(arrays[p]) is >= 0 and var i)
            {
                return parameters[p].Place(i);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a rule that remembers nothing stays finite where there is no gradient; one that does not cannot be asked what it makes of a
    /// state.
    /// </summary>
    private bool IsSteadyWithoutGradient(OptimizerStep step)
    {
        T[] parameter = [T.Zero];
        T[][] state = [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[1])];
        optimizer.Update<T>(parameter, [T.Zero], new OptimizerState<T>(state, 0, 1), step);
        return T.IsFinite(parameter[0]);
    }

    private IEnumerable<T[]> Arrays => parameters.Select(parameter => parameter.Array).Concat(slots.SelectMany(parameter => parameter));

    /// <summary>Forgets everything, as if no step had been taken.</summary>
    public void Reset()
    {
        (Steps, LearningRate) = (0, optimizer.LearningRate);
        foreach (var slot in slots.SelectMany(parameter => parameter))
        {
            Array.Clear(slot);
        }
    }
}
