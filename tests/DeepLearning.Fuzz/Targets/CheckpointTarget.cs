using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Fuzz;

/// <summary>The reader of checkpoints, into a trainer that they fit.</summary>
internal sealed class CheckpointTarget() : SafetensorsTarget("checkpoint")
{
    private const int Features = 4;
    private static readonly Dataset<float> Training = Examples(22);
    private static readonly Dataset<float> Validation = Examples(9);

    private readonly Trainer<float> trainer = MakeTrainer();

    /// <inheritdoc/>
    public override bool IsDocumented(Exception failure) => base.IsDocumented(failure) || failure.GetType() == typeof(ArgumentException);

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var path = Scratch.Write("checkpoint.safetensors", file);
        var before = State();
        try
        {
            trainer.Resume(path);
        }
        catch (Exception failure) when (State() != before)
        {
            throw new FuzzFailure($"The trainer was changed though the checkpoint was refused: {failure.Message}");
        }

        return Check;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeFiles()
    {
        var (ended, killed) = (Scratch.Path("ended"), Scratch.Path("killed"));
        MakeTrainer().Fit(Training, Validation, Options(new(ended) { EverySteps = 5, KeepLast = 2 }));
        var plain = MakeTrainer();
        plain.Fit(Training, options: new FitOptions { Epochs = 1, BatchSize = 8 });
        plain.SaveCheckpoint(killed);
        var paths = Directory.GetFiles(ended).Order(StringComparer.Ordinal).Append(killed);
        return [.. paths.Select(File.ReadAllBytes)];
    }

    /// <summary>
    /// The trainer predicts, a checkpoint of it brings it back to where it is, and its run goes on to an end or says why not.
    /// </summary>
    private void Check()
    {
        trainer.Network.Predict(new float[Features], new float[trainer.Network.Outputs]);
        var path = Scratch.Path("again.safetensors");
        trainer.SaveCheckpoint(path);
        var (state, saved) = (State(), File.ReadAllBytes(path));
        trainer.Resume(path);
        FuzzFailure.Unless(State() == state, "a trainer that is saved and resumed is the same");
        trainer.SaveCheckpoint(path);
        FuzzFailure.Unless(File.ReadAllBytes(path).AsSpan().SequenceEqual(saved), "a checkpoint of a resumed trainer is the same file");
        try
        {
            trainer.Fit(Training, Validation, Options());
        }
        catch (Exception failure) when (failure is ArgumentException or DivergenceException)
        {
            // The run was of other options, or has numbers with which it cannot go on.
        }
    }

    /// <summary>The parameters and the progress of the trainer, as a number.</summary>
    private int State()
    {
        var hash = default(HashCode);
        hash.Add(trainer.Steps);
        hash.Add(trainer.EpochsBegun);
        foreach (var parameter in trainer.Network.Parameters)
        {
            foreach (var value in parameter.Values)
            {
                hash.Add(BitConverter.SingleToInt32Bits(value));
            }
        }

        return hash.ToHashCode();
    }

    private static FitOptions Options(Checkpoints? checkpoints = null) => new()
    {
        Epochs = 3,
        BatchSize = 8,
        Schedule = Schedule.ReduceOnPlateau(0.5, patience: 0),
        EarlyStopping = new() { Patience = 1 },
        Checkpoints = checkpoints,
    };

    private static Trainer<float> MakeTrainer() => new(
        new Network<float>(
            Features, 5,
            new Dense(
                3, Activation.Tanh) { KeepProbability = 0.7, Constraint = Constraint.MaxNorm(1.5), Normalization = Normalization.Layer() },
            new Dense(2, Activation.Softmax)),
        Loss.CrossEntropy, Optimizer.Adam(), Regularizer.L2(0.01));

    private static Dataset<float> Examples(int count) => Dataset.FromLabels(
        Matrix<float>.Build.Dense(Features, count, (i, j) => MathF.Sin((i * 7) + j)), [.. Enumerable.Range(0, count).Select(j => j % 2)],
        2);
}
