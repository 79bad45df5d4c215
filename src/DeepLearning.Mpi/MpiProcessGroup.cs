using System.Diagnostics.CodeAnalysis;
using DeepLearning.Mpi.Native;
using DeepLearning.Processes;

namespace DeepLearning.Mpi;

/// <summary>The processes of <c>mpirun</c>, as a run sees them.</summary>
internal sealed class MpiProcessGroup(MpiWorld world, MpiLibrary? library, int shards, int? examples)
    : ProcessGroup(world.Rank, world.Size, shards, examples)
{
    private readonly Stack<int> free = new();
    private nint[] requests = [];

    public override string Host => world.Host;

    protected override int BeginSend(int rank, int tag, ReadOnlySpan<byte> values) => Keep(Library.Send(values, rank, tag));

    protected override int BeginReceive(int rank, int tag, Span<byte> values) => Keep(Library.Receive(values, rank, tag));

    protected override bool IsComplete(int operation)
    {
        if (!Library.Test(ref requests[operation]))
        {
            return false;
        }

        free.Push(operation);
        return true;
    }

    protected override void Fail(Exception failure) => world.Fail(failure);

    [SuppressMessage("Design", "CA1065", Justification = "One process alone has nobody to send anything to.")]
    private MpiLibrary Library => library ?? throw new InvalidOperationException("There is one process, and nobody to send anything to.");

    private int Keep(nint request)
    {
        if (!free.TryPop(out var operation))
        {
            operation = requests.Length;
            Array.Resize(ref requests, Math.Max(16, 2 * requests.Length));
            for (var other = requests.Length - 1; other > operation; other--)
            {
                free.Push(other);
            }
        }

        requests[operation] = request;
        return operation;
    }
}
