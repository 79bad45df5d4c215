namespace DeepLearning;

/// <summary>How long and in what portions <see cref="Trainer{T}.Fit"/> trains.</summary>
public sealed class FitOptions
{
    /// <summary>The batch size that puts all examples into one batch: batch gradient descent.</summary>
    public const int AllExamples = int.MaxValue;

    /// <summary>How many times to go through the training set, 1 or greater; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = Guard.Positive(value, nameof(Epochs));
    } = 10;

    /// <summary>
    /// How many examples each step sees, 1 or greater; 64 by default. 64 to 512 is typical (mini-batch), 1 is stochastic and
    /// <see cref="AllExamples"/> batch gradient descent. When it does not divide the examples, the last batch of an epoch is smaller.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = Guard.Positive(value, nameof(BatchSize));
    } = 64;

    /// <summary>Whether each epoch goes through the examples in an order of its own, drawn from the network's seed; yes by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Whether the training set is evaluated after each epoch, without dropout, beside the running cost; yes by default.
    /// It costs about a third of the epoch's time. A source that is no <see cref="Dataset{T}"/> is not evaluated.
    /// </summary>
    public bool EvaluateTrainingSet { get; init; } = true;

    /// <summary>
    /// What is done to every image before each step, anew in each epoch; nothing by default. It is seeded by the network's seed, and done ahead on other
    /// threads while the network learns.
    /// </summary>
    /// <remarks>Evaluations, of the training set too, see the images as they are.</remarks>
    public ImageAugmentation? Augmentation { get; init; }
}
