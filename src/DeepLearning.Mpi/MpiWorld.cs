using System.Globalization;
using System.Numerics;
using DeepLearning.Mpi.Native;
using DeepLearning.Processes;

namespace DeepLearning.Mpi;

/// <summary>The processes that <c>mpirun</c> has started together; without it this one alone.</summary>
/// <remarks>
/// <para>
/// The library is that of the launcher: Open MPI, or MPICH and its family (Intel MPI). The environment variable <c>DEEPLEARNING_MPI</c>
/// names another, as <c>openmpi</c>, <c>mpich</c> or <c>abi</c> (the binary interface of MPI 5), with the file of a library after a colon
/// if need be.
/// </para>
/// <para>
/// An exception that nobody catches ends all processes, and so does <see cref="Dispose"/> after a run has failed on this process alone: the
/// others would wait for it for ever. Where a program catches an exception of its own and cannot go on, <see cref="Abort"/> does it.
/// </para>
/// <threadsafety>For one thread at a time.</threadsafety>
/// </remarks>
public sealed class MpiWorld : IDisposable
{
    private static readonly TimeSpan UntilRead = TimeSpan.FromMilliseconds(200);
    private static int hasStarted;

    private readonly MpiLibrary? library;
    private Exception? failure;
    private bool isDisposed;

    private MpiWorld(MpiLibrary? library)
    {
        this.library = library;
        (Rank, Size, Host) = library is null ? (0, 1, Environment.MachineName) : (library.Rank, library.Size, library.Host);
    }

    /// <summary>The number of this process, from 0 to <see cref="Size"/> − 1.</summary>
    public int Rank { get; }

    /// <summary>The number of processes: 1 where the program was not started by <c>mpirun</c>.</summary>
    public int Size { get; }

    /// <summary>Whether this is the process that reports and writes files: number 0.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>The name of the machine that this process runs on.</summary>
    public string Host { get; }

    /// <summary>The name and the version of the library, as it says itself; null where there is none, for one process alone.</summary>
    public string? Library => library?.Version;

    /// <summary>Joins the processes that were started together.</summary>
    /// <exception cref="InvalidOperationException">
    /// The process has joined before, as MPI allows once; the library does not start, or has no support of threads; or
    /// <c>DEEPLEARNING_MPI</c> names no kind of MPI.
    /// </exception>
    /// <exception cref="DllNotFoundException">
    /// <c>mpirun</c> has started the process, but its library cannot be loaded. The message says what to install.
    /// </exception>
    public static MpiWorld Start()
    {
        if (Interlocked.Exchange(ref hasStarted, 1) == 1)
        {
            throw new InvalidOperationException("The process has started MPI before, which it can do once: keep the MpiWorld that it got.");
        }

        var choice = MpiChoice.Of(Environment.GetEnvironmentVariable);
        var world = new MpiWorld(choice is null ? null : new MpiLibrary(choice));
        if (world.library is not null)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, arguments) => world.End($"{arguments.ExceptionObject}");
        }

        return world;
    }

    /// <summary>The processes for <see cref="FitOptions.Processes"/>.</summary>
    /// <param name="shards">
    /// The number of shards of each batch: a power of two, and at least as many as processes will ever share the run. It is a part of what
    /// the run is: with the same number of shards, any number of processes gives the same bits.
    /// </param>
    /// <param name="examples">
    /// The number of examples of the whole training set, where each process is given only its part of them
    /// (<see cref="ProcessGroup.PartOf"/>); null, the default, where each is given all.
    /// </param>
    /// <param name="compareEverySteps">As <see cref="ProcessGroup.CompareEverySteps"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or there are more processes than shards.</exception>
    /// <exception cref="ObjectDisposedException">The processes have parted.</exception>
    public ProcessGroup ForTraining(int shards, int? examples = null, int compareEverySteps = 1000)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new MpiProcessGroup(this, library, shards, examples) { CompareEverySteps = compareEverySteps };
    }

    /// <summary>
    /// The processes for <see cref="Tuning.RandomSearch.Processes"/>, and for the options of an <see cref="Ensemble{T}"/>: each trains
    /// networks of its own.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The processes have parted.</exception>
    public ProcessGroup ForTrials() => ForTraining((int)BitOperations.RoundUpToPowerOf2((uint)Size));

    /// <summary>Ends all processes at once, with an exit code of 1. Where there is one alone, ends it.</summary>
    /// <param name="reason">Why, for the error stream.</param>
    public void Abort(string reason)
    {
        End(reason);
        Environment.Exit(1);
    }

    /// <summary>Parts from the other processes, once all of them do.</summary>
    public void Dispose()
    {
        if (isDisposed || library is null)
        {
            isDisposed = true;
            return;
        }

        isDisposed = true;
        if (failure is not null)
        {
            End($"{failure}");
        }

        library.Finish();
    }

    /// <inheritdoc/>
    public override string ToString() => library is null
        ? "1 process, not started by mpirun"
        : string.Create(CultureInfo.InvariantCulture, $"process {Rank} of {Size} on {Host}, by {ShortVersion}");

    /// <summary>The name and the number, as in <c>Open MPI v4.1.4</c>, of what libraries say at length.</summary>
    private string ShortVersion => library!.Version.Split('\n', ',')[0]
        .Replace("Version:\t", "", StringComparison.Ordinal).Replace("Version:", "", StringComparison.Ordinal);

    /// <summary>Remembers that a run has failed here and nowhere else.</summary>
    internal void Fail(Exception exception) => failure ??= exception;

    private void End(string reason)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Process {Rank} ({Host}) ends all: {reason}"));
        if (library is not null)
        {
            // Hydra, which starts the processes of MPICH, drops what it has not read of them when one aborts.
            Thread.Sleep(UntilRead);
            library.Abort(1);
        }
    }
}
