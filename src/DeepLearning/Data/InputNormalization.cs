using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <summary>
/// Normalization of inputs: each feature shifted to mean 0 and scaled to variance 1, x ← (x − μ) / σ, where
/// μ = (1/m) Σ x and σ² = (1/m) Σ (x − μ)² are those of the training set.
/// </summary>
/// <remarks>
/// <para>
/// Fit it to the training set alone and apply it, unchanged, to the training, development and test sets and to whatever the network is
/// asked later: with μ and σ of its own, each set would be another problem, and those of all sets together would leak the test set into
/// the training.
/// </para>
/// <para>
/// A constant feature has σ = 0 and is divided by 1 instead, so it becomes 0. The sums are taken in double, in two passes and relative
/// to the first example, so a feature far from 0 keeps its variance and a constant one has exactly none.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one normalization.</threadsafety>
/// </remarks>
public sealed class InputNormalization : IPreparation
{
    private readonly double[] mean;
    private readonly double[] variance;
    private readonly IReadOnlyList<string>? featureNames;

    private InputNormalization(double[] mean, double[] variance, IReadOnlyList<string>? featureNames)
    {
        this.mean = mean;
        this.variance = variance;
        this.featureNames = featureNames;
        Mean = Array.AsReadOnly(mean);
        Variance = Array.AsReadOnly(variance);
    }

    /// <summary>μ of each feature over the training set.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>σ² of each feature over the training set, the sum divided by m; 0 for a constant feature.</summary>
    public IReadOnlyList<double> Variance { get; }

    string IPreparation.Description => "an input normalization";

    bool IPreparation.IsSameAs(IPreparation other) =>
        other is InputNormalization normalization && mean.AsSpan().SequenceEqual(normalization.mean) && variance.AsSpan()
            .SequenceEqual(normalization.variance);

    /// <summary>Mean and variance of every feature of a training set.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="train">The training set, not the development or test set.</param>
    /// <exception cref="ArgumentException">The set is marked as development or test set, or the variance of a feature is too large for a
    /// double.</exception>
    public static InputNormalization Fit<T>(Dataset<T> train)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(train);
        DataRoles.RequireFittable(train.Role, "A normalization", nameof(train));
        return Fit(train.Inputs, train.Features, train.FeatureNames, nameof(train));
    }

    /// <summary>Mean and variance of every row of a matrix of training inputs.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="train">Features × examples of the training set, of any storage; at least one example.</param>
    /// <exception cref="ArgumentException">The matrix is empty, has a value that is NaN or infinite, or more elements than an array holds,
    /// or the variance of a feature is too large for a double.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static InputNormalization Fit<T>(Matrix<T> train)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(train);
        ElementType.Require<T>();
        if (train.RowCount == 0 || train.ColumnCount == 0)
        {
            throw new ArgumentException(
                $"The matrix is {Text.Shape(train.RowCount, train.ColumnCount)}: at least one feature and one example are needed.",
                nameof(train));
        }

        var inputs = DatasetGuard.ToArray(train, "X", nameof(train));
        DatasetGuard.Finite<T>("X", inputs, train.RowCount, "feature", rowNames: null, nameof(train));
        return Fit<T>(inputs, train.RowCount, featureNames: null, nameof(train));
    }

    /// <summary>The dataset with normalized inputs; targets and names stay.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="dataset">A dataset with the features of the training set, in their order.</param>
    /// <exception cref="ArgumentException">Another number of features, features with other names or in another order, or a normalized
    /// value too large for T.</exception>
    public Dataset<T> Apply<T>(Dataset<T> dataset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckShape(dataset.Features, dataset.Examples, nameof(dataset));
        for (var i = 0; i < mean.Length && featureNames is not null && dataset.FeatureNames is not null; i++)
        {
            if (!string.Equals(featureNames[i], dataset.FeatureNames[i], StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Feature {i}, counted from 0, is \"{dataset.FeatureNames[i]}\", but was \"{featureNames[i]}\" in the training " +
                        $"set: bring the features into the same order."),
                    nameof(dataset));
            }
        }

        return new Dataset<T>(
            Apply(dataset.Inputs), dataset.Features, [.. dataset.Targets], dataset.Outputs, dataset.FeatureNames, dataset.ClassNames,
            nameof(dataset), role: dataset.Role)
        {
            TargetNames = dataset.TargetNames,
            Preparation = dataset.Preparation.Then(this),
        };
    }

    /// <summary>The matrix with normalized rows, as a new dense matrix.</summary>
    /// <remarks>NaN stays NaN and infinity stays infinite.</remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="x">Features × examples, of any storage.</param>
    /// <exception cref="ArgumentException">Another number of features, no examples, or more elements than an array holds.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public Matrix<T> Apply<T>(Matrix<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ElementType.Require<T>();
        CheckShape(x.RowCount, x.ColumnCount, nameof(x));
        return Matrix<T>.Build.Dense(x.RowCount, x.ColumnCount, Apply<T>(DatasetGuard.ToArray(x, "X", nameof(x))));
    }

    internal static InputNormalization Fit<T>(ReadOnlySpan<T> inputs, int features, IReadOnlyList<string>? featureNames, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var examples = inputs.Length / features;
        var first = new double[features];
        var means = new double[features];
        var variances = new double[features];
        for (var i = 0; i < features; i++)
        {
            first[i] = double.CreateTruncating(inputs[i]);
        }

        for (var example = 0; example < inputs.Length; example += features)
        {
            for (var i = 0; i < features; i++)
            {
                means[i] += double.CreateTruncating(inputs[example + i]) - first[i];
            }
        }

        for (var i = 0; i < features; i++)
        {
            means[i] = first[i] + (means[i] / examples);
        }

        for (var example = 0; example < inputs.Length; example += features)
        {
            for (var i = 0; i < features; i++)
            {
                var deviation = double.CreateTruncating(inputs[example + i]) - means[i];
                variances[i] += deviation * deviation;
            }
        }

        for (var i = 0; i < features; i++)
        {
            variances[i] /= examples;
            if (!double.IsFinite(variances[i]))
            {
                var name = featureNames is null ? "" : $" \"{featureNames[i]}\"";
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The variance of feature {i}{name}, counted from 0, is too large for a double: express the feature in a larger " +
                        $"unit."),
                    argument);
            }
        }

        return new InputNormalization(means, variances, featureNames);
    }

    private T[] Apply<T>(ReadOnlySpan<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var deviation = Array.ConvertAll(variance, v => v == 0 ? 1 : Math.Sqrt(v));
        var normalized = new T[inputs.Length];
        for (var i = 0; i < inputs.Length; i += mean.Length)
        {
            for (var feature = 0; feature < mean.Length; feature++)
            {
                normalized[i + feature] =
                    T.CreateTruncating((double.CreateTruncating(inputs[i + feature]) - mean[feature]) / deviation[feature]);
            }
        }

        return normalized;
    }

    private void CheckShape(int features, int examples, string argument)
    {
        if (features != mean.Length)
        {
            throw new ArgumentException(
                $"X is {Text.Shape(features, examples)}, but the normalization was fitted to {Plural.Of(mean.Length, "feature")}: X must " +
                $"have a row for each of them, and one example a column.",
                argument);
        }

        if (examples == 0)
        {
            throw new ArgumentException($"X is {Text.Shape(features, examples)}: at least one example is needed.", argument);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"x ← (x − μ) / σ of {Plural.Of(Mean.Count, "feature")}";
}
