namespace DeepLearning;

/// <summary>
/// The recipe of a fully connected layer: A[l] = g(W[l] A[l−1] + b[l]), if asked with a normalization before g. It holds no numbers.
/// </summary>
/// <remarks>
/// The number of inputs is that of the layer before. One recipe may be used in any number of networks, of float or double.
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed class Dense
{
    /// <summary>A layer of so many units.</summary>
    /// <param name="units">n[l], 1 or greater.</param>
    /// <param name="activation">g.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation cannot serve so many units: a softmax over one.</exception>
    public Dense(int units, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Units = Guard.Positive(units);
        Activation = activation;
        if (activation.InvalidUnits(units) is { } reason)
        {
            throw new ArgumentException($"Dense({units}, {activation.Name}): {reason}.", nameof(activation));
        }
    }

    /// <summary>n[l], the number of units.</summary>
    public int Units { get; }

    /// <summary>g, the activation.</summary>
    public Activation Activation { get; }

    /// <summary>
    /// What normalizes Z[l] = W[l] A[l−1] + b[l] before the activation: A[l] = g(γ[l] ⊙ N(Z[l]) + β[l]), with γ and β two more parameters
    /// of the layer; null, the default, for nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The normalization cannot serve so many units: layer normalization over one.</exception>
    public Normalization? Normalization
    {
        get;
        init => field = value?.InvalidUnits(Units) is { } reason
            ? throw new ArgumentException($"{this}: {reason}.", nameof(Normalization))
            : value;
    }

    /// <summary>How the weights begin; null, the default, for <see cref="Activation.DefaultInitializer"/>.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>How the biases begin; zeros by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Initializer BiasInitializer
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(BiasInitializer));
            field = value;
        }
    } = Initializer.Zeros;

    /// <summary>
    /// The probability with which inverted dropout keeps each activation of this layer in training, in (0, 1]; 1, the default, is no
    /// dropout. It is 1 − p of PyTorch and Keras, which state the probability p of dropping. Dropout on the inputs of a network is
    /// <see cref="Network{T}.InputKeepProbability"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1].</exception>
    public double KeepProbability
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw Guard.Range(nameof(KeepProbability), value, "in (0, 1], the share of activations that dropout keeps (1 is no dropout)");
    } = 1;

    /// <summary>
    /// The regularizer of this layer; null, the default, for the trainer's. <see cref="Regularizer.None"/> excepts the layer.
    /// </summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>What the weights of every unit must satisfy after each update; null, the default, for nothing.</summary>
    public Constraint? Constraint { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}, {Activation.Name})";
}
