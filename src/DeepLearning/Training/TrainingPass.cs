using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Forward, backward and update through a network for one batch, with all that must be remembered between them: Z, A, the dropout
/// masks, the deltas and the gradients. Allocated once, for the largest batch.
/// </summary>
/// <remarks>
/// Each thread carries columns of its own forward and back through all layers, since examples do not depend on each other.
/// The gradients sum over all columns, so there is one barrier; then each thread computes tiles of the gradients and
/// moves the weights by each tile while it is in the cache. Every sum has one order, whatever the number of threads.
/// </remarks>
internal sealed unsafe class TrainingPass<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds that are worth waking one more thread for.</summary>
    private const long WorkOfAThread = 500_000;

    private readonly Network<T> network;
    private readonly ColumnPass<T> columns;
    private readonly LayerCache<T>[] caches;
    private readonly Regularizer[] regularizers;
    private readonly double[] penalties;
    private readonly T[] losses;
    private readonly T[] ones;
    private readonly NormalizedWeights<T> weights;
    private readonly double[] squares;
    private readonly bool constrained;
    private readonly WorkerTeam team;
    private T[][]? gradients;
    private GradientTiles tiles;
    private MatrixBackend products;

    // The arguments of the step that is running.
    private T* x;
    private T* y;
    private int examples;
    private long step;
    private bool backward;
    private OptimizerMemory<T>? memory;
    private double cost;

    public TrainingPass(Network<T> network, Loss loss, Regularizer regularizer, int capacity, WorkerTeam? team = null)
    {
        this.team = team ?? WorkerTeam.Shared;
        this.network = network;
        Capacity = capacity;
        regularizers = [.. network.Layers.Select(layer => layer.Recipe.Regularizer ?? regularizer)];
        caches = [.. network.Layers.Select(layer => new LayerCache<T>(layer, capacity))];
        losses = new T[capacity];
        ones = new T[capacity];
        ones.AsSpan().Fill(T.One);
        columns = new ColumnPass<T>(network, loss, caches, losses);
        products = Backend.Products;
        tiles = new GradientTiles(GradientTile.Of(network.Layers, products.ColumnsAPart));
        penalties = new double[network.Layers.Sum(layer => layer.Inputs) + network.Layers.Count];
        squares = new double[penalties.Length];
        weights = new NormalizedWeights<T>(capacity);
        constrained = network.Layers.Any(layer => layer.Recipe.Constraint is not null);
    }

    /// <summary>The largest number of examples of a batch.</summary>
    public int Capacity { get; }

    /// <summary>The number of examples of the last batch.</summary>
    public int Examples => examples;

    /// <summary>What is done to gradients before the optimizer sees them.</summary>
    public GradientClipping? Clipping
    {
        get;
        init
        {
            field = value;
            _ = value is { NeedsGlobalNorm: true } ? Gradients : null;
        }
    }

    /// <summary>dW[1], db[1], dW[2], db[2], … of the last <see cref="Run"/>, in the order of the network's parameters.</summary>
    public IReadOnlyList<T[]> Gradients => gradients ??= [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])];

    /// <summary>What each layer remembers of the last batch.</summary>
    public IReadOnlyList<LayerCache<T>> Caches => caches;

    /// <summary>Forward and backward, to the gradients. Changes no parameter.</summary>
    /// <param name="inputs">X, n_x × m.</param>
    /// <param name="targets">Y, n_y × m.</param>
    /// <param name="number">The number of the step, which decides the dropout masks.</param>
    /// <returns>J = (1/m) (Σ L + Σ R).</returns>
    public double Run(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, long number)
    {
        _ = Gradients;
        return Launch(inputs, targets, [], inputs.Length / network.Inputs, number, andBack: true, null);
    }

    /// <summary>Forward, backward and the optimizer's next step; when the cost is not finite, no parameter is changed.</summary>
    /// <param name="inputs">X, n_x × m.</param>
    /// <param name="targets">Y, n_y × m.</param>
    /// <param name="optimizer">What moves the parameters.</param>
    /// <param name="exampleWeights">How much each example counts; all the same when empty.</param>
    /// <returns>J = Σ wᵢ Lᵢ / Σ wᵢ + (1/m) Σ R.</returns>
    public double Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, OptimizerMemory<T> optimizer, ReadOnlySpan<T> exampleWeights = default)
    {
        var result = Launch(inputs, targets, exampleWeights, inputs.Length / network.Inputs, optimizer.Steps + 1, andBack: true, optimizer);
        if (double.IsFinite(result))
        {
            optimizer.Advance();
        }

        return result;
    }

    /// <summary>J of a batch, without gradients.</summary>
    public double Forward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, int count, long number) =>
        Launch(inputs, targets, [], count, number, andBack: false, null);

    void ITeamJob.Run(TeamMember member)
    {
        var (start, length) = member.Share(examples, Math.Max(ColumnPass<T>.Unit, products.ColumnsAPart == 1 ? 1 : ColumnPass<T>.Block));
        columns.Run(
            products, new(x, examples * network.Inputs), new(y, examples * network.Outputs), weights.Values, start, length, step, backward);
        var (from, to) = tiles.Share(member);
        for (var index = from; index < to; index++)
        {
            penalties[index] = Penalty(tiles[index]);
        }

        member.Barrier();

        // Every member comes to the same sum for itself: cheaper than waiting for one to tell the others.
        var total = Cost();
        if (member.Index == 0)
        {
            cost = total;
        }

        if (backward && double.IsFinite(total))
        {
            for (var index = from; index < to; index++)
            {
                Compute(tiles[index], index);
            }

            if (memory is not null)
            {
                Finish(member, from, to);
            }
        }
    }

    /// <summary>What of an update must wait for the other members.</summary>
    private void Finish(TeamMember member, int from, int to)
    {
        if (Clipping is { NeedsGlobalNorm: true } clipping)
        {
            member.Barrier();
            var sum = Sum(squares.AsSpan(0, tiles.Count));
            for (var index = from; index < to; index++)
            {
                var (parameter, start, length) = Range(tiles[index]);
                var gradient = Gradients[parameter].AsSpan(start, length);
                clipping.Clip(gradient, sum);
                memory!.Update(parameter, start, gradient);
            }
        }

        if (constrained)
        {
            member.Barrier();
            for (var l = 0; l < network.Layers.Count; l++)
            {
                var layer = network.Layers[l];
                var (first, count) = member.Share(layer.Units);
                layer.Recipe.Constraint?.Apply<T>(layer.WeightParameter.Array, layer.Units, first, count);
            }
        }
    }

    private double Launch(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> exampleWeights, int count, long number, bool andBack,
        OptimizerMemory<T>? optimizer)
    {
        weights.Set(exampleWeights);
        var current = Backend.Products;
        if (current != products)
        {
            products = current;
            tiles = new GradientTiles(GradientTile.Of(network.Layers, products.ColumnsAPart));
        }

        var work = network.WeightCount * count * (andBack ? 3 : 1) / WorkOfAThread;
        var members = products.ColumnsAPart == int.MaxValue ? 1 : (int)Math.Clamp(work, 1, Backend.Threads);
        fixed (T* firstInput = inputs, firstTarget = targets)
        {
            x = firstInput;
            y = firstTarget;
            (examples, step, backward, memory) = (count, number, andBack, optimizer);
            team.Run(this, members);
            memory = null;
        }

        return cost;
    }

    /// <summary>R of a tile's weights.</summary>
    private double Penalty(GradientTile tile)
    {
        if (tile.IsBias)
        {
            return 0;
        }

        var units = network.Layers[tile.Layer].Units;
        return regularizers[tile.Layer].Penalty<T>(
            network.Layers[tile.Layer].WeightParameter.Array.AsSpan(tile.First * units, tile.Columns * units));
    }

    private double Cost()
    {
        var sum = 0.0;
        foreach (var one in losses.AsSpan(0, examples))
        {
            sum += double.CreateChecked(one);
        }

        return (sum + Sum(penalties.AsSpan(0, tiles.Count))) / examples;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Which elements of which parameter a tile holds.</summary>
    private (int Parameter, int Start, int Length) Range(GradientTile tile)
    {
        var units = network.Layers[tile.Layer].Units;
        return tile.IsBias ? ((2 * tile.Layer) + 1, 0, units) : (2 * tile.Layer, tile.First * units, tile.Columns * units);
    }

    /// <summary>The gradient of a tile, and the optimizer's step with it.</summary>
    private void Compute(GradientTile tile, int index)
    {
        var layer = network.Layers[tile.Layer];
        var delta = caches[tile.Layer].Of(caches[tile.Layer].Delta, examples);
        var (parameter, start, length) = Range(tile);
        var kept = memory is null || Clipping is { NeedsGlobalNorm: true };
        var gradient = kept
            ? Gradients[parameter].AsSpan(start, length)
            : new Span<T>(Scratch<T, GradientTile>.Get(length), length);
        if (tile.IsBias)
        {
            layer.BiasGradient(products, delta, ones, gradient, examples);
        }
        else
        {
            var input = tile.Layer == 0
                ? new ReadOnlySpan<T>(x, examples * network.Inputs)
                : caches[tile.Layer - 1].Of(caches[tile.Layer - 1].Output, examples);
            layer.WeightGradient(products, input, delta, tile.First, tile.Columns, gradient, examples);
            regularizers[tile.Layer].AddGradient(
                layer.WeightParameter.Array.AsSpan(start, length), T.One / T.CreateChecked(examples), gradient);
        }

        if (memory is null)
        {
            return;
        }

        if (kept)
        {
            squares[index] = double.CreateChecked(TensorPrimitives.SumOfSquares<T>(gradient));
            return;
        }

        Clipping?.Clip(gradient, double.NaN);
        memory.Update(parameter, start, gradient);
    }
}
