using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Computes the gradients from what the columns have left behind, tile by tile, on any threads.</summary>
internal sealed class GradientPass<T> : TeamJob<TrainingStep<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<T>[] layers;
    private readonly LayerCache<T>[] caches;
    private readonly Regularizer[] regularizers;
    private readonly InputScalePass<T>? inputScales;
    private readonly T[] ones;

    public GradientPass(
        Network<T> network, LayerCache<T>[] caches, Regularizer[] regularizers, InputScalePass<T>? inputScales, int capacity)
    {
        (layers, this.caches, this.regularizers, this.inputScales) = ([.. network.Layers], caches, regularizers, inputScales);
        ones = new T[capacity];
        ones.AsSpan().Fill(T.One);
    }

    /// <summary>Has every tile computed for the step's sink.</summary>
    public void Run(WorkerTeam team, in TrainingStep<T> step)
    {
        step.Gradients!.Begin(step.Tiles);
        Run(team, step, step.Members);
    }

    /// <summary>Computes a tile: some columns of dW, with the regularizer's part, or db, dγ or dβ, or a part of ds.</summary>
    public void Compute(in TrainingStep<T> step, in GradientTile tile, MatrixSpan<T> gradient)
    {
        if (step.Examples == 0)
        {
            gradient.AsSpan().Clear();
            return;
        }

        if (tile.IsOfInputScales)
        {
            inputScales!.Gradient(tile, gradient);
            return;
        }

        var layer = layers[tile.Layer];
        var columns = caches[tile.Layer].First(step.Examples);
        if (!tile.IsOfWeights)
        {
            DenseLayer<T>.UnitGradient(
                step.Products, columns.DeltaOf(tile.Part), new(ones.AsSpan(0, step.Examples), step.Examples, 1), gradient,
                step.Part.Examples);
            return;
        }

        var input = tile.Layer == 0 ? step.X : caches[tile.Layer - 1].First(step.Examples).Output;
        DenseLayer<T>.WeightGradient(
            step.Products, columns.Delta, input.SliceRows(tile.First, tile.Columns), gradient, step.Part.Examples);
        if (tile.Layer == 0)
        {
            inputScales?.Differentiate(step, tile, gradient);
        }

        if (step.Part.HasPenalty)
        {
            regularizers[tile.Layer].AddGradient(
                tile.Of(layer.WeightParameter.Array).AsSpan(), T.One / T.CreateChecked(step.Part.Examples), gradient.AsSpan());
        }
    }

    protected override int Items(in TrainingStep<T> step) => step.Tiles.Count;

    protected override int FirstItem(in TrainingStep<T> step, int member, int members) => step.Tiles.First(member, members);

    protected override void Reserve(in TrainingStep<T> step, Scratch scratch)
    {
        step.Products.Reserve<T>(scratch);
        step.Gradients!.Reserve(step.Tiles, scratch);
    }

    protected override void Run(in TrainingStep<T> step, int item)
    {
        var number = step.Tiles.Number(item);
        if (inputScales is null)
        {
            step.Gradients!.Take(step, number, this);
        }
        else
        {
            TakeWithInputScales(step, number);
        }
    }

    /// <summary>Takes a tile of ds together with that of the weights that it follows from, and not by itself.</summary>
    private void TakeWithInputScales(in TrainingStep<T> step, int number)
    {
        if (step.Tiles[number].IsOfInputScales)
        {
            return;
        }

        step.Gradients!.Take(step, number, this);
        if (number + 1 < step.Tiles.Count && step.Tiles[number + 1].IsOfInputScales)
        {
            step.Gradients.Take(step, number + 1, this);
        }
    }
}
