namespace DeepLearning.Fuzz;

/// <summary>The reader of ensembles.</summary>
internal sealed class EnsembleTarget() : SafetensorsTarget("ensemble")
{
    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var ensemble = Ensemble<float>.Load(new MemoryStream(file));
        return () => Check(ensemble);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeFiles() =>
    [
        Saved(new(
            new Network<float>(2, seed: 1, new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax)),
            new Network<float>(2, seed: 2, new Dense(2, Activation.Softmax)))),
    ];

    /// <summary>The ensemble predicts; saved and read again it is the same.</summary>
    private static void Check(Ensemble<float> ensemble)
    {
        ensemble.Predict(new float[ensemble.Inputs], new float[ensemble.Outputs]);
        var saved = Saved(ensemble);
        FuzzFailure.Unless(
            Saved(Ensemble<float>.Load(new MemoryStream(saved))).AsSpan().SequenceEqual(saved),
            "an ensemble that is saved and read again is the same");
    }

    private static byte[] Saved(Ensemble<float> ensemble)
    {
        using var stream = new MemoryStream();
        ensemble.Save(stream);
        return stream.ToArray();
    }
}
