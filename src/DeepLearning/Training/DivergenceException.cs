namespace DeepLearning;

/// <summary>
/// The cost of a training step was NaN or infinite: the step was not taken, and the network is as it was before it. Or an update
/// overflowed: the network, or what the optimizer remembers, holds NaN or an infinity. The message says which.
/// </summary>
public sealed class DivergenceException : ArithmeticException
{
    /// <summary>An exception without details.</summary>
    public DivergenceException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What happened.</param>
    public DivergenceException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public DivergenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The history of the run until then; null when single steps were taken.</summary>
    public TrainingHistory? History { get; internal init; }
}
