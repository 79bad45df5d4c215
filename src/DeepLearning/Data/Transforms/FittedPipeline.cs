using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <summary>A <see cref="Pipeline"/> with what its transforms have learned from the training set: makes datasets of raw data.</summary>
/// <remarks>
/// It is plain data: the names and kinds of the raw columns, the numbers and categories of each transform, the class names or the scaling
/// of the targets. With a network it makes a <see cref="Model{T}"/>, which predicts from raw rows.
/// <threadsafety>Immutable; any number of threads may use one.</threadsafety>
/// </remarks>
public sealed class FittedPipeline : IPreparation
{
    internal FittedPipeline(
        IReadOnlyList<InputColumn> inputs, IReadOnlyList<FittedTransform> transforms, IReadOnlyList<string> featureNames,
        PipelineOutput output) =>
        (InputColumns, Transforms, FeatureNames, Output) = (inputs, transforms, featureNames, output);

    /// <summary>The columns of a raw row, in the order of the training set, without those to be learned.</summary>
    public IReadOnlyList<InputColumn> InputColumns { get; }

    /// <summary>The transforms in their order.</summary>
    public IReadOnlyList<FittedTransform> Transforms { get; }

    /// <summary>The names of the features that the network sees, the rows of X.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The columns to be learned: a label or targets; none where the pipeline was fitted to a dataset.</summary>
    public IReadOnlyList<string> OutputColumns => Output.Columns;

    /// <summary>The number of outputs, the rows of Y.</summary>
    public int Outputs => Output.Count;

    /// <summary>The names of the classes, by class number; null where targets are learned.</summary>
    public IReadOnlyList<string>? ClassNames => Output.ClassNames;

    /// <summary>How each target is standardized; empty where it is not.</summary>
    internal IReadOnlyList<ColumnScaling> TargetScalings => Output.Scalings;

    internal PipelineOutput Output { get; }

    string IPreparation.Description => "a pipeline";

    bool IPreparation.IsSameAs(IPreparation other) => ReferenceEquals(this, other) ||
        (other is FittedPipeline pipeline && FeatureNames.SequenceEqual(pipeline.FeatureNames, StringComparer.Ordinal) &&
         Transforms.Count == pipeline.Transforms.Count
             && Transforms.Zip(pipeline.Transforms, (step, theirs) => step.LearnedTheSameAs(theirs)).All(same => same));

    /// <summary>A table as a dataset: the transforms applied, the targets read.</summary>
    /// <remarks>Columns that the training set did not have are left out; the order of columns does not matter. The role stays.</remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="table">A table with the columns of the training set.</param>
    /// <exception cref="ArgumentException">
    /// A column is not there or of the other kind; a category is unknown; a value is missing or too large for T.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The pipeline was fitted to a dataset, so that no column holds what is to be learned.
    /// </exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public Dataset<T> Apply<T>(RawTable table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireOutputColumns();
        var y = Output.Read<T>(table);
        return new Dataset<T>(
            ToColumns<T>(table), FeatureNames.Count, y, Outputs, FeatureNames, ClassNames, nameof(table), nameof(table), table.Role)
        {
            TargetNames = TargetNames,
            Preparation = Preparation.None.Then(this),
        };
    }

    /// <summary>A dataset with the transforms applied to its inputs and the scaling to its targets. The role stays.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="dataset">A dataset with the features of the training set, in their order.</param>
    /// <exception cref="ArgumentException">
    /// Features of other names, another number of features or outputs, or a value too large for T.
    /// </exception>
    public Dataset<T> Apply<T>(Dataset<T> dataset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Features != InputColumns.Count || dataset.Outputs != Outputs)
        {
            throw new ArgumentException(
                $"The dataset has {Plural.Of(dataset.Features, "feature")} and {Plural.Of(dataset.Outputs, "output")}, but the training " +
                $"set had {InputColumns.Count} and {Outputs}.",
                nameof(dataset));
        }

        var y = dataset.Targets.ToArray();
        Output.Scale<T>(y);
        return new Dataset<T>(
            ToColumns<T>(RawColumns.ToTable(dataset)), FeatureNames.Count, y, Outputs, FeatureNames, dataset.ClassNames, nameof(dataset),
            nameof(dataset), dataset.Role)
        {
            TargetNames = dataset.TargetNames,
            Preparation = dataset.Preparation.Then(this),
        };
    }

    /// <summary>The inputs of the network for a table, which need not have the columns to be learned.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="table">A table with the columns of the training set.</param>
    /// <returns>X, features × examples.</returns>
    /// <exception cref="ArgumentException">
    /// A column is not there or of the other kind; a category is unknown; a value is missing.
    /// </exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public Matrix<T> ToMatrix<T>(RawTable table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        ElementType.Require<T>();
        return Matrix<T>.Build.Dense(FeatureNames.Count, table.Rows, ToColumns<T>(table));
    }

    /// <summary>A raw row as a table of one row.</summary>
    /// <param name="row">A cell for each of <see cref="InputColumns"/>, in their order.</param>
    /// <exception cref="ArgumentException">Another number of cells, or a number for a text or the reverse.</exception>
    public RawTable ToTable(params ReadOnlySpan<Cell> row)
    {
        if (row.Length != InputColumns.Count)
        {
            throw new ArgumentException(
                $"The row has {Plural.Of(row.Length, "cell")}, but the columns are {InputColumns.Count}: " +
                $"{InputColumns.Select(input => input.Name).ToArray().Enumerated()}.", nameof(row));
        }

        var columns = new RawColumn[row.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = InputColumns[i].Column(row[i], i);
        }

        return new RawTable(columns);
    }

    /// <summary>The names of the targets; null where classes are learned, or targets that came without names.</summary>
    internal IReadOnlyList<string>? TargetNames => ClassNames is null && OutputColumns.Count == Outputs ? OutputColumns : null;

    internal void RequireOutputColumns()
    {
        if (Output.Columns.Count == 0)
        {
            throw new InvalidOperationException(
                "The pipeline was fitted to a dataset, so no column of a table is known to hold what is to be learned: fit it to a " +
                "table, or apply it to a dataset.");
        }
    }

    private T[] ToColumns<T>(RawTable table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var transformed = new RawTable([.. InputColumns.Select(input => input.In(table))]);
        foreach (var transform in Transforms)
        {
            transformed = transform.Apply(transformed);
        }

        var numbers = RawColumns.RequireNumbers(transformed);
        for (var i = 0; i < Math.Max(numbers.Length, FeatureNames.Count); i++)
        {
            if (
                i >= numbers.Length || i >= FeatureNames.Count || !string.Equals(numbers[i].Name, FeatureNames[i], StringComparison.Ordinal)
                    || numbers[i].Rows != table.Rows)
            {
                throw new InvalidOperationException(
                    $"The transforms made {Text.Shape(numbers.Length, transformed.Rows)} numbers ({transformed.Names.Enumerated()}) of " +
                    $"{Plural.Of(table.Rows, "row")}, but made the features " +
                    $"{FeatureNames.Enumerated()} of the training set: a transform must make the same columns of every table.");
            }
        }

        return RawColumns.ToMatrix<T>(numbers);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Pipeline: {Plural.Of(InputColumns.Count, "column")} ({InputColumns.Select(input => input.Name).ToArray().Enumerated()}) → " +
        $"{Plural.Of(FeatureNames.Count, "feature")} → " +
        (ClassNames is { } classes ? $"{Plural.Of(classes.Count, "class")} ({classes.Enumerated()})"
            : OutputColumns.Count > 0 ? OutputColumns.Enumerated() : Plural.Of(Outputs, "output"));
}
