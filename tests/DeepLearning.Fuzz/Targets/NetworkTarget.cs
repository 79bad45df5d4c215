namespace DeepLearning.Fuzz;

/// <summary>Networks that can be tried.</summary>
internal static class NetworkTarget
{
    /// <summary>The reader of networks of float.</summary>
    public static FuzzTarget OfFloat() => new NetworkTarget<float>("network", () =>
    [
        new(3, 1,
            new Dense(
                4, Activation.LeakyReLU(0.25)) { Normalization = Normalization.Layer(), Regularizer = Regularizer.L2(0.5),
                KeepProbability = 0.5 },
            new Dense(2, Activation.Softmax)),
        new(
            2, 2, new Dense(2, Activation.GELU) { Regularizer = Regularizer.L1(0.01), Initializer = Initializer.Xavier() },
            new Dense(1, Activation.Sigmoid)),
    ]);

    /// <summary>The reader of networks of double.</summary>
    public static FuzzTarget OfDouble() => new NetworkTarget<double>("network-double", () =>
    [
        new(
            2, 1, new Dense(3, Activation.ELU()) { Constraint = Constraint.MaxNorm(2), Initializer = Initializer.He() },
            new Dense(1, Activation.Identity)),
    ]);

    /// <summary>Checks that a network predicts, and that, saved and read again, it is the same.</summary>
    public static void Check<T>(Network<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        network.Predict(new T[network.Inputs], new T[network.Outputs]);
        var saved = Saved(network);
        var again = Network<T>.Load(new MemoryStream(saved));
        FuzzFailure.Unless(Saved(again).AsSpan().SequenceEqual(saved), "a network that is saved and read again is the same");
    }

    /// <summary>The file of a network.</summary>
    public static byte[] Saved<T>(Network<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }
}
