using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Scales the inputs of a batch before the first layer sees them, A[0] = s ⊙ X, and finds the gradient of the factors.</summary>
internal sealed class InputScalePass<T> : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ElementsOfAnItem = 4096;

    private readonly Network<T> network;
    private readonly T[] scaled;
    private readonly T[] weighted;
    private readonly T[] gradient;
    private readonly T[] ones;

    public InputScalePass(Network<T> network, int capacity)
    {
        this.network = network;
        var (inputs, first) = (network.Inputs, network.Layers[0]);
        scaled = network.InputScales is null ? [] : new T[ArrayLength.Of(inputs, capacity, "The inputs of a batch", nameof(capacity))];
        (weighted, gradient, ones) = network.InputScales is null ? ([], [], [])
            : (new T[first.WeightParameter.Array.Length], new T[inputs], new T[first.Units]);
        ones.AsSpan().Fill(T.One);
    }

    /// <summary>Scales the inputs of a step, where they are to be scaled.</summary>
    public void Run(WorkerTeam team, in TrainingStep<T> step)
    {
        if (network.InputScales is not null)
        {
            Run(team, step, step.Members);
        }
    }

    /// <summary>A[0] = s ⊙ X of the step that was run last, n_x × m, which is X itself where inputs are not scaled.</summary>
    public ReadOnlyMatrixSpan<T> Output(in TrainingStep<T> step) =>
        network.InputScales is null ? step.X : new MatrixBuffer<T>(scaled, network.Inputs).First(step.Examples);

    /// <summary>Turns a tile of V = (1/m) dZ Xᵀ into one of dW, and keeps the part of ds that follows from it.</summary>
    public void Differentiate(in TrainingStep<T> step, in GradientTile tile, MatrixSpan<T> v)
    {
        if (network.InputScales is { } scales)
        {
            var w = tile.Of(network.Layers[0].WeightParameter.Array);
            var ds = new MatrixSpan<T>(gradient.AsSpan(tile.First, tile.Columns), 1, tile.Columns);
            InputScales<T>.ScaleGradient(step.Products, w, v, new(ones, tile.Units, 1), tile.Of(weighted), ds);
            scales.ScaleColumns(v, tile.First);
        }
    }

    /// <summary>Gives the part of ds that was kept.</summary>
    public void Gradient(in GradientTile tile, MatrixSpan<T> ds) => tile.Of(gradient).AsSpan().CopyTo(ds.AsSpan());

    protected override int Items(in TrainingStep<T> step) => (step.Examples + ExamplesOfAnItem - 1) / ExamplesOfAnItem;

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var first = item * ExamplesOfAnItem;
        var count = Math.Min(ExamplesOfAnItem, step.Examples - first);
        network.InputScales!.Forward(
            step.X.SliceColumns(first, count), new MatrixBuffer<T>(scaled, network.Inputs).Columns(first, count));
    }

    private int ExamplesOfAnItem => Math.Max(1, ElementsOfAnItem / network.Inputs);
}
