namespace DeepLearning.Data;

/// <summary>The definition of a step of a <see cref="Pipeline"/>: fitted to a training set, it makes tables fit to learn from.</summary>
/// <remarks>
/// <para>
/// To write your own, derive and override <see cref="Fit"/>, and return a <see cref="FittedTransform"/> of your own; the library's do no
/// more.
/// </para>
/// <para>
/// Where a factory takes columns, none means all of the kind that the transform is for: numeric columns, or text columns.
/// </para>
/// <threadsafety>A transform is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Transform
{
    /// <summary>The name shown in errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Numeric columns shifted to mean 0 and scaled to variance 1: x ← (x − μ) / σ, as <see cref="InputNormalization"/> does it. Missing
    /// values stay missing.
    /// </summary>
    /// <param name="columns">Numeric columns; all by default.</param>
    public static Transform Standardize(params IReadOnlyList<string> columns) => new Standardize(columns);

    /// <summary>
    /// Numeric columns brought to [low, high]: x ← low + (high − low) (x − min) / (max − min), where min and max are those of the training
    /// set; other sets may reach beyond. A constant column becomes <paramref name="low"/>. Missing values stay missing.
    /// </summary>
    /// <param name="low">What the smallest value becomes; 0 by default.</param>
    /// <param name="high">What the largest value becomes, greater than <paramref name="low"/>; 1 by default.</param>
    /// <param name="columns">Numeric columns; all by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite or not in order.</exception>
    public static Transform MinMax(double low = 0, double high = 1, params IReadOnlyList<string> columns) => new MinMax(low, high, columns);

    /// <summary>Missing values of numeric columns replaced by the mean of the others.</summary>
    /// <param name="columns">Numeric columns; all by default.</param>
    public static Transform ImputeMean(params IReadOnlyList<string> columns) => new ImputeMean(columns);

    /// <summary>
    /// Missing values of numeric columns replaced by the median of the others; of an even number, the mean of the middle two.
    /// </summary>
    /// <param name="columns">Numeric columns; all by default.</param>
    public static Transform ImputeMedian(params IReadOnlyList<string> columns) => new ImputeMedian(columns);

    /// <summary>
    /// Missing values of any column replaced by the most frequent of the others; of equally frequent ones, the first in order.
    /// </summary>
    /// <param name="columns">Columns; all, of numbers and of texts, by default.</param>
    public static Transform ImputeMostFrequent(params IReadOnlyList<string> columns) => new ImputeMostFrequent(columns);

    /// <summary>Missing values replaced by a number or a text, such as "unknown".</summary>
    /// <param name="value">A number for numeric columns, a text for text columns.</param>
    /// <param name="columns">Columns of the kind of <paramref name="value"/>; all of them by default.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is missing itself.</exception>
    public static Transform ImputeConstant(Cell value, params IReadOnlyList<string> columns) => new ImputeConstant(value, columns);

    /// <summary>
    /// Each text column replaced by one numeric column for each of its categories, called <c>column=category</c>: 1 for the rows of the
    /// category, 0 for the others. Categories are in the order of their characters (ordinal).
    /// </summary>
    /// <remarks>A missing text is an error: impute it first.</remarks>
    /// <param name="ignoreUnknown">
    /// Whether a category that the training set did not have is none of the known ones, so that all their columns are 0; by default it is
    /// an error that names it.
    /// </param>
    /// <param name="columns">Text columns; all by default.</param>
    public static Transform OneHot(bool ignoreUnknown = false, params IReadOnlyList<string> columns) =>
        new OneHotCategories(ignoreUnknown, columns);

    /// <summary>Learns from a training set what there is to learn.</summary>
    /// <param name="train">The training set, without the columns to be learned, as the steps before have left it.</param>
    /// <exception cref="ArgumentException">The table cannot serve: a column is not there or of the other kind, or has no value.</exception>
    public abstract FittedTransform Fit(RawTable train);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
