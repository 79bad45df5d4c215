using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Carries blocks of columns forward through a network, on as many threads as they are worth; remembers nothing of them.</summary>
internal sealed class Prediction<T> : TeamJob<PredictionBatch<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Z of a layer, and A of it and of the one below.</summary>
    private const int BlocksOfLayers = 3;

    /// <summary>One for each thread that predicts, kept for its next prediction.</summary>
    [ThreadStatic]
    private static Prediction<T>? own;

    /// <summary>Computes A[L], and Z[L] where room is given for it.</summary>
    public static void Run(Network<T> network, ReadOnlySpan<T> x, Span<T> logits, Span<T> outputs, int examples, WorkerTeam? team = null)
    {
        var products = Backend.Products;
        var members = ColumnBlocks.Members(network.WeightCount * examples, products, Backend.Threads);
        if (examples <= ColumnBlocks.Unit * Math.Max(1, members / 4) && products.ColumnGranularity == 1)
        {
            // A tile of columns for each would leave most threads idle. Those that share the weights read them once between them.
            (products, members) = (Backend.SharedProducts, 1);
        }

        var batch = new PredictionBatch<T>
        {
            Network = network,
            Products = products,
            X = new(x, network.Inputs, examples),
            Outputs = new(outputs, network.Outputs, examples),
            Logits = logits.IsEmpty ? default : new(logits, network.Outputs, examples),
            Width = ColumnBlocks.Width(examples, members, products.ColumnGranularity, Math.Max(network.Inputs, network.WidestLayer)),
        };

        // A user's activation may predict in its turn, on the same thread.
        var prediction = own ?? new();
        own = null;
        prediction.Run(team ?? WorkerTeam.Shared, batch, members);
        own = prediction;
    }

    protected override int Items(in PredictionBatch<T> batch) => ColumnBlocks.Count(batch.X.Columns, batch.Width);

    protected override void Reserve(in PredictionBatch<T> batch, Scratch scratch)
    {
        batch.Products.Reserve<T>(scratch);
        scratch.Reserve<T>(ScratchPurpose.Prediction, Room(batch));
    }

    protected override void Run(in PredictionBatch<T> batch, int item)
    {
        var (network, room) = (batch.Network, batch.RoomOfABlock);
        var first = item * batch.Width;
        var count = Math.Min(batch.Width, batch.X.Columns - first);
        using var memory = Scratch.Rent<T>(ScratchPurpose.Prediction, Room(batch));
        var input = batch.X.SliceColumns(first, count);
        if (network.InputScales is { } scales)
        {
            var scaled = new MatrixSpan<T>(memory.Slice(BlocksOfLayers * room, network.Inputs * count), network.Inputs, count);
            scales.Forward(input, scaled);
            input = scaled;
        }

        for (var l = 0; l < network.Layers.Count; l++)
        {
            var layer = network.Layers[l];
            var isLast = l == network.Layers.Count - 1;
            var z = isLast && batch.Logits.Columns > 0 ? batch.Logits.SliceColumns(first, count) : Block(memory, 0);
            var a = isLast ? batch.Outputs.SliceColumns(first, count) : Block(memory, 1 + (l % 2));

            // Where there is a normalization, A has room for Z until Z is normalized.
            layer.PreActivate(batch.Products, input, layer.AffineNormalization is null ? z : a, z, z);
            layer.Activate(z, a);
            input = a;

            MatrixSpan<T> Block(Scratch.Rented<T> of, int index) => new(of.Slice(index * room, layer.Units * count), layer.Units, count);
        }
    }

    private static nint Room(in PredictionBatch<T> batch) => (BlocksOfLayers * batch.RoomOfABlock) + batch.RoomOfInputs;
}
