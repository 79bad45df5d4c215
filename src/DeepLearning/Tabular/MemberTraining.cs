namespace DeepLearning.Tabular;

/// <summary>
/// Trains one member of an ensemble on its rows, and keeps the weights of the epoch that was best on the others.
/// </summary>
/// <remarks>
/// Sources: Holzmüller, Grinsztajn and Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024, for
/// the scaling layer, the schedule and label smoothing; Gorishniy, Rubachev and Babenko, "On embeddings for numerical features in tabular
/// deep learning", 2022, for the inputs.
/// </remarks>
internal sealed class MemberTraining
{
    private const int Units = 128;
    private const int Cycles = 4;
    private const int LargeTable = 5000;

    private readonly TabularData data;
    private readonly MemberRows rows;
    private readonly bool isFull;
    private readonly int epochs;
    private readonly Network<float> network;
    private readonly EarlyStoppingMonitor<float> best;
    private readonly MemberValidation validation;
    private readonly List<EpochRecord> records = [];
    private float[] bestLogits = [];

    /// <param name="data">The training rows.</param>
    /// <param name="number">The number of the member, counted from 0.</param>
    /// <param name="rows">The rows that it learns from, and those that it does not.</param>
    /// <param name="epochs">How many epochs its schedule has.</param>
    /// <param name="seed">Decides weights, dropout and the order of the examples.</param>
    public MemberTraining(TabularData data, int number, MemberRows rows, int epochs, long seed)
    {
        (this.data, this.rows, this.epochs, isFull) = (data, rows, epochs, data.Target.SeesFineInputs(number));
        network = new(
            data.Width(isFull), seed, Hidden(data.Target.KeepProbability), Hidden(data.Target.KeepProbability),
            new Dense(data.Target.Outputs, data.Target.Activation) { Initializer = Initializer.Xavier() })
        {
            InputScaling = new() { LearningRateFactor = data.Target.InputRateFactor(data.Rows) },
        };
        best = new(new() { Patience = epochs }, network);
        validation = new(data, rows.Validation, isFull, network);
    }

    /// <summary>Trains; ends early where the third cycle brought nothing, or when it is cancelled.</summary>
    /// <param name="progress">Is told of every finished epoch.</param>
    /// <param name="cancellationToken">Ends the training after the current step.</param>
    /// <returns>What came of it; null where it was cancelled before its first step.</returns>
    public TrainedMember? Run(Action<int>? progress, CancellationToken cancellationToken)
    {
        var run = Begin(cancellationToken);
        foreach (var epoch in run)
        {
            Observe(epoch);
            progress?.Invoke(epoch.Epoch);
            if (epoch.Epoch == End(3) && !(best.Best > End(2)))
            {
                break;
            }
        }

        if (records.Count == 0 && run.History.StepCosts.Count > 0)
        {
            // A part of an epoch is better than nothing.
            Observe(new(1, run.History.StepCosts[^1], Training: null, Validation: null, run.History.Elapsed));
        }

        best.Restore();
        return records.Count == 0 ? null : new(
            network.WithInputs(data.Encoding.FullWidth).WithOutput(Activation.Identity), rows.Validation, bestLogits, records,
            best.Best ?? records.Count);
    }

    /// <summary>Trains for as long as it is let, to see how quick it is.</summary>
    /// <returns>The epochs that were trained and measured; the last may be a part.</returns>
    public double Measure(CancellationToken cancellationToken)
    {
        var run = Begin(cancellationToken);
        foreach (var epoch in run)
        {
            Observe(epoch);
        }

        return (double)run.History.StepCosts.Count / run.History.StepsPerEpoch;
    }

    private TrainingRun<float> Begin(CancellationToken cancellationToken)
    {
        var trainer = new Trainer<float>(network, data.Target.Loss, Optimizer.Adam(data.Target.LearningRate, beta2: 0.95));
        var options = new FitOptions
        {
            Epochs = epochs, BatchSize = data.Rows < LargeTable ? 128 : 256, Schedule = Schedule.CosLog(Cycles),
            EvaluateTrainingSet = false, SampleWeights = data.Weights is { } all ? Array.ConvertAll(rows.Training, row => all[row]) : null,
        };
        return trainer.Epochs(new TabularExamples(data, rows.Training, isFull), options: options, cancellationToken: cancellationToken);
    }

    /// <summary>The last epoch of a cycle: they end at 1/15, 3/15, 7/15 and 15/15.</summary>
    private int End(int cycle) => (int)Math.Round(epochs * (Math.Pow(2, cycle) - 1) / (Math.Pow(2, Cycles) - 1));

    private static Dense Hidden(double keepProbability) => new(Units, Activation.SiLU)
    {
        KeepProbability = keepProbability,
        Initializer = Initializer.Xavier(),
        BiasInitializer = Initializer.Normal(1),
    };

    /// <summary>
    /// Measures an epoch on the rows that the member does not learn from, and keeps what it made of them where it is the best.
    /// </summary>
    private void Observe(EpochRecord epoch)
    {
        var record = epoch with { Validation = new(validation.Cost(), double.NaN, data.Target.Criterion.Name) };
        records.Add(record);
        best.Ends(record);
        if (best.Best == epoch.Epoch || records.Count == 1)
        {
            bestLogits = [.. validation.Logits];
        }
    }
}
