using System.Numerics;

namespace DeepLearning;

/// <summary>How the weights of a layer begin. Biases begin at zero unless the layer says otherwise.</summary>
/// <remarks>
/// A layer that names none has that of its activation (<see cref="Activation.DefaultInitializer"/>), He for the ReLU kinds and Xavier for
/// all others, normal and with biases of zero. PyTorch's <c>Linear</c> draws weights and biases uniformly from ±1/√n[l−1] whatever the
/// activation, so with a third of Xavier's variance; Keras and scikit-learn draw the weights uniformly with Glorot's variance,
/// scikit-learn the biases too. To write your own, derive and override <see cref="InitializeCore"/>.
/// <threadsafety>An initializer is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Initializer
{
    /// <summary>All zeros: right for logistic regression and for biases; hidden units would all stay the same.</summary>
    public static Initializer Zeros { get; } = new Zeros();

    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Normal with mean 0 and the given standard deviation.</summary>
    /// <param name="scale">The standard deviation, 0 or greater; the course's 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not finite.</exception>
    public static Initializer Normal(double scale = 0.01) => new Normal(scale);

    /// <summary>Normal with variance gain / n[l−1].</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public static Initializer Xavier(double varianceGain = 1) => new Xavier(varianceGain);

    /// <summary>Normal with variance gain · 2 / (n[l−1] + n[l]).</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public static Initializer Glorot(double varianceGain = 1) => new Glorot(varianceGain);

    /// <summary>Normal with variance gain · 2 / n[l−1].</summary>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public static Initializer He(double varianceGain = 1) => new He(varianceGain);

    /// <summary>Fills the weights of a layer.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">Receives fanOut × fanIn numbers, column after column; or the fanOut biases.</param>
    /// <param name="fanIn">n[l−1], the number of inputs of the layer.</param>
    /// <param name="fanOut">n[l], the number of units of the layer.</param>
    /// <param name="random">The random numbers of this layer, one an index.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="weights"/> has neither fanOut · fanIn numbers, as weights, nor fanOut, as biases.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fanIn"/> or <paramref name="fanOut"/> is less than 1.</exception>
    public void Initialize<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Positive(fanIn);
        Guard.Positive(fanOut);
        if (weights.Length != fanOut)
        {
            SpanGuard.Length(weights.Length, (long)fanOut * fanIn, nameof(weights), "fanOut · fanIn weights or fanOut biases");
        }

        InitializeCore(weights, fanIn, fanOut, random);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Initialize"/>, of a span that has been checked.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">Receives fanOut × fanIn numbers, column after column, or fanOut biases.</param>
    /// <param name="fanIn">n[l−1], the number of inputs of the layer.</param>
    /// <param name="fanOut">n[l], the number of units of the layer.</param>
    /// <param name="random">The random numbers of this layer, one an index.</param>
    protected abstract void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Fills with normal numbers of mean 0 and the given standard deviation.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="standardDeviation">The standard deviation.</param>
    /// <param name="random">Its indices 0, 1, 2, … are used in order.</param>
    protected static void FillNormal<T>(Span<T> weights, double standardDeviation, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = T.CreateChecked(standardDeviation * random.Normal(i));
        }
    }
}
