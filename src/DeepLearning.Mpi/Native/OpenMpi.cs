namespace DeepLearning.Mpi.Native;

/// <summary>Open MPI, from 1.7 on: handles are the addresses of objects that the library exports.</summary>
internal sealed class OpenMpi : MpiFamily
{
    public override string Name => "openmpi";

    public override IReadOnlyList<string> Libraries => ["libmpi.so.40", "libmpi.40.dylib", "libmpi.so", "libmpi.dylib"];

    public override string Advice => "Debian and Ubuntu: apt-get install openmpi-bin libopenmpi3";

    public override bool HasStarted(Func<string, string?> environment) =>
        environment("OMPI_COMM_WORLD_SIZE") is not null || environment("PMIX_RANK") is not null;

    public override nint World(Func<string, nint> symbol) => symbol("ompi_mpi_comm_world");

    public override nint Bytes(Func<string, nint> symbol) => symbol("ompi_mpi_byte");
}
