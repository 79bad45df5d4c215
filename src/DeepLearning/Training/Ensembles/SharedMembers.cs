using System.Globalization;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>
/// The members of an ensemble that several processes divide among them. A member goes from the one that has trained it to the others as
/// its last checkpoint, which holds its history too.
/// </summary>
internal sealed class SharedMembers : IDisposable
{
    private readonly ProcessGroup group;
    private readonly FitOptions options;
    private readonly string folder = Directory.CreateTempSubdirectory("deeplearning-members-").FullName;

    /// <param name="group">The processes.</param>
    /// <param name="options">The options of every member.</param>
    /// <param name="members">The number of members, the same on all processes.</param>
    /// <exception cref="ArgumentException">A process has another number of members. All of them throw it.</exception>
    public SharedMembers(ProcessGroup group, FitOptions options, int members)
    {
        (this.group, this.options) = (group, options);
        var counts = new int[group.Size];
        group.AllGather<int>([members], counts);
        if (Array.FindIndex(counts, other => other != counts[0]) is >= 0 and var rank)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Process {rank} has an ensemble of {Plural.Of(counts[rank], "member")}, process 0 one of {counts[0]}."), nameof(members));
        }
    }

    /// <summary>The number of processes.</summary>
    public int Processes => group.Size;

    /// <summary>Whether this is the process that reports.</summary>
    public bool IsFirst => group.IsFirst;

    /// <summary>Whether a member is this process' own.</summary>
    public bool IsOwn(int number) => number % group.Size == group.Rank;

    /// <summary>The options of a member of this process: it writes at least its last checkpoint.</summary>
    public FitOptions OptionsOf(int number) => options with
    {
        Processes = null,
        Checkpoints = options.Checkpoints?.OfMember(number)
            ?? new Checkpoints(Path.Combine(folder, "own")) { EverySteps = int.MaxValue, KeepLast = 1 }.OfMember(number),
    };

    /// <summary>Exchanges the members of a round, one of each process: the numbers from the given one on.</summary>
    /// <param name="first">The number of the first process' member.</param>
    /// <param name="hasOwn">Whether this process has trained its own.</param>
    /// <returns>The members of the others that were trained, each by its number and the path of its checkpoint.</returns>
    public IEnumerable<(int Number, string Checkpoint)> Exchange(int first, bool hasOwn)
    {
        var own = hasOwn ? File.ReadAllBytes(OptionsOf(first + group.Rank).Checkpoints!.FindLast()!) : [];
        var all = group.AllGather(own);
        for (var rank = 0; rank < all.Length; rank++)
        {
            if (rank != group.Rank && all[rank].Length > 0)
            {
                var path = Path.Combine(folder, "received.safetensors");
                File.WriteAllBytes(path, all[rank]);
                yield return (first + rank, path);
            }
        }
    }

    /// <summary>Tells the processes' engine that this one has failed alone.</summary>
    public void Fail(Exception failure) => group.Fail(failure);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
