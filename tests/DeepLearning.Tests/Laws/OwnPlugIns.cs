using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Tests;

/// <summary>g(z) = log(1 + e^z), as a user would write it.</summary>
internal sealed class Softplus : Activation
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            a[i] = T.Max(z[i], T.Zero) + T.Log(T.One + T.Exp(-T.Abs(z[i])));
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            delta[i] /= T.One + T.Exp(-z[i]);
        }
    }
}

/// <summary>
/// Ẑ = Z / √(mean(Z²) + ε), over the units of an example: what Zhang and Sennrich, 2019, call root mean square normalization.
/// </summary>
internal sealed class RootMeanSquare(double epsilon = 1e-6) : Normalization
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> normalized, int units)
    {
        for (var start = 0; start < z.Length; start += units)
        {
            TensorPrimitives.Multiply(z.Slice(start, units), Scale(z.Slice(start, units)), normalized.Slice(start, units));
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
    {
        for (var start = 0; start < z.Length; start += units)
        {
            var share = TensorPrimitives.Dot(delta.Slice(start, units), normalized.Slice(start, units)) / T.CreateChecked(units);
            var scale = Scale(z.Slice(start, units));
            for (var i = start; i < start + units; i++)
            {
                delta[i] = scale * (delta[i] - (share * normalized[i]));
            }
        }
    }

    private T Scale<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.One / T.Sqrt((TensorPrimitives.SumOfSquares(z) / T.CreateChecked(z.Length)) + T.CreateChecked(epsilon));
}

/// <summary>L = Σ log cosh (a − y).</summary>
internal sealed class LogCosh : Loss
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        losses.Clear();
        for (var i = 0; i < outputs.Length; i++)
        {
            losses[i * losses.Length / outputs.Length] += T.Log(T.Cosh(outputs[i] - targets[i]));
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            delta[i] = T.Tanh(outputs[i] - targets[i]);
        }
    }
}

/// <summary>w := w − α sign(dw).</summary>
internal sealed class SignDescent(double learningRate) : Optimizer(learningRate)
{
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        for (var i = 0; i < parameter.Length; i++)
        {
            parameter[i] -= T.CreateChecked(step.LearningRate * T.Sign(gradient[i]));
        }
    }
}

/// <summary>Counts its steps in its state: what a rule remembers is given to it and kept for it.</summary>
internal sealed class StepCounter() : Optimizer(1)
{
    public override int StateCount => 2;

    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
    {
        for (var i = 0; i < parameter.Length; i++)
        {
            state[0][i] += T.One;
            state[1][i] += state[0][i];
            parameter[i] = (T.CreateChecked(100 * step.Number) + state[0][i]) * T.CreateChecked(1000) + state[1][i];
        }
    }
}

/// <summary>W = 1/n[l−1] everywhere but for a little noise.</summary>
internal sealed class Averaging : Initializer
{
    protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = T.CreateChecked((1 + (0.1 * random.Normal(i))) / fanIn);
        }
    }
}

/// <summary>R = λ Σ (√(1 + w²) − 1), a smooth L1.</summary>
internal sealed class SmoothL1(double lambda) : Regularizer
{
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights)
    {
        var sum = 0.0;
        foreach (var w in weights)
        {
            sum += Math.Sqrt(1 + double.CreateChecked(w * w)) - 1;
        }

        return lambda * sum;
    }

    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[i] += factor * T.CreateChecked(lambda) * weights[i] / T.Sqrt(T.One + (weights[i] * weights[i]));
        }
    }
}
