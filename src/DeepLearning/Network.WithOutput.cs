namespace DeepLearning;

/// <content>Going on from what a network has learned.</content>
public sealed partial class Network<T>
{
    /// <summary>Creates a network with the learned layers of this one below another output layer, as for other classes.</summary>
    /// <param name="output">The output layer; its number of inputs is that of the units of the last hidden layer.</param>
    /// <param name="seed">Decides the weights of the output layer, and in training the shuffling and the dropout masks.</param>
    /// <returns>
    /// A network of its own: the parameters of the hidden layers are copies, those of the output layer are initialized. This one stays as
    /// it is.
    /// </returns>
    /// <remarks>Whether the hidden layers train on, and how fast, say <see cref="DenseLayer{T}.IsTrainable"/> and
    /// <see cref="DenseLayer{T}.LearningRateFactor"/> of each.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    /// <exception cref="ArgumentException">The output layer has dropout, or more weights than an array holds.</exception>
    public Network<T> WithOutput(Dense output, long seed)
    {
        ArgumentNullException.ThrowIfNull(output);
        var network = new Network<T>(Inputs, seed, [.. Definitions.SkipLast(1), output])
        {
            InputKeepProbability = InputKeepProbability,
            InputScaling = InputScaling,
        };
        return network.WithParametersOf(this, layers.Length - 1);
    }

    /// <summary>
    /// Creates a network of the same numbers whose output layer has another activation, as softmax for an imported network that gives
    /// logits, so that it can be trained on.
    /// </summary>
    /// <param name="activation">The activation of the output layer.</param>
    /// <returns>A network of its own, of copies of all parameters. This one stays as it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation cannot serve so many units: a softmax over one.</exception>
    public Network<T> WithOutput(Activation activation)
    {
        var output = layers[^1].Definition with { Activation = activation };
        var network = WithoutNumbers(Inputs, Seed, InputKeepProbability, InputScaling, [.. Definitions.SkipLast(1), output]);
        network.Preparation = Preparation;
        return network.WithParametersOf(this, layers.Length);
    }

    /// <summary>
    /// The same function without a scaling of its inputs, W[1] diag(s) in the place of W[1]; the network itself where there is none.
    /// </summary>
    internal Network<T> WithScaledWeights()
    {
        if (InputScales is null)
        {
            return this;
        }

        var network = WithoutNumbers(Inputs, Seed, InputKeepProbability, inputScaling: null, [.. Definitions])
            .WithParametersOf(this, layers.Length);
        InputScales.ScaleColumns(network.layers[0].WeightParameter.View, first: 0);
        return network;
    }

    /// <summary>The same function of more inputs, of which the new ones, behind the others, change nothing: W[1] is 0 for them.</summary>
    internal Network<T> WithInputs(int inputs)
    {
        var scaled = WithScaledWeights();
        if (inputs == Inputs)
        {
            return scaled;
        }

        var network = WithoutNumbers(inputs, Seed, InputKeepProbability, inputScaling: null, [.. Definitions]);
        foreach (var (from, to) in scaled.Parameters.Zip(network.Parameters))
        {
            // Columns are inputs, one after another.
            from.Values.CopyTo(to.Values);
        }

        return network;
    }

    private IEnumerable<Dense> Definitions => layers.Select(layer => layer.Definition);

    private Network<T> WithParametersOf(Network<T> learned, int numberOfLayers)
    {
        for (var l = 0; l < numberOfLayers; l++)
        {
            for (var p = 0; p < layers[l].Parameters.Count; p++)
            {
                learned.layers[l].Parameters[p].Array.CopyTo(layers[l].Parameters[p].Array);
            }
        }

        if (InputScales is not null)
        {
            learned.InputScales!.Parameter.Values.CopyTo(InputScales.Parameter.Values);
        }

        return this;
    }
}
