using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

public sealed partial class Network<T>
{
    /// <summary>Whether every output is a yes or no of its own, so that an example may have several labels, or none.</summary>
    internal bool HasLabels => Labels.AreOutputsOf(layers[^1].Activation, Outputs);

    /// <summary>
    /// The class of every example: the output with the largest value, or for a single output whether it reaches a threshold. Several
    /// independent sigmoid outputs answer labels, not one class: see <see cref="PredictLabels"/>.
    /// </summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="threshold">
    /// From where on a single output means class 1: 0.5 by default, as for a probability; 0 for the margin of a hinge loss.
    /// </param>
    /// <returns>m classes, counted from 0. Of equal outputs the first wins.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of rows, or holds NaN or an infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    /// <exception cref="InvalidOperationException">The outputs are several independent sigmoids.</exception>
    public int[] PredictClasses(Matrix<T> x, double threshold = 0.5)
    {
        Guard.Finite(threshold);
        RequireClasses();
        return Classes.Of(MatrixColumns.Of(Predict(x)), Outputs, threshold);
    }

    /// <summary>The labels of every example, of which it may have several, or none: the outputs that reach their threshold.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="thresholds">
    /// From where on an output means that the example has its label: one number for each output, or one for all; 0.5 when none is given, as
    /// for probabilities. Those of single labels are chosen on the development set; 0 is that of margins.
    /// </param>
    /// <returns>For each of the m examples the numbers of its outputs, counted from 0, in ascending order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has another number of rows, or holds NaN or an infinity; the thresholds are neither none nor one nor one for
    /// each output, or not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The outputs depend on each other, as those of softmax: they answer one class.
    /// </exception>
    public int[][] PredictLabels(Matrix<T> x, params ReadOnlySpan<double> thresholds)
    {
        var least = Labels.Thresholds(thresholds, Outputs);
        RequireLabels();
        return Labels.Of(MatrixColumns.Of(Predict(x)), least);
    }

    /// <summary>Refuses to answer one class where each output is a yes or no of its own.</summary>
    internal void RequireClasses()
    {
        if (HasLabels)
        {
            throw new InvalidOperationException(
                $"{layers[^1]} has {Outputs} independent {layers[^1].Activation.Name} outputs, so an example may have several labels, " +
                $"or none: use PredictLabels. Where exactly one class is right, give the output layer Softmax.");
        }
    }

    /// <summary>Refuses to answer labels where the outputs are one choice among classes.</summary>
    internal void RequireLabels()
    {
        if (!layers[^1].Activation.IsElementwise)
        {
            throw new InvalidOperationException(
                $"{layers[^1]} has {layers[^1].Activation.Name} outputs, which depend on each other and answer one class: use " +
                $"PredictClasses. Where an example may have several labels, give the output layer Sigmoid.");
        }
    }
}
