using System.Numerics;

namespace DeepLearning;

/// <summary>A rule by which the weights of a layer begin. Biases begin at zero unless the layer says otherwise.</summary>
/// <remarks>
/// A layer that names none has that of its activation (<see cref="Activation.DefaultInitializer"/>), He for the ReLU kinds and Xavier for
/// all others, normal and with biases of zero. PyTorch's <c>Linear</c> draws weights and biases uniformly from ±1/√n[l−1] whatever the
/// activation, so with a third of Xavier's variance; Keras and scikit-learn draw the weights uniformly with Glorot's variance,
/// scikit-learn the biases too. To write your own, derive and override <see cref="InitializeCore"/>.
/// <threadsafety>An initializer is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Initializer
{
    /// <summary>All zeros: W = 0.</summary>
    /// <remarks>
    /// Suffices for logistic regression. In a deeper network all units of a hidden layer would compute the same function forever,
    /// because their gradients are the same: the symmetry has to be broken by random weights.
    /// </remarks>
    public static Initializer Zeros { get; } = new Zeros();

    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Normal with mean 0 and the given standard deviation.</summary>
    /// <remarks>
    /// The course's first random initialization; in deep networks the signal vanishes with it, as <see cref="He"/> explains.
    /// </remarks>
    /// <param name="scale">The standard deviation, 0 or greater; the course's 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not finite.</exception>
    public static Initializer Normal(double scale = 0.01) => new Normal(scale);

    /// <summary>Normal with variance gain / n[l−1].</summary>
    /// <remarks>
    /// Called LeCun normal in Keras; what PyTorch and Keras call Xavier or Glorot normal is <see cref="Glorot"/>.
    /// Keeps the variance of activations where g′(0) = 1, as for tanh; the default of all activations but the ReLU kinds.
    /// Source: the course's form of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
    /// </remarks>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public static Initializer Xavier(double varianceGain = 1) => new Xavier(varianceGain);

    /// <summary>Normal with variance gain · 2 / (n[l−1] + n[l]).</summary>
    /// <remarks>
    /// Normal numbers, as PyTorch's <c>xavier_normal_</c>; Keras cuts its normal numbers off at two standard deviations. A compromise that
    /// keeps the variance of activations forward and of gradients backward. Source: Glorot and Bengio, "Understanding the difficulty of
    /// training deep feedforward neural networks", 2010.
    /// </remarks>
    /// <param name="varianceGain">Multiplies the variance; greater than 0, 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="varianceGain"/> is not greater than 0, or not finite.</exception>
    public static Initializer Glorot(double varianceGain = 1) => new Glorot(varianceGain);

    /// <summary>Normal with variance gain · 2 / n[l−1].</summary>
    /// <remarks>
    /// Normal numbers, as PyTorch's <c>kaiming_normal_</c>, which for a leaky ReLU divides the variance by 1 + slope² besides; Keras cuts
    /// its normal numbers off at two standard deviations. A ReLU passes half of the variance on, which the 2 restores: through many layers
    /// the signal neither vanishes nor explodes. Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
    /// </remarks>
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
