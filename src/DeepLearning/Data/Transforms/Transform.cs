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

    /// <summary>
    /// Numeric columns centred by their median, scaled by their quartiles and smoothly clipped: u = (x − m) s, z = u / √(1 + (u/3)²), which
    /// leaves small values nearly as they are and holds outliers within ±3. Missing values stay missing.
    /// </summary>
    /// <remarks>
    /// <para>
    /// m is the median and s = 1 / (q75 − q25) of the values of the training set that are not missing; where the quartiles are equal,
    /// s = 2 / (max − min), and where all values are, s = 0, so that the column becomes 0. Quantiles are interpolated linearly.
    /// </para>
    /// <para>
    /// Source: Holzmüller, Grinsztajn and Steinwart, <i>Better by default: strong pre-tuned MLPs and boosted trees on tabular data</i>,
    /// 2024.
    /// </para>
    /// </remarks>
    /// <param name="columns">Numeric columns; all by default.</param>
    public static Transform RobustScale(params IReadOnlyList<string> columns) => new RobustScale(columns);

    /// <summary>
    /// Numeric columns, each followed by its piecewise-linear encoding: inputs <c>column[1]</c>, <c>column[2]</c>, … with
    /// input i = clamp((x − eᵢ₋₁) / (eᵢ − eᵢ₋₁), 0, 1) for the edges e₀ &lt; e₁ &lt; … of bins, from which a network learns steps and
    /// bends of a column easily. A missing value is missing in all inputs.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The edges are the distinct ones of the quantiles at 0, 1/B, …, 1 of the values of the training set that are not missing, where each
    /// distinct value counts at most max(1, ⌊count / B⌋) times, so that a heavy one, such as 0, does not use up the B bins. Quantiles are
    /// interpolated linearly. A column of fewer than three edges, such as a constant one, gets no inputs.
    /// </para>
    /// <para>
    /// Source: Gorishniy, Rubachev and Babenko, <i>On embeddings for numerical features in tabular deep learning</i>, 2022.
    /// </para>
    /// </remarks>
    /// <param name="bins">
    /// B, the number of bins of a column at most, from 2 to 1024; by default ⌊512 / the number of columns⌋, but at least 4 and at most 32.
    /// </param>
    /// <param name="columns">Numeric columns; all by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is less than 2 or greater than 1024.</exception>
    public static Transform PiecewiseLinear(int? bins = null, params IReadOnlyList<string> columns) => new PiecewiseLinear(bins, columns);

    /// <summary>
    /// Numeric columns, each followed by a column called <c>column is missing</c>: 1 where the value is missing, else 0. Columns of which
    /// all values or none were missing in the training set get none.
    /// </summary>
    /// <remarks>It stands before the imputation, which leaves nothing missing.</remarks>
    /// <param name="columns">Numeric columns; all by default.</param>
    public static Transform IndicateMissing(params IReadOnlyList<string> columns) => new IndicateMissing(columns);

    /// <summary>
    /// Text columns replaced by numbers, where a missing text is a category like any other: one column of −1 and +1 for two categories; for
    /// three or more a column of 0 and 1 for each, as <see cref="OneHot"/> makes them. A category that the training set did not have is 0
    /// in all of them, and never an error.
    /// </summary>
    /// <remarks>
    /// Categories are in the order of their characters (ordinal), the missing one first. Of two the first is −1 and the second +1, in a
    /// column of the old name; of more, columns are called <c>column=category</c>, and <c>column is missing</c> that of the missing one. A
    /// column of one category alone is left out.
    /// </remarks>
    /// <param name="maxCategories">
    /// The most columns for one text column, at least 2; 256 by default. Where there are more categories, the most frequent have a column,
    /// of equally frequent ones the first in order; the others are 0 in all columns, as unknown ones are.
    /// </param>
    /// <param name="columns">Text columns; all by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCategories"/> is less than 2.</exception>
    public static Transform EncodeCategories(int maxCategories = 256, params IReadOnlyList<string> columns) =>
        new EncodeCategories(maxCategories, columns);

    /// <summary>Learns from a training set what there is to learn.</summary>
    /// <param name="train">The training set, without the columns to be learned, as the steps before have left it.</param>
    /// <exception cref="ArgumentException">The table cannot serve: a column is not there or of the other kind, or has no value.</exception>
    public abstract FittedTransform Fit(RawTable train);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
