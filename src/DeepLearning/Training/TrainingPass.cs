using System.Diagnostics;
using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Forward, backward and update through a network for one batch, with all that must be remembered between them: Z, Ẑ, A, the dropout
/// masks, the deltas and the gradients. Allocated once, for the largest batch.
/// </summary>
/// <remarks>
/// Blocks of columns go forward and back through all layers by themselves, on any threads. The gradients sum over all
/// columns, so they begin when the last block is done, in tiles, again on any threads. Every sum has one order, whatever the
/// number of threads.
/// </remarks>
internal sealed unsafe class TrainingPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ThreadChoice threads = new();
    private readonly Network<T> network;
    private readonly RunningBatch<T> batch;
    private readonly LayerCache<T>[] caches;
    private readonly GradientTiles<T> tiles;
    private readonly InputDropout<T> inputDropout;
    private readonly InputPass<T> inputPass;
    private readonly ColumnPass<T> columns;
    private readonly PenaltyPass<T> penalties;
    private readonly GradientPass<T> gradient;
    private readonly ClippedUpdate<T> clippedUpdate;
    private readonly ConstraintPass<T> constraints;
    private readonly T[] losses;
    private readonly WorkerTeam team;
    private T[][]? gradients;
    private StepInspector<T>? inspector;

    public TrainingPass(Network<T> network, Loss loss, Regularizer regularizer, int capacity, WorkerTeam? team = null)
    {
        this.network = network;
        this.team = team ?? WorkerTeam.Shared;
        Capacity = capacity;
        losses = new T[capacity];
        batch = new RunningBatch<T>(network, capacity);
        caches = [.. network.Layers.Select(layer => new LayerCache<T>(layer, capacity))];
        Regularizer[] regularizers = [.. network.Layers.Select(layer => layer.Definition.Regularizer ?? regularizer)];
        tiles = new GradientTiles<T>(network);
        inputDropout = new InputDropout<T>(network, batch);
        inputPass = new InputPass<T>(network, batch, capacity);
        columns = new ColumnPass<T>(network, loss, batch, inputPass, caches, losses);
        penalties = new PenaltyPass<T>(network, tiles, regularizers);
        gradient = new GradientPass<T>(network, batch, tiles, caches, regularizers, capacity);
        clippedUpdate = new ClippedUpdate<T>(tiles);
        constraints = new ConstraintPass<T>(network);
    }

    /// <summary>The largest number of examples of a batch.</summary>
    public int Capacity { get; }

    /// <summary>The number of examples of the last batch.</summary>
    public int Examples => batch.Examples;

    /// <summary>What is done to gradients before the optimizer sees them.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>
    /// The gradients, dW[1], db[1], dW[2], db[2], …, of the last <see cref="Run"/>, in the order of the network's parameters.
    /// </summary>
    public IReadOnlyList<T[]> Gradients => gradients ??= [.. network.Parameters.Select(parameter => new T[parameter.Array.Length])];

    /// <summary>What each layer remembers of the last batch.</summary>
    public IReadOnlyList<LayerCache<T>> Caches => caches;

    /// <summary>Forward and backward, to the gradients. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="step">The number of the step, which decides the dropout masks.</param>
    /// <returns>J = (1/m) (Σ L + Σ R).</returns>
    public double Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, long step)
    {
        gradient.Aim(Gradients, update: null);
        return Launch(x, y, [], x.Length / network.Inputs, step, backward: true, optimizer: null);
    }

    /// <summary>Forward, backward and the optimizer's next step; when the cost is not finite, no parameter is changed.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="optimizer">What moves the parameters.</param>
    /// <param name="weights">How much each example counts; all the same when empty.</param>
    /// <param name="look">Who looks into the step, if anybody.</param>
    /// <returns>J = Σ wᵢ Lᵢ / Σ wᵢ + (1/m) Σ R.</returns>
    public double Step(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, OptimizerMemory<T> optimizer, ReadOnlySpan<T> weights = default, StepInspector<T>? look = null)
    {
        inspector = look;
        if (KeepsGradients)
        {
            gradient.Aim(Gradients, update: null);
        }
        else
        {
            gradient.Clipping = Clipping;
            gradient.Aim(keep: null, optimizer);
        }

        var cost = Launch(x, y, weights, x.Length / network.Inputs, optimizer.Steps + 1, backward: true, optimizer);
        if (double.IsFinite(cost))
        {
            optimizer.Advance();
        }

        return cost;
    }

    /// <summary>J of a batch, without gradients.</summary>
    public double Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int examples, long step) =>
        Launch(x, y, [], examples, step, backward: false, optimizer: null);

    private double Launch(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights, int examples, long step, bool backward, OptimizerMemory<T>? optimizer)
    {
        fixed (T* firstInput = x, firstTarget = y)
        {
            batch.Set(firstInput, firstTarget, weights, examples, step, Backend.Products);
            var most = Members(backward ? 3 : 1);
            if (tiles.Divide(batch.Products, most))
            {
                penalties.Prepare();
                gradient.Prepare();
            }

            var isChosen = optimizer is not null && most > 1;
            var members = isChosen ? threads.Begin(most, Stopwatch.GetTimestamp()) : most;
            inputPass.Prepare(members);
            columns.Prepare(members, backward);
            team.Run(inputDropout, members);
            team.Run(inputPass, members);
            team.Run(columns, members);
            if (penalties.IsNeeded)
            {
                team.Run(penalties, members);
            }

            var cost = Cost();
            if (backward && double.IsFinite(cost))
            {
                team.Run(gradient, members);
                Finish(optimizer, members);
            }

            if (isChosen)
            {
                threads.End(examples, Stopwatch.GetTimestamp());
            }

            return cost;
        }
    }

    /// <summary>What of an update must wait for all gradients, or for all weights.</summary>
    private void Finish(OptimizerMemory<T>? optimizer, int members)
    {
        if (optimizer is null)
        {
            return;
        }

        if (KeepsGradients)
        {
            inspector?.BeforeUpdate(caches, Gradients, batch.Examples);
            clippedUpdate.Aim(Clipping, Gradients, optimizer, gradient.SumOfSquares);
            team.Run(clippedUpdate, members);
        }

        team.Run(constraints, members);
        inspector?.AfterUpdate(optimizer);
    }

    /// <summary>How many threads the batch is worth.</summary>
    private int Members(int products) => batch.Products.ColumnGranularity == int.MaxValue
        ? 1
        : (int)Math.Clamp(network.WeightCount * batch.Examples * products / ColumnBlocks.WorkOfAThread, 1, Backend.Threads);

    /// <summary>
    /// Whether a step keeps its gradients and applies them when it has them all: where their norm is needed, or somebody looks.
    /// </summary>
    private bool KeepsGradients => inspector is not null || Clipping is { NeedsGlobalNorm: true };

    private double Cost()
    {
        var sum = penalties.Sum;
        foreach (var one in losses.AsSpan(0, batch.Examples))
        {
            sum += double.CreateChecked(one);
        }

        return sum / batch.Examples;
    }
}
