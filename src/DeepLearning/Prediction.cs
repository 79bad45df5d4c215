using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Carries blocks of columns forward through a network, on as many threads as they are worth; remembers nothing of them.</summary>
internal sealed unsafe class Prediction<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One for each thread that predicts, kept for its next prediction.</summary>
    [ThreadStatic]
    private static Prediction<T>? own;

    /// <summary>Z of a layer, and A of it and of the one below.</summary>
    private const int BlocksOfAThread = 3;

    private Network<T>? network;
    private MatrixBackend? products;
    private T* x;
    private T* logits;
    private T* outputs;
    private int examples;
    private int width;

    public int Items { get; private set; }

    /// <summary>Computes A[L], and Z[L] where room is given for it.</summary>
    public static void Run(Network<T> network, ReadOnlySpan<T> x, Span<T> logits, Span<T> outputs, int examples, WorkerTeam? team = null)
    {
        // A user's activation may predict in its turn, on the same thread.
        var prediction = own ?? new Prediction<T>();
        own = null;
        prediction.Launch(network, x, logits, outputs, examples, team ?? WorkerTeam.Shared);
        own = prediction;
    }

    public void Reserve(Scratch scratch)
    {
        products!.Reserve<T>(scratch);
        scratch.Reserve<T>(ScratchPurpose.Prediction, BlocksOfAThread * (nint)network!.WidestLayer * width);
    }

    public void Run(int item)
    {
        var first = item * width;
        var count = Math.Min(width, examples - first);
        var room = (nint)network!.WidestLayer * width;
        using var memory = Scratch.Rent<T>(ScratchPurpose.Prediction, BlocksOfAThread * room);
        var scratch = memory.Start;
        var input = new ReadOnlySpan<T>(x + ((nint)first * network.Inputs), count * network.Inputs);
        for (var l = 0; l < network.Layers.Count; l++)
        {
            var layer = network.Layers[l];
            var (from, size) = ((nint)first * layer.Units, layer.Units * count);
            var last = l == network.Layers.Count - 1;
            var z = new Span<T>(last && logits != null ? logits + from : scratch, size);
            var a = new Span<T>(last ? outputs + from : scratch + (room * (1 + (l % 2))), size);
            layer.Forward(products!, input, z, a, count);
            input = a;
        }
    }

    private void Launch(Network<T> of, ReadOnlySpan<T> inputs, Span<T> rawOutputs, Span<T> results, int count, WorkerTeam team)
    {
        fixed (T* firstInput = inputs, firstLogit = rawOutputs, firstOutput = results)
        {
            (network, products, examples) = (of, Backend.Products, count);
            x = firstInput;
            logits = rawOutputs.IsEmpty ? null : firstLogit;
            outputs = firstOutput;
            var together = products.ColumnGranularity;
            var members = together == int.MaxValue ? 1 : (int)Math.Clamp(of.WeightCount * count / ColumnBlocks.WorkOfAThread, 1, Backend.Threads);
            width = ColumnBlocks.Width(count, members, together, Math.Max(of.Inputs, of.WidestLayer));
            Items = ColumnBlocks.Count(count, width);
            team.Run(this, members);
            network = null;
        }
    }
}
