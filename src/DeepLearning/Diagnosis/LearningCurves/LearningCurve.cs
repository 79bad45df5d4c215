using System.Globalization;
using System.Numerics;
using System.Text;

namespace DeepLearning.Diagnosis;

/// <summary>The errors on training and dev set over the number of examples learned from: whether more data would help.</summary>
/// <remarks>
/// Where the two curves have met at an error that is too high, more data is in vain (bias); where a gap is left that narrows, it helps
/// (variance). Errors are those of <see cref="BiasVariance"/>, those of a regression on the scale of the whole training set.
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed class LearningCurve
{
    private const int DefaultSizes = 8;
    private const int LeastExamples = 10;

    private LearningCurve(IReadOnlyList<LearningCurvePoint> points, bool cancelled) => (Points, Cancelled) = (points, cancelled);

    /// <summary>The sizes that were measured, in ascending order.</summary>
    public IReadOnlyList<LearningCurvePoint> Points { get; }

    /// <summary>Whether it was cancelled before the last size; the sizes before are all there.</summary>
    public bool Cancelled { get; }

    /// <summary>
    /// Trains a network on more and more examples, and measures each on the examples it has learned from and on the dev set.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="training">All the examples there are to learn from. The smaller sets are parts of the larger ones.</param>
    /// <param name="dev">What every network is measured on.</param>
    /// <param name="train">
    /// Trains a network of its own on the examples that it is given and returns it. Equal examples must give equal networks, as they do
    /// with seeds that are given; and it should heed the token.
    /// </param>
    /// <param name="sizes">
    /// The numbers of examples, each greater than the one before; when null, the whole training set and its halves, quarters and so on,
    /// eight sizes at most and none less than 10.
    /// </param>
    /// <param name="repetitions">How many times each size is measured, with other examples each time, 1 or greater; 1 by default.</param>
    /// <param name="seed">Decides which examples come first; 1 by default.</param>
    /// <param name="progress">Is told every point when it is there.</param>
    /// <param name="cancellationToken">Ends it after the network under way, which does not count. That is no error.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="training"/>, <paramref name="dev"/> or <paramref name="train"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">The sizes do not ascend, or are none; the dev set does not fit a network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is less than 1 or greater than the training set, or a number is less than 1.
    /// </exception>
    /// <exception cref="InvalidOperationException"><paramref name="train"/> returned null.</exception>
    public static LearningCurve Run<T>(
        Dataset<T> training,
        Dataset<T> dev,
        Func<Dataset<T>, CancellationToken, Network<T>> train,
        IReadOnlyList<int>? sizes = null,
        int repetitions = 1,
        long seed = 1,
        IProgress<LearningCurvePoint>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(dev);
        ArgumentNullException.ThrowIfNull(train);
        Guard.Positive(repetitions);
        sizes = Sizes(sizes, training.Examples);
        var orders = Enumerable.Range(0, repetitions).Select(repetition => Order(training.Examples, seed, repetition)).ToArray();
        var points = new List<LearningCurvePoint>();
        foreach (var size in sizes)
        {
            var errors = new List<(MeasuredError Training, MeasuredError Dev)>();
            foreach (var order in orders)
            {
                if (Measure(training, training.Subset(order.AsSpan(0, size)), dev, train, cancellationToken) is not { } pair)
                {
                    return new(points, cancelled: true);
                }

                errors.Add(pair);
            }

            points.Add(new(size, [.. errors.Select(pair => pair.Training)], [.. errors.Select(pair => pair.Dev)]));
            progress?.Report(points[^1]);
        }

        return new(points, cancelled: false);
    }

    /// <summary>A line for each size: examples, training error, dev error.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("examples  training error  dev error");
        foreach (var point in Points)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{point.Examples,8:N0}  {100 * point.TrainingError,12:F2} %  {100 * point.DevError,7:F2} %");
        }

        return text.Append(Cancelled ? "\ncancelled" : "").ToString();
    }

    private static (MeasuredError Training, MeasuredError Dev)? Measure<T>(
        Dataset<T> all, Dataset<T> part, Dataset<T> dev, Func<Dataset<T>, CancellationToken, Network<T>> train,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            var network = train(part, cancellationToken)
                ?? throw new InvalidOperationException("train returned null; it must return the network that it has trained.");
            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            var measure = new ErrorMeasure<T>(network, all);
            return (measure.Of(part, nameof(part)), measure.Of(dev, nameof(dev)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static IReadOnlyList<int> Sizes(IReadOnlyList<int>? sizes, int examples)
    {
        if (sizes is null)
        {
            return [.. Enumerable.Range(0, DefaultSizes).Select(halvings => examples >> halvings)
                .Where(size => size >= LeastExamples || size == examples).Distinct().Order()];
        }

        if (sizes.Count == 0)
        {
            throw new ArgumentException("sizes holds no size; leave it null for the default.", nameof(sizes));
        }

        for (var i = 0; i < sizes.Count; i++)
        {
            if (sizes[i] < 1 || sizes[i] > examples)
            {
                throw new ArgumentOutOfRangeException(nameof(sizes), string.Create(
                    CultureInfo.InvariantCulture,
                    $"sizes[{i}] is {sizes[i]}, but must be from 1 to {examples}, the examples of the training set."));
            }

            if (i > 0 && sizes[i] <= sizes[i - 1])
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"sizes[{i}] is {sizes[i]} after {sizes[i - 1]}; each size must be greater than the one before."), nameof(sizes));
            }
        }

        return sizes;
    }

    private static int[] Order(int examples, long seed, int repetition)
    {
        int[] order = [.. Enumerable.Range(0, examples)];
        new RandomStream(seed).Fork("learning curve").Fork(repetition).Shuffle<int>(order);
        return order;
    }
}
