using System.Numerics;

namespace DeepLearning.Data;

/// <summary>
/// Transforms one after another, from raw data to what a network can learn from:
/// <c>Pipeline.Of(Transform.ImputeMedian(), Transform.OneHot(), Transform.Standardize())</c>.
/// </summary>
/// <remarks>
/// Fit it to the training set and apply the result, unchanged, to every set and to whatever the network is asked later. It refuses to be
/// fitted to a set that is marked as development or test set.
/// <threadsafety>Immutable; any number of threads may use one pipeline.</threadsafety>
/// </remarks>
public sealed class Pipeline
{
    private readonly Transform[] transforms;

    private Pipeline(Transform[] transforms) => this.transforms = transforms;

    /// <summary>The transforms in their order.</summary>
    public IReadOnlyList<Transform> Transforms => transforms;

    /// <summary>A pipeline of transforms, each of which sees what the one before has left; none leaves the numbers as they are.</summary>
    /// <param name="transforms">The transforms in their order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="transforms"/> or one of them is null.</exception>
    public static Pipeline Of(params IReadOnlyList<Transform> transforms)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        for (var i = 0; i < transforms.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(transforms[i], $"{nameof(transforms)}[{i}]");
        }

        return new Pipeline([.. transforms]);
    }

    /// <summary>Fits every transform to a training set, of which one column is what is to be learned.</summary>
    /// <param name="train">The training set.</param>
    /// <param name="label">The name of the column with the class of each example. Either this or <paramref name="target"/>.</param>
    /// <param name="target">The name of the numeric column to be learned. Either this or <paramref name="label"/>.</param>
    /// <param name="standardizeTarget">
    /// Whether the network learns the target standardized, (y − μ) / σ, which a target far from 0 or of large variance needs to be learned
    /// at the usual rates. A <see cref="Model{T}"/> scales the predictions back.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="train"/> is marked as development or test set; not exactly one of label and target; a column is not there or of the
    /// wrong kind; a label or target is missing; labels differ by upper and lower case alone, or are too many for classes; after the
    /// transforms a value is missing or a column is still text.
    /// </exception>
    public FittedPipeline Fit(RawTable train, string? label = null, string? target = null, bool standardizeTarget = false)
    {
        Dataset.CheckOneOf(label, target);
        CheckTable(train);
        if (label is not null)
        {
            return Fit(train, LabelOutput.Of(train, label));
        }

        return Fit(train, TargetOutput.Of(train, [target!], nameof(target), standardizeTarget));
    }

    /// <summary>Fits every transform to a training set, of which several columns are to be learned.</summary>
    /// <inheritdoc cref="Fit(RawTable, string, string, bool)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="train">The training set.</param>
    /// <param name="targets">The names of the numeric columns to be learned, at least one; output i is the i-th of them.</param>
    /// <param name="standardizeTargets">Whether the network learns the targets standardized, each for itself.</param>
    public FittedPipeline Fit(RawTable train, IReadOnlyList<string> targets, bool standardizeTargets = false)
    {
        Dataset.CheckTargets(targets);
        CheckTable(train);
        return Fit(train, TargetOutput.Of(train, targets, nameof(targets), standardizeTargets));
    }

    /// <summary>Fits every transform to the inputs of a training set of numbers: each feature is a numeric column.</summary>
    /// <remarks>The columns have the names of the features, or are called by their numbers from 0 on.</remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="train">The training set.</param>
    /// <param name="standardizeTargets">Whether the network learns the targets standardized, each for itself; not for classes.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="train"/> is marked as development or test set, has classes that were to be standardized, or has two features of one
    /// name.
    /// </exception>
    public FittedPipeline Fit<T>(Dataset<T> train, bool standardizeTargets = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(train);
        DataRoles.RequireFittable(train.Role, "A pipeline", nameof(train));
        if (train.ClassNames is not null && standardizeTargets)
        {
            throw new ArgumentException("The targets are classes, which cannot be standardized.", nameof(standardizeTargets));
        }

        PipelineOutput output = train.ClassNames is { } classNames
            ? new LabelOutput(column: null, classNames, train.Outputs)
            : TargetOutput.Of(RawColumns.Of<T>(train.Targets, RawColumns.Numbered(train.Outputs)), standardizeTargets, named: false);
        return Fit(RawColumns.ToTable(train), output);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Pipeline: {string.Join(", ", transforms.Select(transform => transform.Name))}";

    private static void CheckTable(RawTable train)
    {
        ArgumentNullException.ThrowIfNull(train);
        DataRoles.RequireFittable(train.Role, "A pipeline", nameof(train));
    }

    private FittedPipeline Fit(RawTable train, PipelineOutput output)
    {
        var learned = new NameIndex(output.Columns);
        InputColumn[] inputs = [.. train.Columns.Where(column => learned.Of(column.Name) < 0).Select(InputColumn.Of)];
        if (inputs.Length == 0)
        {
            throw new ArgumentException("Every column is to be learned, so that none is left to learn it from.", nameof(train));
        }

        var table = train.Replace(column => learned.Of(column.Name) < 0 ? [column] : []);
        var fitted = new FittedTransform[transforms.Length];
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = transforms[i].Fit(table) ?? throw new InvalidOperationException($"{transforms[i].Name}.Fit returned null.");
            table = fitted[i].Apply(table);
        }

        RawColumns.RequireNumbers(table);
        return new FittedPipeline(inputs, fitted, table.Names, output);
    }
}
