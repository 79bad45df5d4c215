namespace DeepLearning;

/// <summary>
/// The definition of a fully connected layer: A[l] = g(W[l] A[l−1] + b[l]), if asked with a normalization before g. It holds no numbers.
/// </summary>
/// <remarks>
/// The number of inputs is that of the layer before. One definition may be used in any number of networks, of float or double.
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed record Dense
{
    /// <summary>A layer of so many units.</summary>
    /// <param name="units">n[l], 1 or greater.</param>
    /// <param name="activation">g.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation cannot serve so many units: a softmax over one.</exception>
    public Dense(int units, Activation activation)
    {
        Units = Guard.Positive(units);
        Activation = Serving(activation, nameof(activation));
    }

    /// <summary>n[l], the number of units.</summary>
    public int Units { get; }

    /// <summary>g, the activation.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The activation cannot serve so many units: a softmax over one.</exception>
    public Activation Activation
    {
        get;
        init => field = Serving(value, nameof(Activation));
    }

    /// <summary>
    /// The normalization of Z[l] = W[l] A[l−1] + b[l] before the activation: A[l] = g(γ[l] ⊙ N(Z[l]) + β[l]), with γ and β two more
    /// parameters of the layer; null, the default, for nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The normalization cannot serve so many units: layer normalization over one.</exception>
    public Normalization? Normalization
    {
        get;
        init => field = value?.InvalidUnits(Units) is { } reason
            ? throw new ArgumentException($"{this}: {reason}.", nameof(Normalization))
            : value;
    }

    /// <summary>The initializer of the weights; null, the default, for <see cref="Activation.DefaultInitializer"/>.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>The initializer of the biases; zeros by default.</summary>
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

    /// <summary>The condition that the weights of every unit must satisfy after each update; null, the default, for nothing.</summary>
    public Constraint? Constraint { get; init; }

    /// <summary>
    /// Whether training changes the layer; true by default. The gradients of a layer that it does not change are not computed, and nothing
    /// below the lowest layer that it changes; its penalty adds nothing to the cost. Its dropout stays.
    /// </summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>
    /// The factor of the learning rate for the parameters of this layer, greater than 0; 1 by default. Learned layers below a new
    /// output layer are often given a tenth.
    /// </summary>
    /// <remarks>
    /// Source: Howard and Ruder, "Universal language model fine-tuning for text classification", 2018 (discriminative fine-tuning).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    public double LearningRateFactor
    {
        get;
        init => field = Guard.Positive(value, nameof(LearningRateFactor));
    } = 1;

    /// <inheritdoc/>
    public override string ToString()
    {
        string?[] rest =
        [
            Normalization?.Name, Regularizer?.Name, Constraint?.Name, KeepProbability < 1 ? Invariant($"keep {KeepProbability}") : null,
            IsTrainable ? null : "not trainable", LearningRateFactor == 1 ? null : Invariant($"learning rate × {LearningRateFactor}"),
        ];
        return string.Join(", ", rest.Where(part => part is not null).Prepend($"Dense({Units}, {Activation.Name})"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private Activation Serving(Activation activation, string parameter)
    {
        ArgumentNullException.ThrowIfNull(activation, parameter);
        return activation.InvalidUnits(Units) is { } reason
            ? throw new ArgumentException($"Dense({Units}, {activation.Name}): {reason}.", parameter)
            : activation;
    }
}
