namespace DeepLearning.Mpi.Native;

/// <summary>MPICH and its family, Intel MPI among them: handles are numbers of 32 bits.</summary>
internal sealed class Mpich : MpiFamily
{
    public override string Name => "mpich";

    public override IReadOnlyList<string> Libraries => ["libmpich.so.12", "libmpi.so.12", "libmpi.12.dylib", "impi.dll", "msmpi.dll"];

    public override string Advice => "Debian and Ubuntu: apt-get install mpich";

    public override bool HasStarted(Func<string, string?> environment) =>
        environment("PMI_RANK") is not null || environment("PMI_FD") is not null || environment("PMI_PORT") is not null;

    public override nint World(Func<string, nint> symbol) => 0x44000000;

    public override nint Bytes(Func<string, nint> symbol) => 0x4c00010d;
}
