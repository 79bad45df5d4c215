using System.Diagnostics;
using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Takes steps: forward, backward, the optimizer's update and the constraints.</summary>
internal sealed partial class Stepper<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ProductsOfAStep = 3;

    private readonly Network<T> network;
    private readonly ThreadChoice threads = new();
    private readonly OptimizerMemory<T> optimizer;
    private readonly GradientClipping? clipping;
    private readonly ImmediateUpdate<T> immediateUpdate;
    private readonly KeptUpdate<T> keptUpdate;
    private readonly SquaresPass<T> squares = new();
    private readonly ConstraintPass<T> constraints;
    private readonly AveragingPass<T> averaging = new();
    private readonly WorkerTeam team;

    /// <param name="network">The network to change.</param>
    /// <param name="loss">L.</param>
    /// <param name="regularizer">R, for every layer that names none of its own.</param>
    /// <param name="capacity">The largest number of examples of a batch.</param>
    /// <param name="optimizer">What moves its parameters.</param>
    /// <param name="clipping">What is done to gradients before the optimizer sees them.</param>
    /// <param name="team">The threads; those of the process by default.</param>
    public Stepper(
        Network<T> network, Loss loss, Regularizer regularizer, int capacity, OptimizerMemory<T> optimizer,
        GradientClipping? clipping = null, WorkerTeam? team = null)
    {
        (this.network, this.optimizer, this.clipping, this.team) = (network, optimizer, clipping, team ?? WorkerTeam.Shared);
        Pass = new(network, loss, regularizer, capacity, this.team, ofAllLayers: false);
        immediateUpdate = new(optimizer, clipping);
        keptUpdate = new(optimizer, clipping);
        constraints = new(network, optimizer);
    }

    /// <summary>What computes the gradients.</summary>
    public TrainingPass<T> Pass { get; }

    /// <summary>Takes the next step; when the cost is not finite, no parameter is changed.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="weights">How much each example counts; all the same when empty.</param>
    /// <param name="inspector">Who looks into the step, if anybody.</param>
    /// <returns>J = Σ wᵢ Lᵢ / Σ wᵢ + (1/m) Σ R.</returns>
    public double Step(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights = default, StepInspector<T>? inspector = null)
    {
        var examples = Pass.Examples(x);
        var most = Pass.Members(examples, ProductsOfAStep);
        var members = most > 1 ? threads.Begin(most, Stopwatch.GetTimestamp()) : most;

        // Gradients are kept, and applied when they are all there, where their norm is needed or somebody looks.
        var keeps = inspector is not null || clipping is { NeedsGlobalNorm: true };
        var step = Pass.Describe(x, y, weights, optimizer.Next, members, keeps ? Pass.Gradients.Kept : immediateUpdate);
        var cost = Pass.Run(step);
        if (double.IsFinite(cost))
        {
            inspector?.Look(Pass.Caches, examples);
            inspector?.BeforeUpdate(Pass.Gradients.Kept.Values);
            if (keeps)
            {
                var kept = Kept(Pass.Gradients.Kept, step.Tiles, members, step.Update);
                keptUpdate.Run(team, kept with { SumOfSquares = Pass.Gradients.Kept.SumOfSquares });
            }

            Finish(step.Tiles, members, step.Update);
            inspector?.AfterUpdate(optimizer);
            optimizer.Advance();
        }

        if (most > 1)
        {
            threads.End(examples, Stopwatch.GetTimestamp());
        }

        return cost;
    }

    /// <summary>Computes J of a batch and its gradients as of the next step. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="weights">How much each example counts; all the same when empty.</param>
    /// <param name="gradients">Receive the gradients; not meaningful where J is not finite.</param>
    public double ComputeGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights, Gradients<T> gradients) =>
        Pass.Run(Pass.Describe(x, y, weights, optimizer.Next, Pass.Members(Pass.Examples(x), ProductsOfAStep), gradients.Kept));

    /// <summary>Takes the next step with given gradients, which are clipped where they lie.</summary>
    public void Apply(Gradients<T> gradients)
    {
        var members = Pass.Members(examples: 1, ProductsOfAStep);
        Update(Kept(gradients.Kept, Pass.TilesFor(members), members, optimizer.Next));
        optimizer.Advance();
    }

    /// <summary>Clips gradients that were kept, by their norm if need be, and moves the parameters.</summary>
    private void Update(KeptStep<T> step)
    {
        keptUpdate.Run(team, clipping is { NeedsGlobalNorm: true } ? step with { SumOfSquares = squares.Run(team, step) } : step);
        Finish(step.Tiles, step.Members, step.Update);
    }

    /// <summary>Brings the weights that have moved back to their constraints, and averages them.</summary>
    private void Finish(GradientTiles tiles, int members, OptimizerStep update)
    {
        team.Run(constraints, members);
        if (optimizer.Averages is { } averages)
        {
            averaging.Run(team, averages, tiles, members, update);
        }
    }

    private static KeptStep<T> Kept(KeptGradients<T> gradients, GradientTiles tiles, int members, OptimizerStep update) =>
        new() { Gradients = gradients, Tiles = tiles, Members = members, Update = update };
}
