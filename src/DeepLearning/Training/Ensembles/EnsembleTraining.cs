using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Trains the members of an ensemble side by side.</summary>
internal sealed class EnsembleTraining<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (Dataset<T> Train, Dataset<T> Validation)[] sets;
    private readonly Func<int, Trainer<T>> create;
    private readonly FitOptions options;
    private readonly bool isResumed;
    private readonly HashSet<Network<T>> networks = [];
    private readonly EnsembleProgressReport report;

    public EnsembleTraining(
        IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> sets, Func<int, Trainer<T>> create, FitOptions options,
        IProgress<EnsembleProgress>? progress, bool isResumed)
    {
        (this.sets, this.create, this.options, this.isResumed) = ([.. sets], create, options, isResumed);
        if (this.sets.Length == 0)
        {
            throw new ArgumentException("An ensemble needs at least one member: give a pair of sets for each.", nameof(sets));
        }

        report = new(this.sets.Length * options.Epochs, options.Processes is { IsFirst: false } ? null : progress);
    }

    /// <summary>Trains the members; those that were begun, in their order, on whatever process.</summary>
    public (Network<T> Network, TrainingHistory History)[] Run(CancellationToken cancellationToken)
    {
        using var shared = options.Processes is { } processes ? new SharedMembers(processes, options, sets.Length) : null;
        var trained = new (Network<T> Network, TrainingHistory History)?[sets.Length];
        try
        {
            int[] own = [.. Enumerable.Range(0, sets.Length).Where(number => shared?.IsOwn(number) is not false)];
            SharedThreads.Run(own.Length, Backend.Threads, i =>
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    var trainer = Create(own[i]);
                    trained[own[i]] = (trainer.Network, Fit(trainer, own[i], OptionsOf(own[i], shared), cancellationToken));
                }
            });
            for (var first = 0; shared is not null && first < sets.Length; first += shared.Processes)
            {
                Receive(shared, first, trained);
            }
        }
        catch (Exception failure) when (shared is not null)
        {
            shared.Fail(failure);
            throw;
        }

        return [.. trained.OfType<(Network<T>, TrainingHistory)>()];
    }

    /// <summary>Gets the members of a round that other processes have trained.</summary>
    private void Receive(SharedMembers shared, int first, (Network<T> Network, TrainingHistory History)?[] trained)
    {
        var own = Enumerable.Range(first, shared.Processes).FirstOrDefault(shared.IsOwn);
        foreach (var (number, checkpoint) in shared.Exchange(first, own < sets.Length && trained[own] is not null))
        {
            // A run that is over ends at once, and so does one that was cancelled there.
            var trainer = Create(number);
            trainer.Resume(checkpoint);
            var history = Fit(trainer, number, options with { Processes = null, Checkpoints = null }, new(canceled: true));
            trained[number] = (trainer.Network, history);
        }
    }

    private FitOptions OptionsOf(int number, SharedMembers? shared) =>
        shared?.OptionsOf(number) ?? (options.Checkpoints is { } all ? options with { Checkpoints = all.OfMember(number) } : options);

    private Trainer<T> Create(int number)
    {
        var trainer = create(number);
        lock (networks)
        {
            return trainer is not null && networks.Add(trainer.Network) ? trainer : throw new ArgumentException(
                $"The function member gave {(trainer is null ? "null" : "a network of another member")} for member {number}; " +
                "it must make a trainer of a new network each time.", "member");
        }
    }

    private TrainingHistory Fit(Trainer<T> trainer, int number, FitOptions own, CancellationToken cancellationToken)
    {
        if (isResumed && own.Checkpoints?.FindLast() is { } checkpoint)
        {
            trainer.Resume(checkpoint);
        }

        var run = trainer.Epochs(sets[number].Train, sets[number].Validation, own, cancellationToken: cancellationToken);
        report.Add(number, run.History.Epochs.Count, isResumed: true);
        foreach (var epoch in run)
        {
            report.Add(number, epoch.Epoch);
        }

        if (!run.History.Cancelled)
        {
            report.Add(number, options.Epochs);
        }

        return run.History;
    }
}
