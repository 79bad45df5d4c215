namespace DeepLearning.Mpi.Native;

/// <summary>Libraries of MPI that share a binary interface: their names, and what their handles and constants are.</summary>
internal abstract class MpiFamily
{
    /// <summary>The families that there are, as an environment variable may name them.</summary>
    public static IReadOnlyList<MpiFamily> All { get; } = [new OpenMpi(), new Mpich(), new MpiAbi()];

    /// <summary>The name by which it is chosen.</summary>
    public abstract string Name { get; }

    /// <summary>The names of its library, the likeliest first.</summary>
    public abstract IReadOnlyList<string> Libraries { get; }

    /// <summary>What to install where there is none of them.</summary>
    public abstract string Advice { get; }

    /// <summary>MPI_THREAD_SERIALIZED: any thread calls, one at a time.</summary>
    public virtual int SerializedThreads => 2;

    /// <summary>Whether the environment is that of a process which a launcher of the family has started.</summary>
    public abstract bool HasStarted(Func<string, string?> environment);

    /// <summary>MPI_COMM_WORLD.</summary>
    /// <param name="symbol">The address of a symbol of the library.</param>
    public abstract nint World(Func<string, nint> symbol);

    /// <summary>MPI_BYTE.</summary>
    /// <param name="symbol">The address of a symbol of the library.</param>
    public abstract nint Bytes(Func<string, nint> symbol);
}
