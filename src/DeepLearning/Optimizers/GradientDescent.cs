using System.Globalization;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>Plain gradient descent: w := w − α dw.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.GradientDescent"/>.</remarks>
internal sealed class GradientDescent : Optimizer
{
    /// <summary>Gradient descent of the given learning rate.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is not greater than 0, or not finite.</exception>
    public GradientDescent(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"gradient descent, α = {LearningRate}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        TensorPrimitives.MultiplyAdd(gradient, T.CreateChecked(-step.LearningRate), parameter, parameter);
}
