using System.Globalization;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>
/// A rule of where and how often a run of <see cref="Trainer{T}.Fit"/> writes down all that it needs to go on:
/// <c>new Checkpoints("run") { EverySteps = 1000, KeepBest = true }</c>.
/// </summary>
/// <remarks>
/// <para>
/// A checkpoint is one safetensors file, <c>step-000001000.safetensors</c> after 1,000 steps of the trainer, and appears as a whole or not
/// at all. One is written whenever it is due, when the run ends and when it is cancelled; without <see cref="EverySteps"/> and
/// <see cref="Every"/> after every epoch. <see cref="Trainer{T}.Resume"/> reads it, and the same call of <see cref="Trainer{T}.Fit"/> then
/// ends with the bits of a run that was never interrupted. A folder is for one run: it is an error to begin another where later checkpoints
/// lie.
/// </para>
/// <threadsafety>Immutable; a folder is for one run at a time.</threadsafety>
/// </remarks>
public sealed class Checkpoints
{
    private const string Prefix = "step-";
    private const string Extension = ".safetensors";
    private const string BestName = "best" + Extension;

    /// <summary>Checkpoints in a folder.</summary>
    /// <param name="folder">The folder; it is made when the first is written.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is null or empty.</exception>
    public Checkpoints(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>
    /// A checkpoint whenever the number of the trainer's steps is a multiple of this, 1 or greater; null, the default, for none by number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? EverySteps
    {
        get;
        init => field = value is { } steps ? Guard.Positive(steps, nameof(EverySteps)) : null;
    }

    /// <summary>A checkpoint after the first step that ends so long after the last one; null, the default, for none by time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than zero.</exception>
    public TimeSpan? Every
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw Guard.Range(nameof(Every), value.Value, "greater than zero");
    }

    /// <summary>The number of the latest that are kept, 1 or greater; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int KeepLast
    {
        get;
        init => field = Guard.Positive(value, nameof(KeepLast));
    } = 2;

    /// <summary>
    /// Whether the end of the best epoch is kept too, as <c>best.safetensors</c>; no by default. Best by what
    /// <see cref="FitOptions.EarlyStopping"/> watches, or else by the cost of the validation set, or where there is none by that of the
    /// training set. <c>Network&lt;float&gt;.Load</c> reads its network.
    /// </summary>
    public bool KeepBest { get; init; }

    /// <summary>
    /// The names of your own activations and the like, by which <c>Network&lt;float&gt;.Load</c> reads the network of a checkpoint;
    /// <see cref="PlugIns.Library"/> by default. Resuming needs none.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public PlugIns PlugIns
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(PlugIns));
            field = value;
        }
    } = PlugIns.Library;

    /// <summary>The path of the latest checkpoint of the folder, or null when there is none.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public string? FindLast() => Files() is [.., var last] ? last.Path : null;

    /// <summary>The path of the checkpoint of the best epoch, or null when there is none.</summary>
    public string? FindBest() => File.Exists(BestPath) ? BestPath : null;

    /// <summary>The same rule in a folder of its own, for the member of a number of an ensemble.</summary>
    internal Checkpoints OfMember(int number) => new(
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"member-{number:D3}")))
    {
        EverySteps = EverySteps, Every = Every, KeepLast = KeepLast, KeepBest = KeepBest, PlugIns = PlugIns,
    };

    internal string BestPath => Path.Combine(Folder, BestName);

    /// <summary>Where the checkpoint after so many steps is written.</summary>
    internal string PathAfter(long steps) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{steps:D9}{Extension}"));

    /// <summary>Refuses a folder with checkpoints that a run which is not resumed would seem to have written.</summary>
    /// <exception cref="ArgumentException">There are some.</exception>
    internal void RequireNoneAfter(long steps, string argument)
    {
        if (Files() is [.., var last] && last.Steps > steps)
        {
            throw new ArgumentException(
                $"The folder {Folder} holds {Path.GetFileName(last.Path)} of another run: resume it with " +
                $"trainer.Resume(checkpoints.FindLast()), or name another folder.",
                argument);
        }
    }

    /// <summary>Makes the folder, and removes what a killed run has left unfinished.</summary>
    internal void Prepare()
    {
        Directory.CreateDirectory(Folder);
        UnfinishedFile.RemoveAbandoned(Folder, Prefix);
        UnfinishedFile.RemoveAbandoned(Folder, BestName);
    }

    /// <summary>Removes all but the latest of those up to a number of steps.</summary>
    internal void Prune(long steps)
    {
        foreach (var (_, path) in Files().Where(file => file.Steps <= steps).SkipLast(KeepLast))
        {
            File.Delete(path);
        }
    }

    /// <summary>The checkpoints by their numbers of steps, in order.</summary>
    private (long Steps, string Path)[] Files() => !Directory.Exists(Folder) ? [] :
    [
        .. from path in Directory.EnumerateFiles(Folder, $"{Prefix}*{Extension}")
           let number = Path.GetFileName(path)[Prefix.Length..^Extension.Length]
           where long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
           let steps = long.Parse(number, CultureInfo.InvariantCulture)
           orderby steps
           select (steps, path),
    ];

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] rules =
        [
            .. EverySteps is { } steps ? [steps == 1 ? "every step" : $"every {Plural.Of(steps, "step", "N0")}"] : Array.Empty<string>(),
            .. Every is { } time ? [$"every {time}"] : Array.Empty<string>(),
        ];
        return $"checkpoints in {Folder}, " +
            $"{(rules.Length == 0 ? "every epoch" : string.Join(" and ", rules))}{(KeepBest ? ", the best kept" : "")}";
    }
}
