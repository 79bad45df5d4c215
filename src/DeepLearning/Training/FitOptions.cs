using System.Globalization;
using System.Numerics;
using DeepLearning.Data;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>The length and the portions of a run of <see cref="Trainer{T}.Fit"/>, and what it does besides.</summary>
public sealed record FitOptions
{
    /// <summary>The batch size that puts all examples into one batch: batch gradient descent.</summary>
    public const int AllExamples = int.MaxValue;

    /// <summary>The number of times to go through the training set, 1 or greater; 100 by default.</summary>
    /// <remarks>
    /// What trains is steps, not epochs: of 150 examples an epoch is three steps of 64, and ten epochs would leave the network hardly
    /// trained; of millions of examples a few epochs are enough. Where more epochs fit the noise, <see cref="EarlyStopping"/> ends them.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = Guard.Positive(value, nameof(Epochs));
    } = 100;

    /// <summary>
    /// The number of examples that each step sees, 1 or greater; 64 by default. 64 to 512 is typical (mini-batch), 1 is stochastic and
    /// <see cref="AllExamples"/> batch gradient descent. When it does not divide the examples, the last batch of an epoch is smaller.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = Guard.Positive(value, nameof(BatchSize));
    } = 64;

    /// <summary>
    /// Whether each epoch goes through the examples in an order of its own, drawn from the network's seed; yes by default.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Whether the training set is evaluated after each epoch, without dropout, beside the running cost; yes by default.
    /// It costs about a third of the epoch's time. A source that is no <see cref="Dataset{T}"/> is not evaluated.
    /// </summary>
    public bool EvaluateTrainingSet { get; init; } = true;

    /// <summary>
    /// The augmentation of every image before each step, anew in each epoch; nothing by default. It is seeded by the network's seed, and
    /// done ahead on other threads while the network learns.
    /// </summary>
    /// <remarks>Evaluations, of the training set too, see the images as they are.</remarks>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>The schedule of the learning rate; <see cref="Schedule.Constant"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Schedule Schedule
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Schedule));
            field = value;
        }
    } = Schedule.Constant;

    /// <summary>
    /// The average of the weights of the steps: the run measures and stops early by the averages, and leaves the network with them. Not
    /// at all when null, which is the default.
    /// </summary>
    public WeightAverage? WeightAverage { get; init; }

    /// <summary>
    /// The rule by which the run ends early and leaves the best weights; never, and the last, when null, which is the default.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// The rule of where and how often the run writes down what it needs to go on after an interruption; not at all when null, which is the
    /// default.
    /// </summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>
    /// The number of steps from one that is looked into to the next, 1 or greater: norms of gradients and updates, distributions of
    /// activations, in <see cref="TrainingHistory.Inspections"/>. Not at all when null, which is the default and costs nothing.
    /// </summary>
    /// <remarks>
    /// The first step of a run is always inspected, and so is the first after it was resumed. An inspected step changes the network by the
    /// same bits as any other. It takes some times as long and allocates; the steps between cost nothing. A hundred is a good number for
    /// long runs.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? InspectEverySteps
    {
        get;
        init => field = value is { } steps ? Guard.Positive(steps, nameof(InspectEverySteps)) : null;
    }

    /// <summary>
    /// w, how much each example of the training set counts: the loss of a batch is Σᵢ wᵢ L⁽ⁱ⁾ / Σᵢ wᵢ. Finite numbers, 0 or greater, one
    /// for each example; null, the default, when all count the same.
    /// </summary>
    /// <remarks>
    /// Keras divides by the number of examples, not by the sum of the weights. A batch whose weights are all 0 has a loss of 0.
    /// Evaluations do not weight. Times <see cref="ClassWeights"/> where both are given.
    /// </remarks>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public IReadOnlyList<double>? SampleWeights
    {
        get;
        init => field = Weights(value, nameof(SampleWeights));
    }

    /// <summary>
    /// The weights of the examples of each class, in the order of the outputs; for a single output, of no and of yes. As
    /// <see cref="SampleWeights"/>, with the weight of its class for each example; null, the default, when all classes count the same.
    /// <see cref="Dataset{T}.BalancedClassWeights"/> makes rare classes count as much as frequent ones.
    /// </summary>
    /// <remarks>
    /// The weighted mean of PyTorch's losses. With smoothed labels the two differ: here the weight is that of the example's class for its
    /// whole loss. A target that is a distribution has the mean weight Σ_k w_k y_k.
    /// </remarks>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get;
        init => field = Weights(value, nameof(ClassWeights));
    }

    /// <summary>
    /// The processes that train together, each of which calls <see cref="Trainer{T}.Fit"/> with the same network and options, and with the
    /// same data or its part of them; null, the default, for this process alone. The weights are the same bits on any number of processes.
    /// </summary>
    /// <remarks>
    /// Process 0 alone reports progress and writes checkpoints; every process can read them to go on, and the number of processes may then
    /// be another. A run ends on all of them where one is cancelled. Each process measures its share of the data sets. A training set that
    /// is given in parts is not measured, and an inspection is of the activations of the first shard.
    /// </remarks>
    public ProcessGroup? Processes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        Plural.Of(Epochs, "epoch", "N0"),
        BatchSize == AllExamples ? "all examples in one batch" : $"batches of {BatchSize.ToString("N0", CultureInfo.InvariantCulture)}",
        Shuffle ? "" : "not shuffled",
        ReferenceEquals(Schedule, Schedule.Constant) ? "" : $"{Schedule}",
        $"{EarlyStopping}", $"{WeightAverage}", $"{Augmentation}", $"{Checkpoints}",
        InspectEverySteps is { } steps ? $"every {(steps == 1 ? "step" : Plural.Of(steps, "step", "N0"))} inspected" : "",
        SampleWeights is null ? "" : "weights of examples",
        ClassWeights is null ? "" : "weights of classes",
        Processes is null ? "" : $"{Plural.Of(Processes.Shards, "shard")} of a batch, process {Processes.Rank} of {Processes.Size}",
    }.Where(part => part.Length > 0));

    /// <summary>The number of examples of a training set, of which this process may have been given a part.</summary>
    internal int ExamplesOf<T>(ExampleSource<T> training)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Processes is not { Examples: { } all } processes)
        {
            return training.Examples;
        }

        var (first, count) = processes.PartOf(all);
        return training.Examples == count ? all : throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Process {processes.Rank} ({processes.Host}) was given {Plural.Of(training.Examples, "example", "N0")}, but its part of " +
                $"the {all:N0} are the {count:N0} from number {first:N0} on, counted from 0: " +
                $"{nameof(ProcessGroup)}.{nameof(ProcessGroup.PartOf)} says so."),
            nameof(training));
    }

    private static IReadOnlyList<double>? Weights(IReadOnlyList<double>? values, string name)
    {
        for (var i = 0; i < values?.Count; i++)
        {
            if (!(values[i] >= 0 && double.IsFinite(values[i])))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}[{i}] is {values[i]}; a weight must be a finite number, 0 or greater."), name);
            }
        }

        return values is null || values.Any(value => value > 0)
            ? values
            : throw new ArgumentException(
                $"{name} must hold a weight greater than 0; with all of them 0 there is nothing to learn from.", name);
    }
}
