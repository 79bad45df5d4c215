using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

public sealed partial class Network<T>
{
    /// <summary>How well the network predicts the targets of a data set: accuracy and confusion, or R² and errors.</summary>
    /// <param name="data">
    /// What to measure on: a dataset, whose class names name the rows of the confusion matrix, or a source that need not fit into memory, of which
    /// only outputs and targets are kept.
    /// </param>
    /// <returns>
    /// A <see cref="ClassificationEvaluation"/> where the outputs are probabilities (softmax, sigmoid) and every target is 0 or 1,
    /// else a <see cref="RegressionEvaluation"/>. <see cref="EvaluateClassification"/> and <see cref="EvaluateRegression"/> leave no choice.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">The data has another number of features or outputs than the network, or no examples.</exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public Evaluation Evaluate(ExampleSource<T> data)
    {
        var answers = Answers<T>.Of(this, data, nameof(data));
        return Evaluation.Of(layers[^1].Activation, answers.Outputs, answers.Targets, Outputs, answers.ClassNames);
    }

    /// <summary>How well the network predicts Y from X: accuracy and confusion, or R² and errors.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>
    /// A <see cref="ClassificationEvaluation"/> where the outputs are probabilities (softmax, sigmoid) and every target is 0 or 1,
    /// else a <see cref="RegressionEvaluation"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> or <paramref name="y"/> is null.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, or a matrix holds NaN or an infinity.</exception>
    public Evaluation Evaluate(Matrix<T> x, Matrix<T> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        var outputs = Predict(x);
        if (y.RowCount != Outputs || y.ColumnCount != outputs.ColumnCount)
        {
            throw new ArgumentException(
                $"y must be {Outputs} × {outputs.ColumnCount}, one column for each example of x, got {y.RowCount} × {y.ColumnCount}.", nameof(y));
        }

        var targets = MatrixColumns.Of(y);
        Guard.FiniteExamples(targets, Outputs, nameof(y), "output");
        return Evaluation.Of(layers[^1].Activation, MatrixColumns.Of(outputs), targets, Outputs, classNames: null);
    }

    /// <summary>How well the network answers questions, whatever its output activation: the largest output is the class, or yes begins at a threshold.</summary>
    /// <param name="data">What to measure on; every target is 1 for yes, and 0 or −1 for no.</param>
    /// <param name="threshold">
    /// From where on an output means yes, where the targets are no one-hot columns: 0.5 by default, as for a probability; 0 for the margins of a
    /// hinge loss.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    /// <exception cref="ArgumentException">
    /// The data has another number of features or outputs than the network, or no examples, or a target that is no answer.
    /// </exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public ClassificationEvaluation EvaluateClassification(ExampleSource<T> data, double threshold = 0.5)
    {
        Guard.Finite(threshold);
        var answers = Answers<T>.Of(this, data, nameof(data));
        if (answers.Targets.IndexOfAnyExcept(T.Zero, T.One, T.NegativeOne) is >= 0 and var i)
        {
            throw new ArgumentException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Row {i % Outputs} of the targets of example {i / Outputs}, counted from 0, is {answers.Targets[i]}, but the target of a classification is 1 for yes, and 0 or -1 for no. ") +
                $"For numbers use {nameof(EvaluateRegression)}.",
                nameof(data));
        }

        return ClassificationEvaluation.Of(layers[^1].Activation, answers.Outputs, answers.Targets, Outputs, answers.ClassNames, threshold);
    }

    /// <summary>How far the outputs are from the targets, whatever both are.</summary>
    /// <param name="data">What to measure on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">The data has another number of features or outputs than the network, or no examples.</exception>
    /// <exception cref="InvalidDataException">A source has given a number that is not finite.</exception>
    public RegressionEvaluation EvaluateRegression(ExampleSource<T> data)
    {
        var answers = Answers<T>.Of(this, data, nameof(data));
        return RegressionEvaluation.Of(answers.Outputs, answers.Targets, Outputs);
    }
}
