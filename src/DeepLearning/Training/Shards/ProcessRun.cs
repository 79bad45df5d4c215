using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepLearning.Data;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>A run that several processes share: the steps that they take together, and what they agree on besides.</summary>
internal sealed class ProcessRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Cancelled = 1;
    private const int CheckpointIsDue = 2;

    /// <summary>So many examples of the training set are compared: of one that lies in files, these must be read.</summary>
    private const int ComparedExamples = 64;

    private readonly TrainingState<T> state;
    private readonly ProcessGroup group;
    private readonly ShardGradients<T> gradients;
    private readonly string[] hosts;
    private long compared = -1;

    private ProcessRun(TrainingState<T> state, ProcessGroup group, string[] hosts)
    {
        (this.state, this.group, this.hosts) = (state, group, hosts);
        gradients = new(state.Network, group);
    }

    /// <summary>Whether this is the process that reports and writes files.</summary>
    public bool IsFirst => group.IsFirst;

    /// <summary>Whether any process was cancelled when the last step was taken.</summary>
    public bool IsCancelled => (gradients.Heard & Cancelled) != 0;

    /// <summary>Whether a checkpoint is due after the last step.</summary>
    public bool IsDue => (gradients.Heard & CheckpointIsDue) != 0;

    /// <summary>Begins a run, once the processes have seen that it is the same on all of them; null where there is only one.</summary>
    /// <param name="state">The training.</param>
    /// <param name="group">The processes; null for one alone.</param>
    /// <param name="training">The training set that this process was given.</param>
    /// <param name="run">The data and the options of the run, in words.</param>
    /// <exception cref="ArgumentException">A process has another network, other data or other options. All of them throw it.</exception>
    public static ProcessRun<T>? Begin(TrainingState<T> state, ProcessGroup? group, ExampleSource<T> training, Func<Settings> run)
    {
        if (group is null)
        {
            return null;
        }

        List<(string Name, string Value)> mine =
        [
            ("host", group.Host), .. Settings.Of(state).Entries, .. run().Entries,
            ("number of steps before", $"{state.Memory.Steps}"),
            ("hash of the weights before", Hash(state.Network)),
            ("kind of the training set", training is Dataset<T> ? "a dataset in memory" : "a source"),
            ("training set", group.Examples is null ? $"that of hash {Hash(training)}" : "a part"),
        ];
        var all = group.AllGather(string.Join('\n', mine.Select(entry => entry.Value.ReplaceLineEndings(" "))));
        var values = all.Select(text => text.Split('\n')).ToArray();
        for (var rank = 1; rank < values.Length; rank++)
        {
            for (var i = 1; i < mine.Count; i++)
            {
                if (!string.Equals(values[rank].ElementAtOrDefault(i), values[0].ElementAtOrDefault(i), StringComparison.Ordinal))
                {
                    throw new ArgumentException(
                        $"The processes are not set up alike: of process {rank} ({values[rank][0]}) the {mine[i].Name} is " +
                        $"{values[rank].ElementAtOrDefault(i)}, of process 0 ({values[0][0]}) it is {values[0].ElementAtOrDefault(i)}. " +
                        $"Every process must have the same network, data and options.", "options");
                }
            }
        }

        return new(state, group, [.. values.Select(value => value[0])]);
    }

    /// <summary>Takes a step with the others, and learns what they have to say.</summary>
    /// <param name="own">The examples that are this process' own.</param>
    /// <param name="inspector">Who looks into the step, if anybody.</param>
    /// <param name="isCancelled">Whether this process was cancelled.</param>
    /// <param name="isDue">Whether a checkpoint is due after the step, as the first process sees it.</param>
    /// <returns>J.</returns>
    public double Step(in OwnExamples<T> own, StepInspector<T>? inspector, bool isCancelled, bool isDue)
    {
        var begun = Stopwatch.GetTimestamp();
        gradients.Says = (isCancelled ? Cancelled : 0) | (isDue && IsFirst ? CheckpointIsDue : 0);
        var cost = state.Step(own, gradients, IsFirst ? inspector : null);
        group.Count(begun);
        if (double.IsFinite(cost) && state.Memory.Steps % group.CompareEverySteps == 0)
        {
            Compare();
        }

        return cost;
    }

    /// <summary>Whether any process says yes; each is asked.</summary>
    public bool Any(bool mine) => group.Any(mine);

    /// <summary>Why a cost was not finite, of the first process that knows; each is asked.</summary>
    /// <param name="own">What this process knows; null where its numbers are finite.</param>
    public string? FirstCause(string? own)
    {
        var causes = group.AllGather(own ?? "");
        var rank = Array.FindIndex(causes, cause => cause.Length > 0);
        return rank < 0 ? null : $"{causes[rank]} (on process {rank}, {hosts[rank]})";
    }

    /// <summary>Tells the processes' engine that this one has failed alone.</summary>
    public void Fail(Exception failure) => group.Fail(failure);

    /// <summary>Compares the weights of all processes, unless they were compared after the last step.</summary>
    /// <exception cref="InvalidOperationException">They differ. All processes throw it.</exception>
    public void Compare()
    {
        if (compared == state.Memory.Steps)
        {
            return;
        }

        compared = state.Memory.Steps;
        var hashes = group.AllGather(Hash(state.Network));
        var common = hashes.CountBy(hash => hash, StringComparer.Ordinal).MaxBy(count => count.Value);
        if (common.Value < hashes.Length)
        {
            var all = hosts.Select((host, rank) => $"{rank} ({host})").ToArray();
            var other = all.Where((_, rank) => !string.Equals(hashes[rank], common.Key, StringComparison.Ordinal));
            throw new InvalidOperationException(
                $"After step {compared} the weights of the processes differ, which no program does by itself: " +
                (common.Value > 1
                    ? $"those of {string.Join(", ", other)} are others than those of most"
                    : $"no two of {string.Join(", ", all)} are the same") +
                ". A machine, its memory or its network is faulty. Checkpoints were written only where all were the same: go on from the " +
                "last of them without that machine.");
        }
    }

    private static string Hash(Network<T> network) => Hash(network.Parameters.Select(parameter => parameter.Array));

    /// <summary>The hash of some examples, from all over the training set.</summary>
    private static string Hash(ExampleSource<T> training)
    {
        var count = Math.Min(ComparedExamples, training.Examples);
        int[] numbers = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * training.Examples / count))];
        var (x, y) = (new T[count * training.Features], new T[count * training.Outputs]);
        training.Read(numbers, x, y);
        return Hash([x, y]);
    }

    private static string Hash(IEnumerable<T[]> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var values in arrays)
        {
            hash.AppendData(MemoryMarshal.AsBytes<T>(values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
