using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Takes a batch forward, back and to the gradients, with all that must be remembered in between: Z, Ẑ, A, the dropout masks, the deltas.
/// Allocated once, for the largest batch.
/// </summary>
/// <remarks>
/// Blocks of columns go forward and back through all layers by themselves, on any threads. The gradients sum over all columns, so they
/// begin when the last block is done, in tiles, again on any threads. Every sum has one order, whatever the number of threads.
/// </remarks>
internal sealed class TrainingPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly UnitMeanExampleWeights<T> weights;
    private readonly LayerCache<T>[] caches;
    private readonly GradientTilesCache<T> tiles;
    private readonly InputDropout<T> inputDropout;
    private readonly InputScalePass<T>? inputScales;
    private readonly SplitProduct<T> firstProduct;
    private readonly ColumnPass<T> columns;
    private readonly PenaltyPass<T> penalties;
    private readonly GradientPass<T> gradients;
    private readonly WorkerTeam team;
    private readonly int longestColumn;
    private Gradients<T>? kept;

    /// <param name="network">The network.</param>
    /// <param name="loss">L.</param>
    /// <param name="regularizer">R, for every layer that names none of its own.</param>
    /// <param name="capacity">The largest number of examples of a batch.</param>
    /// <param name="team">The threads; those of the process by default.</param>
    /// <param name="ofAllLayers">Whether layers that training does not change have gradients and penalties too.</param>
    public TrainingPass(
        Network<T> network, Loss loss, Regularizer regularizer, int capacity, WorkerTeam? team = null, bool ofAllLayers = true)
    {
        this.network = network;
        this.team = team ?? WorkerTeam.Shared;
        (Capacity, longestColumn) = (capacity, Math.Max(network.Inputs, network.WidestLayer));
        Regularizer[] regularizers = [.. network.Layers.Select(layer => layer.Definition.Regularizer ?? regularizer)];
        weights = new(capacity);
        caches = [.. network.Layers.Select(layer => new LayerCache<T>(layer, capacity))];
        tiles = new(network, ofAllLayers);
        inputDropout = new(network, capacity);
        inputScales = InputScalePass<T>.Of(network, capacity);
        firstProduct = new(capacity);
        columns = new(network, loss, caches, inputScales, capacity);
        penalties = new(network, regularizers);
        gradients = new(network, caches, regularizers, inputScales, capacity);
    }

    /// <summary>The largest number of examples of a batch.</summary>
    public int Capacity { get; }

    /// <summary>What each layer remembers of the last batch.</summary>
    public IReadOnlyList<LayerCache<T>> Caches => caches;

    /// <summary>The gradients of the last batch whose gradients were kept.</summary>
    public Gradients<T> Gradients => kept ??= new(network);

    /// <summary>Computes J of a batch, J = (1/m) (Σ L + Σ R).</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="number">The number of the step, which decides the dropout masks.</param>
    public double Cost(ReadOnlySpan<T> x, ReadOnlySpan<T> y, long number) =>
        Run(Describe(x, y, [], new(number, 0), Members(Examples(x), products: 1), sink: null));

    /// <summary>Computes J of a batch and its gradients, which are kept. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="number">The number of the step, which decides the dropout masks.</param>
    public double ComputeGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> y, long number) =>
        Run(Describe(x, y, [], new(number, 0), Members(Examples(x), products: 3), Gradients.Kept));

    /// <summary>Computes (1/m) Σ L of a batch and how each L depends on the inputs of its example. Drops nothing.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="inputGradients">Receives dX, n_x × m.</param>
    public double ComputeInputGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> inputGradients)
    {
        var step = Describe(x, y, [], default, Members(Examples(x), products: 2), sink: null);
        return Run(step with { IsWithoutDropout = true, InputGradients = new(inputGradients, network.Inputs, step.Examples) });
    }

    /// <summary>Describes a step.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="exampleWeights">How much each example counts; all the same when empty.</param>
    /// <param name="update">The step of the optimizer.</param>
    /// <param name="members">How many threads share it.</param>
    /// <param name="sink">What becomes of the gradients; null where none are computed.</param>
    /// <param name="place">Where the examples lie in the batch; nowhere in particular where they are all of it.</param>
    /// <param name="sumOfWeights">Σ w over the whole batch; null where it is that of the given weights.</param>
    public TrainingStep<T> Describe(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> exampleWeights, OptimizerStep update, int members, GradientSink<T>? sink,
        BatchPart place = default, double? sumOfWeights = null)
    {
        var (products, examples) = (Backend.Products, Examples(x));
        var part = place.Examples == 0 ? new(First: 0, examples) : place;
        return new()
        {
            X = new(x, network.Inputs, examples),
            Y = new(y, network.Outputs, examples),
            Weights = weights.Scale(exampleWeights, part.Examples, sumOfWeights),
            Part = part,
            Update = update,
            Products = products,
            Members = members,
            Width = ColumnBlocks.Width(examples, members, products.ColumnGranularity, longestColumn),
            Tiles = tiles.For(products.ColumnGranularity, members),
            Gradients = sink,
        };
    }

    /// <summary>Takes a step's batch forward and, where it wants gradients and the cost is finite, back to them.</summary>
    /// <returns>J = Σ wᵢ Lᵢ / Σ wᵢ + (1/m) Σ R; of the last part of a batch in parts, that of the whole.</returns>
    public double Run(in TrainingStep<T> given)
    {
        // The description is copied only where something is added to it: it is large beside a small step.
        return inputDropout.IsNeeded ? RunOnInputs(given with { X = inputDropout.Run(team, given) }) : RunOnInputs(given);
    }

    private double RunOnInputs(in TrainingStep<T> step)
    {
        inputScales?.Run(team, step);
        var input = inputScales is null ? step.X : inputScales.Output(step);
        var first = firstProduct.Run(team, network.Layers[0].WeightParameter.View, input, step.Products, step.Members);
        return first.IsEmpty ? RunPasses(step) : RunPasses(step with { FirstProduct = first });
    }

    private double RunPasses(in TrainingStep<T> step)
    {
        var losses = columns.Run(team, step);
        var sum = step.InputGradients.IsEmpty && step.Part.HasPenalty ? penalties.Run(team, step) : 0;
        foreach (var loss in losses)
        {
            sum += double.CreateChecked(loss);
        }

        var cost = sum / step.Part.Examples;
        return step.Gradients is null ? cost : step.Gradients.Run(team, step, gradients, cost);
    }

    /// <summary>How the gradients are divided among so many threads.</summary>
    public GradientTiles TilesFor(int members) => tiles.For(Backend.Products.ColumnGranularity, members);

    /// <summary>The number of examples of a batch.</summary>
    public int Examples(ReadOnlySpan<T> x) => x.Length / network.Inputs;

    /// <summary>How many threads a batch is worth.</summary>
    /// <param name="examples">The number of its examples.</param>
    /// <param name="products">How many products there are for each weight: 1 forward, 3 with backward.</param>
    public int Members(int examples, int products) =>
        ColumnBlocks.Members(network.WeightCount * examples * products, Backend.Products, Backend.Threads);
}
