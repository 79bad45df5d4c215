namespace DeepLearning.Mpi.Native;

/// <summary>The binary interface that MPI 5 has made the standard's own: handles and constants are those of every library.</summary>
internal sealed class MpiAbi : MpiFamily
{
    public override string Name => "abi";

    public override IReadOnlyList<string> Libraries => ["libmpi_abi.so.1", "libmpi_abi.so.0", "libmpi_abi.so", "libmpi_abi.dylib"];

    public override string Advice => "a library of MPI 5, such as MPICH 5 with libmpi_abi";

    public override int SerializedThreads => 2048;

    /// <summary>Never: the launchers are those of the other families.</summary>
    public override bool HasStarted(Func<string, string?> environment) => false;

    public override nint World(Func<string, nint> symbol) => 0x101;

    public override nint Bytes(Func<string, nint> symbol) => 0x247;
}
