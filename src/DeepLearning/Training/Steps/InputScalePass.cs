using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Scales the inputs of a batch before the first layer sees them, A[0] = s ⊙ X, and finds the gradient of the factors.</summary>
internal sealed class InputScalePass<T> : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ElementsOfAnItem = 4096;

    private readonly InputScales<T> scales;
    private readonly DenseLayer<T> layer;
    private readonly T[] scaled;
    private readonly T[] weighted;
    private readonly T[] gradient;
    private readonly T[] ones;

    private InputScalePass(InputScales<T> scales, DenseLayer<T> layer, int capacity)
    {
        (this.scales, this.layer) = (scales, layer);
        scaled = new T[ArrayLength.Of(layer.Inputs, capacity, "The inputs of a batch", nameof(capacity))];
        (weighted, gradient, ones) = (new T[layer.WeightParameter.Array.Length], new T[layer.Inputs], new T[layer.Units]);
        ones.AsSpan().Fill(T.One);
    }

    private int ExamplesOfAnItem => Math.Max(1, ElementsOfAnItem / layer.Inputs);

    /// <summary>The pass of a network, with room for so many examples; null where its inputs are not scaled.</summary>
    public static InputScalePass<T>? Of(Network<T> network, int capacity) =>
        network.InputScales is { } scales ? new(scales, network.Layers[0], capacity) : null;

    /// <summary>Scales the inputs of a step.</summary>
    public void Run(WorkerTeam team, in TrainingStep<T> step) => Run(team, step, step.Members);

    /// <summary>A[0] = s ⊙ X of the step that was run last, n_x × m.</summary>
    public ReadOnlyMatrixSpan<T> Output(in TrainingStep<T> step) => new MatrixBuffer<T>(scaled, layer.Inputs).First(step.Examples);

    /// <summary>Turns a tile of V = (1/m) dZ Xᵀ into one of dW, and keeps the part of ds that follows from it.</summary>
    public void Differentiate(in TrainingStep<T> step, in GradientTile tile, MatrixSpan<T> v)
    {
        var w = tile.Of(layer.WeightParameter.Array);
        var ds = new MatrixSpan<T>(gradient.AsSpan(tile.First, tile.Columns), 1, tile.Columns);
        InputScales<T>.ScaleGradient(step.Products, w, v, new(ones, tile.Units, 1), tile.Of(weighted), ds);
        scales.ScaleColumns(v, tile.First);
    }

    /// <summary>Gives the part of ds that was kept.</summary>
    public void Gradient(in GradientTile tile, MatrixSpan<T> ds) => tile.Of(gradient).AsSpan().CopyTo(ds.AsSpan());

    protected override int Items(in TrainingStep<T> step) => (step.Examples + ExamplesOfAnItem - 1) / ExamplesOfAnItem;

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var first = item * ExamplesOfAnItem;
        var count = Math.Min(ExamplesOfAnItem, step.Examples - first);
        scales.Forward(step.X.SliceColumns(first, count), new MatrixBuffer<T>(scaled, layer.Inputs).Columns(first, count));
    }
}
