using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <content>Gradients, for loops of one's own.</content>
public sealed partial class Trainer<T>
{
    /// <summary>Computes the gradients of a batch. Changes no parameter; <see cref="Apply"/> takes the step with them.</summary>
    /// <remarks>
    /// Together the two are <see cref="Step(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>, bit for bit. Dropout masks are those of
    /// the next step, whatever the batch, until it has been taken. Allocates nothing once a batch as large has been seen.
    /// </remarks>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="gradients">Receive ∂J/∂θ of every parameter, with the regularizer's part; of this trainer's network.</param>
    /// <param name="weights">w, m finite numbers, 0 or greater; all the same when empty.</param>
    /// <returns>J of the batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="gradients"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a number is not finite, a weight is negative, a target does not fit the loss, or the gradients are of a
    /// network of another shape.
    /// </exception>
    /// <exception cref="DivergenceException">The cost is not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public double ComputeGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Gradients<T> gradients, ReadOnlySpan<T> weights = default)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        using var inside = entry.Enter();
        state.RequireTrainable();
        BatchGuard.Batch(Network, Loss, x, y);
        BatchGuard.Weights(weights, x.Length / Network.Inputs);
        gradients.RequireShapes(Network.Parameters, nameof(gradients));
        var cost = state.Stepper(x.Length / Network.Inputs).ComputeGradients(x, y, weights, gradients);
        return double.IsFinite(cost) ? cost : throw state.Diverged(x.Length / Network.Inputs, Steps + 1);
    }

    /// <summary>Computes the gradients of a batch given as matrices. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="gradients">Receive ∂J/∂θ of every parameter, with the regularizer's part; of this trainer's network.</param>
    /// <returns>J of the batch.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// As of <see cref="ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Gradients{T}, ReadOnlySpan{T})"/>, or a shape does not fit.
    /// </exception>
    /// <exception cref="DivergenceException">The cost is not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public double ComputeGradients(Matrix<T> x, Matrix<T> y, Gradients<T> gradients)
    {
        BatchGuard.Matrices(Network, x, y);
        return ComputeGradients(MatrixColumns.Of(x), MatrixColumns.Of(y), gradients);
    }

    /// <summary>
    /// Computes how the loss of every example depends on its inputs, ∂L⁽ⁱ⁾/∂x⁽ⁱ⁾, as for adversarial examples and for asking which features
    /// an answer hangs on. Changes no parameter.
    /// </summary>
    /// <remarks>
    /// As in prediction nothing is dropped, and no regularizer takes part. Allocates nothing once a batch as large has been seen. Source:
    /// Goodfellow, Shlens and Szegedy, "Explaining and harnessing adversarial examples", 2015.
    /// </remarks>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="inputGradients">Receives dX, n_x × m: a column is of the loss of its example alone, and not divided by m.</param>
    /// <returns>(1/m) Σ L.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a number is not finite, a target does not fit the loss, or <paramref name="inputGradients"/> overlaps an
    /// input.
    /// </exception>
    /// <exception cref="DivergenceException">The cost is not finite.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public double ComputeInputGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> inputGradients)
    {
        using var inside = entry.Enter();
        BatchGuard.Batch(Network, Loss, x, y);
        SpanGuard.SameLength(x, nameof(x), inputGradients, nameof(inputGradients));
        SpanGuard.Apart(inputGradients, nameof(inputGradients), x, nameof(x));
        SpanGuard.Apart(inputGradients, nameof(inputGradients), y, nameof(y));
        var cost = state.Stepper(x.Length / Network.Inputs).Pass.ComputeInputGradients(x, y, inputGradients);
        return double.IsFinite(cost) ? cost : throw state.Diverged(x.Length / Network.Inputs, Steps + 1);
    }

    /// <summary>Computes how the loss of every example of a matrix depends on its inputs, ∂L⁽ⁱ⁾/∂x⁽ⁱ⁾. Changes no parameter.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>dX, n_x × m.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or a target does not fit the loss.</exception>
    /// <exception cref="DivergenceException">The cost is not finite.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public Matrix<T> ComputeInputGradients(Matrix<T> x, Matrix<T> y)
    {
        BatchGuard.Matrices(Network, x, y);
        var gradients = new T[x.RowCount * x.ColumnCount];
        ComputeInputGradients(MatrixColumns.Of(x), MatrixColumns.Of(y), gradients);
        return Matrix<T>.Build.Dense(x.RowCount, x.ColumnCount, gradients);
    }

    /// <summary>Takes the optimizer's next step with given gradients, which are clipped first, where they lie.</summary>
    /// <param name="gradients">∂J/∂θ of every parameter of this trainer's network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="gradients"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The gradients are of a network of another shape, or one of them is not finite. No parameter was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public void Apply(Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        using var inside = entry.Enter();
        state.RequireTrainable();
        gradients.RequireShapes(Network.Parameters, nameof(gradients));
        gradients.RequireFinite(nameof(gradients));
        state.Stepper(1).Apply(gradients);
    }
}
