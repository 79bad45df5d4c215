using DeepLearning;

namespace DeepLearning.Samples;

/// <summary>
/// Another optimizer whose learning rate fades to nothing: αₜ = α (1 − (t − 1) / steps). Large steps find the valley, small ones its floor.
/// </summary>
internal sealed class FadingRate(Optimizer inner, long steps) : Optimizer(inner.LearningRate)
{
    public override int StateCount => inner.StateCount;

    public override void Update<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        var left = Math.Max(0, steps - step.Number + 1) / (double)steps;
        inner.Update(parameter, gradient, state, step with { LearningRate = step.LearningRate * left });
    }
}
