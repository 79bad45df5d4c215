using System.Numerics.Tensors;

namespace DeepLearning.Tabular;

/// <summary>Temperature scaling: the T by which logits are divided so that probabilities are as sure as they are right.</summary>
/// <remarks>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017.</remarks>
internal static class TemperatureScaling
{
    private const double Least = 0.3;
    private const double Greatest = 4;
    private const int Steps = 30;

    /// <summary>The T in [0.3, 4] of the least weighted mean of −log softmax(z / T)ᵧ, by golden section over log T.</summary>
    /// <param name="logits">z of examples that the networks have not learned from, n_y × m.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="weights">How much each counts.</param>
    public static double Fit(float[] logits, int[] labels, double[] weights)
    {
        var classes = logits.Length / labels.Length;
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Least), Math.Log(Greatest));
        for (var step = 0; step < Steps; step++)
        {
            var (lower, upper) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = LogLoss(lower) < LogLoss(upper) ? (low, upper) : (lower, high);
        }

        return Math.Exp((low + high) / 2);

        double LogLoss(double logT)
        {
            var (t, sum) = (Math.Exp(logT), 0.0);
            for (var i = 0; i < labels.Length; i++)
            {
                var z = logits.AsSpan(i * classes, classes);
                sum += weights[i] * (LogSumExp(z, t) - (z[labels[i]] / t));
            }

            return sum;
        }
    }

    /// <summary>softmax(z / T) of one example.</summary>
    /// <param name="logits">z.</param>
    /// <param name="temperature">T.</param>
    /// <param name="probabilities">Receives the probabilities.</param>
    public static void Softmax(ReadOnlySpan<float> logits, double temperature, Span<double> probabilities)
    {
        var sum = LogSumExp(logits, temperature);
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] = Math.Exp((logits[k] / temperature) - sum);
        }
    }

    /// <summary>log Σₖ exp(zₖ / T), relative to the largest z, so that nothing overflows.</summary>
    private static double LogSumExp(ReadOnlySpan<float> z, double temperature)
    {
        var (largest, sum) = (TensorPrimitives.Max(z), 0.0);
        foreach (var logit in z)
        {
            sum += Math.Exp(((double)logit - largest) / temperature);
        }

        return (largest / temperature) + Math.Log(sum);
    }
}
