using System.Runtime.InteropServices;

namespace DeepLearning.Mpi.Native;

/// <summary>The functions of MPI that are used, of a library that has been loaded.</summary>
internal sealed unsafe class MpiLibrary
{
    private const int Success = 0;
    private const int LongestText = 8192;

    /// <summary>More than MPI_Status has anywhere.</summary>
    private const int StatusBytes = 64;

    private readonly nint bytes;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int> isend;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int> irecv;
    private readonly delegate* unmanaged<nint*, int*, void*, int> test;
    private readonly delegate* unmanaged<nint, int, int> abort;
    private readonly delegate* unmanaged<int> finalize;
    private readonly nint world;
    private readonly nint own;

    /// <summary>Starts MPI in this process.</summary>
    /// <exception cref="DllNotFoundException">The library cannot be loaded.</exception>
    /// <exception cref="InvalidOperationException">MPI does not start, or does not allow what is needed.</exception>
    public MpiLibrary(MpiChoice choice)
    {
        // Before the library is loaded, as what it loads reads its environment at once.
        NativeEnvironment.LeaveSignalsAlone();
        var library = choice.Load(NativeLibrary.TryLoad);
        nint Symbol(string name) => NativeLibrary.GetExport(library, name);
        isend = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Symbol("MPI_Isend");
        irecv = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Symbol("MPI_Irecv");
        test = (delegate* unmanaged<nint*, int*, void*, int>)Symbol("MPI_Test");
        abort = (delegate* unmanaged<nint, int, int>)Symbol("MPI_Abort");
        finalize = (delegate* unmanaged<int>)Symbol("MPI_Finalize");

        var provided = 0;
        var initialize = (delegate* unmanaged<void*, void*, int, int*, int>)Symbol("MPI_Init_thread");
        Check(initialize(null, null, choice.Family.SerializedThreads, &provided), "MPI_Init_thread");
        if (provided < choice.Family.SerializedThreads)
        {
            throw new InvalidOperationException(
                $"This MPI gives the thread level {provided}, but {choice.Family.SerializedThreads} is needed (MPI_THREAD_SERIALIZED: " +
                $"any thread may call it, one at a time). Install an MPI that was built with threads.");
        }

        (world, bytes) = (choice.Family.World(Symbol), choice.Family.Bytes(Symbol));

        // Messages of the library do not meet those of the program. A handle of 32 bits fills the lower half.
        nint communicator = 0;
        Check(((delegate* unmanaged<nint, nint*, int>)Symbol("MPI_Comm_dup"))(world, &communicator), "MPI_Comm_dup");
        own = communicator;
        var (rank, size) = (0, 0);
        Check(((delegate* unmanaged<nint, int*, int>)Symbol("MPI_Comm_rank"))(own, &rank), "MPI_Comm_rank");
        Check(((delegate* unmanaged<nint, int*, int>)Symbol("MPI_Comm_size"))(own, &size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
        Version = Text((delegate* unmanaged<byte*, int*, int>)Symbol("MPI_Get_library_version"));
        Host = Text((delegate* unmanaged<byte*, int*, int>)Symbol("MPI_Get_processor_name"));
    }

    /// <summary>The number of this process.</summary>
    public int Rank { get; }

    /// <summary>The number of processes.</summary>
    public int Size { get; }

    /// <summary>The name and the version of the library, as it says itself.</summary>
    public string Version { get; }

    /// <summary>The name of the machine.</summary>
    public string Host { get; }

    /// <summary>Begins to send pinned memory.</summary>
    public nint Send(ReadOnlySpan<byte> values, int rank, int tag)
    {
        nint request = 0;
        fixed (byte* start = values)
        {
            Check(isend(start, values.Length, bytes, rank, tag, own, &request), "MPI_Isend");
        }

        return request;
    }

    /// <summary>Begins to receive into pinned memory.</summary>
    public nint Receive(Span<byte> values, int rank, int tag)
    {
        nint request = 0;
        fixed (byte* start = values)
        {
            Check(irecv(start, values.Length, bytes, rank, tag, own, &request), "MPI_Irecv");
        }

        return request;
    }

    /// <summary>Whether what was begun is complete; then it no longer exists.</summary>
    public bool Test(ref nint request)
    {
        var isComplete = 0;
        var status = stackalloc byte[StatusBytes];
        fixed (nint* handle = &request)
        {
            Check(test(handle, &isComplete, status), "MPI_Test");
        }

        return isComplete != 0;
    }

    /// <summary>Ends all processes at once.</summary>
    public void Abort(int code) => _ = abort(world, code);

    /// <summary>Ends MPI in this process, once all others do.</summary>
    public void Finish() => Check(finalize(), "MPI_Finalize");

    private static string Text(delegate* unmanaged<byte*, int*, int> function)
    {
        var text = stackalloc byte[LongestText];
        var length = 0;
        Check(function(text, &length), "a function of MPI that gives a text");
        return Marshal.PtrToStringUTF8((nint)text, length).TrimEnd('\0', ' ', '\n');
    }

    private static void Check(int result, string function)
    {
        if (result != Success)
        {
            throw new InvalidOperationException($"{function} has failed with the code {result}.");
        }
    }
}
