using DeepLearning.Data;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

public sealed partial class Network<T>
{
    /// <summary>
    /// Measures how well the network predicts the targets of a data set: accuracy and confusion, or the quality of its labels, or R² and
    /// errors.
    /// </summary>
    /// <param name="data">
    /// What to measure on: a dataset, whose class and target names are those of the evaluation, or a source that need not fit into memory,
    /// of which only outputs and targets are kept.
    /// </param>
    /// <returns>
    /// Where the outputs are probabilities and every target is 0 or 1: a <see cref="MultiLabelEvaluation"/> of several independent outputs
    /// (sigmoid), whatever the targets; else, where the targets are one-hot or single, a <see cref="ClassificationEvaluation"/>. In all
    /// other cases a <see cref="RegressionEvaluation"/>. <see cref="EvaluateClassification"/>, <see cref="EvaluateLabels"/> and
    /// <see cref="EvaluateRegression"/> leave no choice.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The data has another number of features or outputs than the network, no examples, or inputs that were not prepared as those the
    /// network has learned from.
    /// </exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public Evaluation Evaluate(ExampleSource<T> data)
    {
        var answers = EvaluatedOutputs<T>.Of(this, data, nameof(data));
        return Evaluation.Of(layers[^1].Activation, answers.Outputs, answers.Targets, Outputs, answers.ClassNames, answers.OutputNames);
    }

    /// <summary>Measures how well the network predicts Y from X, both taken as they are.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>As of <see cref="Evaluate(ExampleSource{T})"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> or <paramref name="y"/> is null.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, or a matrix holds NaN or an infinity.</exception>
    public Evaluation Evaluate(Matrix<T> x, Matrix<T> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        var outputs = Predict(x);
        if (y.RowCount != Outputs || y.ColumnCount != outputs.ColumnCount)
        {
            throw new ArgumentException(
                $"y must be {Outputs} × {outputs.ColumnCount}, one column for each example of x, got {y.RowCount} × {y.ColumnCount}." +
                TwoClasses.Hint(Outputs, y.RowCount, MatrixColumns.Of(y)),
                nameof(y));
        }

        var targets = MatrixColumns.Of(y);
        Guard.FiniteExamples(targets, Outputs, nameof(y), "output");
        return Evaluation.Of(layers[^1].Activation, MatrixColumns.Of(outputs), targets, Outputs, classNames: null);
    }

    /// <summary>
    /// Measures how well the network tells classes, whatever its output activation: the largest output is the class, or yes begins at a
    /// threshold.
    /// </summary>
    /// <param name="data">What to measure on; every target is 1 for yes, and 0 or −1 for no.</param>
    /// <param name="threshold">
    /// From where on a single output means yes: 0.5 by default, as for a probability; 0 for the margins of a hinge loss. Of several outputs
    /// the largest is the class.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    /// <exception cref="ArgumentException">
    /// The data has another number of features or outputs than the network, no examples, inputs that were not prepared as those the network
    /// has learned from, or a target that is no answer, or of several outputs not one-hot.
    /// </exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public ClassificationEvaluation EvaluateClassification(ExampleSource<T> data, double threshold = 0.5)
    {
        Guard.Finite(threshold);
        var answers = EvaluatedOutputs<T>.Of(this, data, nameof(data));
        RequireAnswers(answers.Targets, nameof(data));
        if (!Evaluation.AreClasses(answers.Targets, Outputs))
        {
            throw new ArgumentException(
                $"The targets of an example are not one-hot, a single 1 among {Plural.Of(Outputs, "output")}, so they are no class. " +
                $"Where an example may have several labels, or none, use {nameof(EvaluateLabels)}.",
                nameof(data));
        }

        return ClassificationEvaluation.Of(layers[^1].Activation, answers.Outputs, answers.Targets, Outputs, answers.ClassNames, threshold);
    }

    /// <summary>
    /// Measures how well the network gives examples their sets of labels, whatever its output activation: each output is a yes or no of its
    /// own.
    /// </summary>
    /// <param name="data">What to measure on; every target is 1 for yes, and 0 or −1 for no.</param>
    /// <param name="thresholds">
    /// From where on an output means yes: one number for each output, or one for all; 0.5 when none is given, as for probabilities. Those
    /// of single labels are chosen on the development set, not on the test set; 0 is that of margins.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The data has another number of features or outputs than the network, no examples, inputs that were not prepared as those the network
    /// has learned from, or a target that is no answer; the thresholds are neither none nor one nor one for each output, or not finite.
    /// </exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public MultiLabelEvaluation EvaluateLabels(ExampleSource<T> data, params ReadOnlySpan<double> thresholds)
    {
        var least = Labels.Thresholds(thresholds, Outputs);
        var answers = EvaluatedOutputs<T>.Of(this, data, nameof(data));
        RequireAnswers(answers.Targets, nameof(data));
        return MultiLabelEvaluation.Of(answers.Outputs, answers.Targets, least, answers.OutputNames);
    }

    /// <summary>Measures how far the outputs are from the targets, whatever both are.</summary>
    /// <param name="data">What to measure on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The data has another number of features or outputs than the network, no examples, or inputs that were not prepared as those the
    /// network has learned from.
    /// </exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public RegressionEvaluation EvaluateRegression(ExampleSource<T> data)
    {
        var answers = EvaluatedOutputs<T>.Of(this, data, nameof(data));
        return RegressionEvaluation.Of(answers.Outputs, answers.Targets, Outputs, answers.OutputNames);
    }

    private void RequireAnswers(ReadOnlySpan<T> targets, string name)
    {
        if (targets.IndexOfAnyExcept(T.Zero, T.One, T.NegativeOne) is >= 0 and var i)
        {
            throw new ArgumentException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Row {i % Outputs} of the targets of example {i / Outputs}, counted from 0, is {targets[i]}, but the target of a " +
                    $"classification is 1 for yes, and 0 or -1 for no. ") +
                $"For numbers use {nameof(EvaluateRegression)}.",
                name);
        }
    }
}
