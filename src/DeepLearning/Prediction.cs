using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Carries columns forward through a network, on as many threads as they are worth; remembers nothing of them.</summary>
internal sealed unsafe class Prediction<T> : ITeamJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds that are worth waking one more thread for.</summary>
    private const long WorkOfAThread = 500_000;

    /// <summary>So many columns go through the network together: enough for the products, few enough for the caches.</summary>
    private const int Block = 64;

    /// <summary>Columns are shared out in multiples of this, the width of a product's tile.</summary>
    private const int Unit = 8;

    /// <summary>One for each thread that predicts, kept for its next prediction.</summary>
    [ThreadStatic]
    private static Prediction<T>? own;

    private Network<T>? network;
    private MatrixBackend? products;
    private T* x;
    private T* logits;
    private T* outputs;
    private int examples;

    /// <summary>Computes A[L], and Z[L] where room is given for it.</summary>
    public static void Run(Network<T> network, ReadOnlySpan<T> x, Span<T> logits, Span<T> outputs, int examples)
    {
        // A user's activation may predict in its turn, on the same thread.
        var prediction = own ?? new Prediction<T>();
        own = null;
        prediction.Launch(network, x, logits, outputs, examples);
        own = prediction;
    }

    void ITeamJob.Run(TeamMember member)
    {
        var together = products!.ColumnsAPart;
        var (start, length) = member.Share(examples, together == 1 ? Unit : Block);
        var block = together == int.MaxValue ? Math.Max(1, length) : Block;
        for (var first = start; first < start + length; first += block)
        {
            RunBlock(network!, products, first, Math.Min(block, start + length - first));
        }
    }

    private void Launch(Network<T> of, ReadOnlySpan<T> inputs, Span<T> rawOutputs, Span<T> results, int count)
    {
        fixed (T* firstInput = inputs, firstLogit = rawOutputs, firstOutput = results)
        {
            network = of;
            products = Backend.Products;
            x = firstInput;
            logits = rawOutputs.IsEmpty ? null : firstLogit;
            outputs = firstOutput;
            examples = count;
            var members = products.ColumnsAPart == int.MaxValue ? 1 : Math.Clamp(of.WeightCount * count / WorkOfAThread, 1, Backend.Threads);
            WorkerTeam.Shared.Run(this, (int)members);
            network = null;
        }
    }

    private void RunBlock(Network<T> of, MatrixBackend with, int first, int count)
    {
        var room = of.WidestLayer * count;
        var scratch = Scratch<T, Prediction<T>>.Get(3 * (nint)room);
        var input = new ReadOnlySpan<T>(x + ((nint)first * of.Inputs), count * of.Inputs);
        for (var l = 0; l < of.Layers.Count; l++)
        {
            var layer = of.Layers[l];
            var (from, size) = ((nint)first * layer.Units, layer.Units * count);
            var last = l == of.Layers.Count - 1;
            var z = new Span<T>(last && logits != null ? logits + from : scratch, size);
            var a = new Span<T>(last ? outputs + from : scratch + ((nint)room * (1 + (l % 2))), size);
            layer.Forward(with, input, z, a, count);
            input = a;
        }
    }
}
