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

        if (options.Processes is not null)
        {
            throw new ArgumentException(
                $"The members of an ensemble are trained side by side on the threads of one process: leave " +
                $"{nameof(FitOptions.Processes)} out.", nameof(options));
        }

        report = new(this.sets.Length * options.Epochs, progress);
    }

    /// <summary>Trains the members; those that were begun, in their order.</summary>
    public (Network<T> Network, TrainingHistory History)[] Run(CancellationToken cancellationToken)
    {
        var trained = new (Network<T> Network, TrainingHistory History)?[sets.Length];
        var networks = new HashSet<Network<T>>();
        SharedThreads.Run(sets.Length, Backend.Threads, number =>
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                var trainer = create(number);
                lock (networks)
                {
                    if (trainer is null || !networks.Add(trainer.Network))
                    {
                        throw new ArgumentException(
                            $"The function member gave {(trainer is null ? "null" : "a network of another member")} for member {number}; " +
                            "it must make a trainer of a new network each time.", "member");
                    }
                }

                trained[number] = (trainer.Network, Fit(trainer, number, cancellationToken));
            }
        });
        return [.. trained.OfType<(Network<T>, TrainingHistory)>()];
    }

    private TrainingHistory Fit(Trainer<T> trainer, int number, CancellationToken cancellationToken)
    {
        var own = options.Checkpoints is { } all ? options with { Checkpoints = all.OfMember(number) } : options;
        if (isResumed && own.Checkpoints!.FindLast() is { } checkpoint)
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
