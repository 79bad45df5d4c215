using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tabular;

/// <summary>
/// Trains one member of an ensemble on all folds but its own, and keeps the weights of the epoch that was best on that one.
/// </summary>
/// <remarks>
/// Sources: Holzmüller, Grinsztajn and Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024, for
/// the scaling layer, the schedule and label smoothing; Gorishniy, Rubachev and Babenko, "On embeddings for numerical features in tabular
/// deep learning", 2022, for the inputs.
/// </remarks>
internal sealed class MemberTraining
{
    private const int Units = 128;
    private const double KeepProbability = 0.8;
    private const double ScaleRateFactor = 64;
    private const int Cycles = 4;

    private readonly TabularData data;
    private readonly int[] validation;
    private readonly float[] x;
    private readonly float[] y;
    private readonly float[] logits;
    private readonly float[] outputs;
    private readonly float[] losses;
    private readonly EarlyStoppingMonitor<float> best;

    /// <param name="data">The training rows.</param>
    /// <param name="number">The number of the member, which is that of its fold.</param>
    /// <param name="epochs">How many epochs its schedule has.</param>
    /// <param name="seed">Decides weights, dropout and the order of the examples.</param>
    public MemberTraining(TabularData data, int number, int epochs, long seed)
    {
        (this.data, Number, Epochs) = (data, number, epochs);
        IsFull = data.Target.SeesFineInputs(number);
        validation = [.. Enumerable.Range(0, data.Rows).Where(row => data.Folds[row] == number)];
        (x, y) = (data.X(validation, IsFull), data.Y(validation));
        (logits, outputs, Logits) = (new float[y.Length], new float[y.Length], new float[y.Length]);
        Network = new(
            IsFull ? data.Encoding.FullWidth : data.Encoding.PlainWidth, seed, Hidden(), Hidden(),
            new Dense(data.Target.Outputs, data.Target.Activation) { Initializer = Initializer.Xavier() })
        {
            InputScaling = new() { LearningRateFactor = ScaleRateFactor },
        };
        (losses, best) = (new float[validation.Length], new(new() { Patience = epochs }, Network));
    }

    /// <summary>The number of the member.</summary>
    public int Number { get; }

    /// <summary>How many epochs its schedule has.</summary>
    public int Epochs { get; }

    /// <summary>Whether it sees fine inputs.</summary>
    public bool IsFull { get; }

    /// <summary>The network; after training, with the weights of the best epoch.</summary>
    public Network<float> Network { get; }

    /// <summary>The rows of its fold.</summary>
    public ReadOnlySpan<int> Validation => validation;

    /// <summary>What the best epoch made of them, n_y × m.</summary>
    public float[] Logits { get; }

    /// <summary>Trains; ends early where the third cycle brought nothing, or when it is cancelled.</summary>
    /// <param name="progress">Is told of every finished epoch.</param>
    /// <param name="cancellationToken">Ends the training after the current step.</param>
    public void Run(Action<EpochRecord>? progress, CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, data.Rows).Where(row => data.Folds[row] != Number).ToArray();
        var examples = Dataset.FromMatrices(
            Matrix<float>.Build.Dense(Network.Inputs, rows.Length, data.X(rows, IsFull)),
            Matrix<float>.Build.Dense(data.Target.Outputs, rows.Length, data.Y(rows)));
        var trainer = new Trainer<float>(Network, data.Target.Loss, Optimizer.Adam(data.Target.LearningRate, beta2: 0.95));
        var options = new FitOptions
        {
            Epochs = Epochs, BatchSize = data.Rows < 5000 ? 128 : 256, Schedule = Schedule.CosLog(Cycles), EvaluateTrainingSet = false,
        };
        foreach (var epoch in trainer.Epochs(examples, options: options, cancellationToken: cancellationToken))
        {
            Watch(epoch);
            progress?.Invoke(epoch);
            if (epoch.Epoch == End(3) && !(best.Best > End(2)))
            {
                break;
            }
        }

        best.Restore();
    }

    /// <summary>The last epoch of a cycle: they end at 1/15, 3/15, 7/15 and 15/15.</summary>
    private int End(int cycle) => (int)Math.Round(Epochs * (Math.Pow(2, cycle) - 1) / (Math.Pow(2, Cycles) - 1));

    private static Dense Hidden() => new(Units, Activation.SiLU)
    {
        KeepProbability = KeepProbability,
        Initializer = Initializer.Xavier(),
        BiasInitializer = Initializer.Normal(1),
    };

    /// <summary>
    /// Measures an epoch on the rows that the member does not learn from, and keeps what it made of them where it is the best.
    /// </summary>
    private void Watch(EpochRecord epoch)
    {
        Prediction<float>.Run(Network, x, logits, outputs, validation.Length);
        data.Target.Criterion.Forward<float>(logits, y, losses);
        var cost = losses.Sum(loss => (double)loss) / losses.Length;
        best.Ends(epoch with { Validation = new(cost, double.NaN, data.Target.Criterion.Name) });
        if (best.Best == epoch.Epoch)
        {
            logits.CopyTo(Logits, 0);
        }
    }
}
