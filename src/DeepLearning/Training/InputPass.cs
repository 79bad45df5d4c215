using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The first layer's product divided by inputs instead of columns: each thread needs only the weights that it has itself updated, so they
/// stay in its cache. The parts are those whose sums a product adds in order anyway, so the bits are the same.
/// </summary>
/// <remarks>For few examples, where moving the weights from thread to thread costs more than moving the parts.</remarks>
internal sealed class InputPass<T>(Network<T> network, RunningBatch<T> batch, int capacity) : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Weights that fit a first-level cache anyway are not worth another meeting of the threads.</summary>
    private const int FewestWeights = 16_384;

    private T[] parts = [];
    private int length;

    public int Items { get; private set; }

    /// <summary>Whether the first layer is computed this way.</summary>
    public bool IsUsed => Items > 0;

    /// <summary>Decides, for a batch and so many threads.</summary>
    public void Prepare(int members)
    {
        var (layer, inputs) = (network.Layers[0], network.Inputs);
        length = members > 1 ? batch.Products.SummationBlock<T>(inputs) : 0;
        var blocks = length == 0 ? 0 : ColumnBlocks.Count(inputs, length);
        var room = (long)blocks * layer.Units * capacity;
        var pays = blocks >= members && batch.Examples <= inputs / 2 && inputs * layer.Units >= FewestWeights;
        Items = pays && room <= Array.MaxLength ? blocks : 0;
        if (IsUsed && parts.Length < room)
        {
            parts = new T[room];
        }
    }

    public void Reserve(Scratch scratch) => batch.Products.Reserve<T>(scratch);

    public void Run(int item)
    {
        var (layer, first) = (network.Layers[0], item * length);
        layer.ForwardPart(
            batch.Products, batch.X, first, Math.Min(length, network.Inputs - first), Part(item, 0, batch.Examples), batch.Examples);
    }

    /// <summary>Z of some columns: the parts and the bias, added in the order of the product.</summary>
    public void Add(Span<T> z, int first, int count)
    {
        var layer = network.Layers[0];
        var part = Part(0, first, count);
        for (var start = 0; start < z.Length; start += layer.Units)
        {
            TensorPrimitives.Add(part.Slice(start, layer.Units), layer.BiasParameter.Array, z.Slice(start, layer.Units));
        }

        for (var item = 1; item < Items; item++)
        {
            TensorPrimitives.Add(z, Part(item, first, count), z);
        }
    }

    private Span<T> Part(int item, int first, int count)
    {
        var units = network.Layers[0].Units;
        return parts.AsSpan(((item * capacity) + first) * units, count * units);
    }
}
