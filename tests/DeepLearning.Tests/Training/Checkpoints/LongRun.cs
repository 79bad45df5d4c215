namespace DeepLearning.Tests;

/// <summary>
/// A run with all that could go wrong when it is resumed: shuffling, augmentation, dropout, weights, clipping, a schedule that looks back,
/// early stopping.
/// </summary>
internal sealed class LongRun
{
    private const int Side = 4;

    private readonly Optimizer optimizer;
    private readonly bool augmented;
    private readonly Schedule schedule;

    public LongRun(Optimizer optimizer, bool augmented = false, Schedule? schedule = null)
    {
        (this.optimizer, this.augmented) = (optimizer, augmented);
        this.schedule = schedule ?? Schedule.WarmUp(3, Schedule.ReduceOnPlateau(0.5, patience: 0));
    }

    public WeightAverage? Average { get; init; }

    public static int StepsPerEpoch => 3;

    public static int Epochs => 4;

    public static Dataset<float> Training { get; } = Given.Classes<float>(Side * Side, 3, 22, seed: 1);

    public static Dataset<float> Validation { get; } = Given.Classes<float>(Side * Side, 3, 9, seed: 2);

    public FitOptions Options(Checkpoints? checkpoints = null, int epochs = 0, int patience = 1) => new()
    {
        Epochs = epochs == 0 ? Epochs : epochs,
        BatchSize = 8,
        Schedule = schedule,
        WeightAverage = Average,
        EarlyStopping = new() { Patience = patience },
        SampleWeights = [.. Enumerable.Range(0, Training.Examples).Select(i => 1 + (i % 3))],
        Augmentation = augmented ? new ImageAugmentation(new ImageShape(Side, Side), Augmentation.Shift(1), Augmentation.Noise(0.1)) : null,
        Checkpoints = checkpoints,
    };

    public Trainer<float> Trainer(long seed = 5) => new(
        new Network<float>(
            Side * Side, seed,
            new Dense(
                6, Activation.Tanh) { KeepProbability = 0.7, Constraint = Constraint.MaxNorm(1.5), Normalization = Normalization.Layer() },
            new Dense(3, Activation.Softmax)) { InputKeepProbability = 0.9 },
        Loss.CrossEntropy, optimizer, Regularizer.L2(0.01))
    {
        Clipping = GradientClipping.ByGlobalNorm(0.5),
    };

    public static TrainingHistory Fit(Trainer<float> trainer, FitOptions options, CancellationToken cancellation = default) =>
        trainer.Fit(Training, Validation, options, progress: null, cancellation);

    /// <summary>All that a run leaves behind, but for times.</summary>
    public static string[] Remains(Trainer<float> trainer, TrainingHistory history) =>
    [
        $"steps {trainer.Steps}, epochs {trainer.EpochsBegun}, best {history.BestEpoch}, restored {history.BestRestored}, early " +
        $"{history.StoppedEarly}, cancelled {history.Cancelled}",
        string.Join(' ', trainer.Network.Theta().Bits()),
        string.Join(
            ' ', Enumerable.Range(0, trainer.Network.Parameters.Count).SelectMany(i => trainer.State.Memory[i].ToArray())
                .SelectMany(slot => slot).Bits()),
        string.Join(' ', history.StepCosts.Bits()),
        .. history.Epochs.Select(epoch => (epoch with { Elapsed = default }).ToString()),
    ];
}
