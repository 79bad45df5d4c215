namespace DeepLearning.Tests;

/// <summary>A user's activation of a single number and its claimed derivative.</summary>
internal abstract class Elementwise : Activation
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            a[i] = T.CreateChecked(Value(double.CreateChecked(z[i])));
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            delta[i] *= T.CreateChecked(Derivative(double.CreateChecked(z[i])));
        }
    }

    protected abstract double Value(double z);

    protected abstract double Derivative(double z);
}

/// <summary>tanh whose derivative lacks the square.</summary>
internal sealed class WrongTanh : Elementwise
{
    protected override double Value(double z) => Math.Tanh(z);

    protected override double Derivative(double z) => 1 - Math.Tanh(z);
}

/// <summary>tanh whose derivative is wrong from a limit on.</summary>
internal sealed class WrongBeyond(double limit) : Elementwise
{
    protected override double Value(double z) => Math.Tanh(z);

    protected override double Derivative(double z) => z < limit ? 1 - (Math.Tanh(z) * Math.Tanh(z)) : 1;
}

/// <summary>The identity with a claimed derivative.</summary>
internal sealed class Scaled(double claimed) : Elementwise
{
    protected override double Value(double z) => z;

    protected override double Derivative(double z) => claimed;
}

/// <summary>ReLU with other slopes than it has.</summary>
internal sealed class ClaimedReLU(double above, double below, double? atZero = null) : Elementwise
{
    protected override double Value(double z) => Math.Max(0, z);

    protected override double Derivative(double z) => z > 0 ? above : z < 0 ? below : atZero ?? below;
}

/// <summary>Mean squared error with half of its gradient.</summary>
internal sealed class WrongSquares : Loss
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
        MeanSquaredError.Forward(outputs, targets, losses);

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units)
    {
        MeanSquaredError.Backward(outputs, targets, delta, units);
        for (var i = 0; i < delta.Length; i++)
        {
            delta[i] /= T.One + T.One;
        }
    }
}

/// <summary>R = Σ w, whose derivative is taken for 2 above a limit.</summary>
internal sealed class WrongAtTheLargest(double above) : Regularizer
{
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights)
    {
        var sum = 0.0;
        foreach (var w in weights)
        {
            sum += double.CreateChecked(w);
        }

        return sum;
    }

    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[i] += double.CreateChecked(weights[i]) > above ? factor + factor : factor;
        }
    }
}
