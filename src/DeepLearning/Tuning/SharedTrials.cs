using DeepLearning.Processes;

namespace DeepLearning.Tuning;

/// <summary>The trials of a search that several processes divide among them: whose they are, and what all know of them.</summary>
internal sealed class SharedTrials
{
    private readonly ProcessGroup group;
    private readonly IReadOnlyList<string> description;
    private readonly string? path;

    public SharedTrials(ProcessGroup group, IReadOnlyList<string> description, string? path)
    {
        (this.group, this.description, this.path) = (group, description, path);
        OwnFile = path is null ? null : new TuningFile(PathOf(group.Rank), description);
    }

    /// <summary>Whether this is the process that reports.</summary>
    public bool IsFirst => group.IsFirst;

    /// <summary>Where this process keeps what it knows.</summary>
    public TuningFile? OwnFile { get; }

    /// <summary>Whether a trial is this process' own.</summary>
    public bool IsOwn(TrialRun run) => (run.Trial.Number - 1) % group.Size == group.Rank;

    /// <summary>Begins: all know what any file knows, whatever the number of processes that wrote them.</summary>
    /// <exception cref="ArgumentException">A process has another search. All of them throw it.</exception>
    public void Begin(IReadOnlyList<TrialRun> runs)
    {
        var all = group.AllGather(string.Join('\n', description));
        if (Array.FindIndex(all, text => !string.Equals(text, all[0], StringComparison.Ordinal)) is > 0 and var rank)
        {
            throw new ArgumentException(
                $"Process {rank} has another search than process 0: \"{all[rank].ReplaceLineEndings("; ")}\", and there " +
                $"\"{all[0].ReplaceLineEndings("; ")}\".", "search");
        }

        foreach (var file in Files())
        {
            new TuningFile(file, description).Load(runs);
        }

        Exchange(runs);
    }

    /// <summary>Tells the others what is known of the trials here, and learns what is known there.</summary>
    public void Exchange(IReadOnlyList<TrialRun> runs)
    {
        var sent = new TuningFile("What another process has sent", description);
        foreach (var bytes in group.AllGather(sent.Bytes(runs)))
        {
            sent.Read(bytes, runs);
        }
    }

    /// <summary>Whether some trials are without their measurements of a round: a process was cancelled.</summary>
    public bool HasNotAll(IReadOnlyList<TrialRun> alive, int budget) => group.Any(!alive.All(run => run.Has(budget)));

    /// <summary>Ends: what all know is in one file.</summary>
    public void End(IReadOnlyList<TrialRun> runs)
    {
        if (path is null || !IsFirst)
        {
            return;
        }

        OwnFile!.Save(runs);
        foreach (var file in Files().Where(file => !string.Equals(file, path, StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }

    private string PathOf(int rank) => rank == 0 ? path! : $"{path}.process-{rank:D3}";

    private IEnumerable<string> Files()
    {
        if (path is null)
        {
            return [];
        }

        var full = Path.GetFullPath(path);
        var others = Directory.Exists(Path.GetDirectoryName(full))
            ? Directory.GetFiles(Path.GetDirectoryName(full)!, $"{Path.GetFileName(full)}.process-*") : [];
        return others.Order(StringComparer.Ordinal).Prepend(path);
    }
}
