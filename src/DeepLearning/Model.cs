using System.Numerics;
using DeepLearning.Data;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>
/// A network with what goes before and after it: predicts from raw rows, in the unit of the targets or by the names of the classes.
/// </summary>
/// <remarks>
/// The pipeline was fitted to the training set; with it in the model, nobody can forget to normalize, or normalize otherwise than in
/// training.
/// <threadsafety>
/// Predicting is pure: any number of threads may predict with one model at once, as long as none trains its network.
/// </threadsafety>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public sealed partial class Model<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A model of a network and the pipeline that made its training set.</summary>
    /// <param name="network">The network; it is not copied.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The network has other numbers of inputs or outputs than the pipeline makes.</exception>
    public Model(Network<T> network, FittedPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pipeline);
        if (Mismatch(network, pipeline) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(pipeline));
        }

        (Network, Pipeline) = (network, pipeline);
    }

    /// <summary>The network.</summary>
    public Network<T> Network { get; }

    /// <summary>The way from raw rows to what the network takes, and from its outputs to what they mean.</summary>
    public FittedPipeline Pipeline { get; }

    /// <summary>The outputs for one raw row: probabilities of classes, or targets in their own unit.</summary>
    /// <param name="row">
    /// A cell for each of the pipeline's <see cref="FittedPipeline.InputColumns"/>, in their order: numbers, texts, null where one is
    /// missing.
    /// </param>
    /// <returns>n_y numbers.</returns>
    /// <exception cref="ArgumentException">
    /// Another number of cells; a number for a text or the reverse; an unknown category; a missing value that no transform fills in.
    /// </exception>
    public T[] Predict(params ReadOnlySpan<Cell> row) => Outputs(Pipeline.ToTable(row));

    /// <summary>The outputs for a table, which need not have the columns to be learned.</summary>
    /// <param name="table">Raw rows.</param>
    /// <returns>n_y × m, in the unit of the targets.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A column is not there or of the other kind; a category is unknown; a value is missing.
    /// </exception>
    public Matrix<T> Predict(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Matrix<T>.Build.Dense(Network.Outputs, table.Rows, Outputs(table));
    }

    /// <summary>The outputs for raw numbers, where no raw column is text.</summary>
    /// <param name="x">
    /// Raw columns × examples: a row for each of the pipeline's <see cref="FittedPipeline.InputColumns"/>; NaN where a value is missing.
    /// </param>
    /// <returns>n_y × m, in the unit of the targets.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Another number of rows, no examples, a column that is text, an infinity, or a missing value that no transform fills in.
    /// </exception>
    public Matrix<T> Predict(Matrix<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.RowCount != Pipeline.InputColumns.Count || x.ColumnCount == 0)
        {
            throw new ArgumentException(
                $"x is {Text.Shape(x.RowCount, x.ColumnCount)}, but must have a row for each of " +
                $"{Plural.Of(Pipeline.InputColumns.Count, "raw column")} and at least one example, a column.", nameof(x));
        }

        return Predict(new RawTable(RawColumns.Of(MatrixColumns.Of(x), [.. Pipeline.InputColumns.Select(input => input.Name)])));
    }

    /// <summary>The name of the class of one raw row.</summary>
    /// <param name="row">A cell for each of the pipeline's <see cref="FittedPipeline.InputColumns"/>, in their order.</param>
    /// <exception cref="InvalidOperationException">
    /// The model predicts numbers, not classes, or its outputs are several independent sigmoids: see
    /// <see cref="PredictLabels(RawTable, ReadOnlySpan{double})"/>.
    /// </exception>
    /// <exception cref="ArgumentException">As of <see cref="Predict(ReadOnlySpan{Cell})"/>.</exception>
    public string PredictClass(params ReadOnlySpan<Cell> row) => PredictClasses(Pipeline.ToTable(row))[0];

    /// <summary>The names of the classes of raw rows.</summary>
    /// <param name="table">Raw rows.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model predicts numbers, not classes, or its outputs are several independent sigmoids: see
    /// <see cref="PredictLabels(RawTable, ReadOnlySpan{double})"/>.
    /// </exception>
    /// <exception cref="ArgumentException">As of <see cref="Predict(RawTable)"/>.</exception>
    public string[] PredictClasses(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Network.RequireClasses();
        var names = ClassNames();
        return Array.ConvertAll(Classes.Of<T>(Outputs(table), Network.Outputs), number => names[number]);
    }

    /// <summary>
    /// The names of the labels of one raw row, of which it may have several, or none: those whose probability is ½ or more.
    /// </summary>
    /// <param name="row">A cell for each of the pipeline's <see cref="FittedPipeline.InputColumns"/>, in their order.</param>
    /// <remarks>For other thresholds: <c>PredictLabels(model.Pipeline.ToTable(row), thresholds)[0]</c>.</remarks>
    /// <exception cref="InvalidOperationException">As of <see cref="PredictLabels(RawTable, ReadOnlySpan{double})"/>.</exception>
    /// <exception cref="ArgumentException">As of <see cref="Predict(ReadOnlySpan{Cell})"/>.</exception>
    public string[] PredictLabels(params ReadOnlySpan<Cell> row) => PredictLabels(Pipeline.ToTable(row))[0];

    /// <summary>
    /// The names of the labels of raw rows, of which each may have several, or none: the outputs that reach their threshold.
    /// </summary>
    /// <param name="table">Raw rows.</param>
    /// <param name="thresholds">
    /// From where on an output means that the row has its label: one number for each output, or one for all; 0.5 when none is given, as for
    /// probabilities.
    /// </param>
    /// <returns>
    /// For each row the names of its labels in the order of the outputs: class names or target columns, or numbers where there are no
    /// names.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The outputs depend on each other, as those of softmax, and answer one class; or the targets are standardized, so that they are
    /// numbers and no labels.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// As of <see cref="Predict(RawTable)"/>, or the thresholds are neither none nor one nor one for each output, or not finite.
    /// </exception>
    public string[][] PredictLabels(RawTable table, params ReadOnlySpan<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(table);
        var least = Labels.Thresholds(thresholds, Network.Outputs);
        Network.RequireLabels();
        if (Pipeline.TargetScalings.Count > 0)
        {
            throw new InvalidOperationException("The model predicts numbers, not labels: use Predict.");
        }

        var names = Labels.Names(OutputNames, Network.Outputs);
        return Array.ConvertAll(Labels.Of<T>(Outputs(table), least), labels => Array.ConvertAll(labels, label => names[label]));
    }

    /// <summary>Measures how well the model predicts the labels or targets of a table: errors are in the unit of the targets.</summary>
    /// <param name="table">Raw rows with the columns to be learned.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">As of <see cref="FittedPipeline.Apply{T}(RawTable)"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The pipeline was fitted to a dataset, so that no column holds what is to be learned.
    /// </exception>
    public Evaluation Evaluate(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Pipeline.RequireOutputColumns();
        var y = Pipeline.Output.Read<T>(table);
        Pipeline.Output.Undo<T>(y);
        return Evaluation.Of<T>(Network.Layers[^1].Activation, Outputs(table), y, Network.Outputs, Pipeline.ClassNames, OutputNames);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Model<{ElementType.Name<T>()}>: {Pipeline}\n{Network}";

    /// <summary>Why a pipeline does not make what a network takes; null where it does.</summary>
    private static string? Mismatch(Network<T> network, FittedPipeline pipeline) =>
        network.Inputs == pipeline.FeatureNames.Count && network.Outputs == pipeline.Outputs
            ? null
            : $"The pipeline makes {Plural.Of(pipeline.FeatureNames.Count, "feature")} and {Plural.Of(pipeline.Outputs, "output")}, " +
              $"but the network takes {network.Inputs} and gives {network.Outputs}: {network.Layers[0]} is its first layer and " +
              $"{network.Layers[^1]} its output layer.";

    private T[] Outputs(RawTable table)
    {
        var x = Pipeline.ToMatrix<T>(table);
        var outputs = new T[ArrayLength.Of(Network.Outputs, x.ColumnCount, "The outputs", nameof(table))];
        Network.Predict(MatrixColumns.Of(x), outputs);
        Pipeline.Output.Undo<T>(outputs);
        return outputs;
    }

    /// <summary>A name for each output, where there is one; of a single output of two classes, that of class 1.</summary>
    private IReadOnlyList<string>? OutputNames => Pipeline.ClassNames switch
    {
        null => Pipeline.TargetNames,
        { Count: 2 } two when Network.Outputs == 1 => [two[1]],
        var names => names,
    };

    private IReadOnlyList<string> ClassNames() => Pipeline.ClassNames
        ?? throw new InvalidOperationException("The model predicts numbers, not classes: use Predict.");
}
