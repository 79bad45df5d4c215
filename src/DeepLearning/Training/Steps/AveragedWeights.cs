using System.Numerics;

namespace DeepLearning;

/// <summary>
/// The weights of a run's steps, averaged: x, beside y, at which gradients are computed, and z, which the optimizer moves.
/// </summary>
internal sealed class AveragedWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightAverage rule;
    private readonly Network<T> network;
    private readonly T[][] others;
    private readonly T[][] iterates;
    private bool isShown;

    public AveragedWeights(WeightAverage rule, Network<T> network)
    {
        (this.rule, this.network) = (rule, network);
        others = [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])];
        iterates = rule.Interpolation == 0 ? [] : [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])];
    }

    /// <summary>W, the sum of the weights of the steps so far.</summary>
    public double Sum { get; private set; }

    /// <summary>Begins with the weights of the network: x₀ = y₀ = z₀.</summary>
    public void Begin()
    {
        Sum = 0;
        for (var p = 0; p < others.Length; p++)
        {
            network.Parameters[p].Array.CopyTo(others[p], 0);
            network.Parameters[p].Array.CopyTo(Iterate(p), 0);
        }
    }

    /// <summary>Goes on from what a checkpoint has kept; the network has y.</summary>
    public void Begin(AverageState<T> saved)
    {
        Sum = saved.Sum;
        for (var p = 0; p < others.Length; p++)
        {
            saved.Average[p].CopyTo(others[p], 0);
        }

        for (var p = 0; p < iterates.Length; p++)
        {
            saved.Iterates[p].CopyTo(iterates[p], 0);
        }
    }

    /// <summary>Gives the network the averages; the weights of the training are kept meanwhile.</summary>
    public void Show() => Swap(toAverage: true);

    /// <summary>Gives the network the weights of the training again.</summary>
    public void Hide() => Swap(toAverage: false);

    /// <summary>What the optimizer moves in the place of a parameter: z, which is y where nothing is between the two.</summary>
    public T[] Iterate(int parameter) => iterates.Length == 0 ? network.Parameters[parameter].Array : iterates[parameter];

    /// <summary>Counts a step.</summary>
    /// <returns>cₜ, the share of its weights in the new average.</returns>
    public double Add(OptimizerStep step)
    {
        var weight = rule.WeightOf(step.LearningRate);
        Sum = (rule.Decay * Sum) + weight;
        return weight == 0 ? 0 : weight / Sum;
    }

    /// <summary>x := (1 − c) x + c z and y := (1 − β) z + β x, for a tile.</summary>
    public void Update(in GradientTile tile, double share)
    {
        var x = tile.Of(others[tile.Parameter]).AsSpan();
        var z = tile.Of(Iterate(tile.Parameter)).AsSpan();
        if (share > 0)
        {
            new ExponentiallyWeightedAverage(1 - share).Next(x, z);
        }

        if (iterates.Length > 0)
        {
            var y = tile.Of(network.Parameters[tile.Parameter].Array).AsSpan();
            x.CopyTo(y);
            new ExponentiallyWeightedAverage(rule.Interpolation).Next(y, z);
        }
    }

    /// <summary>What a checkpoint keeps: the arrays themselves, or copies.</summary>
    public AverageState<T> Save(bool copies)
    {
        T[][] parameters = [.. network.Parameters.Select(parameter => parameter.Array)];
        var state = new AverageState<T>(Sum, isShown ? parameters : others, isShown ? others : parameters, iterates);
        return copies ? new(Sum, Copy(state.Average), Copy(state.Training), Copy(state.Iterates)) : state;
    }

    /// <summary>The first array in the place of a parameter that is not finite, and where; null when there is none.</summary>
    public string? FirstNotFinite()
    {
        for (var p = 0; p < others.Length; p++)
        {
            if (Guard.FirstNotFinite<T>(others[p]) is >= 0 and var i)
            {
                return $"the average of {network.Parameters[p].Place(i)} is {Guard.Describe(others[p][i])}";
            }

            if (Guard.FirstNotFinite<T>(Iterate(p)) is >= 0 and var j)
            {
                return $"z of {network.Parameters[p].Place(j)} is {Guard.Describe(Iterate(p)[j])}";
            }
        }

        return null;
    }

    private static T[][] Copy(T[][] arrays) => [.. arrays.Select(array => (T[])array.Clone())];

    private void Swap(bool toAverage)
    {
        if (isShown == toAverage)
        {
            return;
        }

        for (var p = 0; p < others.Length; p++)
        {
            var (shown, other) = (network.Parameters[p].Array, others[p]);
            for (var i = 0; i < shown.Length; i++)
            {
                (shown[i], other[i]) = (other[i], shown[i]);
            }
        }

        isShown = toAverage;
    }
}
