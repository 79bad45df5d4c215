using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Finds where a cost that is not finite comes from, and says so.</summary>
internal static class Divergence
{
    /// <param name="cause">The first number that is not finite; null where all of them are.</param>
    /// <param name="step">The step, of the training or of the epoch.</param>
    /// <param name="epoch">The epoch, if it was in one.</param>
    public static string Describe(string? cause, long step, long? epoch)
    {
        const string InTheLoss = "every layer is finite, so the loss or the penalty is not; the errors are too large to be summed: " +
            "lower the learning rate, and normalize inputs and targets";
        var where = epoch is null ? $"step {step}" : string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, step {step}");
        return $"The cost is not finite at {where}: {cause ?? InTheLoss}. No parameter was changed by this step.";
    }

    /// <summary>What is said of an update that left numbers which are not finite.</summary>
    /// <param name="place">Which, and what it is.</param>
    /// <param name="epoch">The epoch that it was noticed in.</param>
    /// <param name="step">The last step.</param>
    public static string DescribeUpdate(string place, long epoch, long step) => string.Create(
        CultureInfo.InvariantCulture,
        $"After epoch {epoch}, step {step} {place}: an update overflowed. Lower the learning rate, and normalize the inputs. The network " +
        $"holds it, and cannot be trained on.");

    /// <summary>The first number that is not finite, with its place and what to do; null where all of them are.</summary>
    public static string? Cause<T>(TrainingPass<T> pass, Network<T> network, int examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Exploded = "the update before it overflowed: lower the learning rate, and normalize the inputs";
        for (var l = 0; l < network.Layers.Count; l++)
        {
            var (layer, cache, normalizing) = (network.Layers[l], pass.Caches[l], network.Layers[l].AffineNormalization);

            // What a larger batch left behind in the cache does not count.
            var size = layer.Units * examples;
            foreach (var (values, length, quantity, cause) in new (T[]?, int, string, string)[]
            {
                (layer.WeightParameter.Array, layer.WeightParameter.Array.Length, "W", Exploded),
                (layer.BiasParameter.Array, layer.Units, "b", Exploded),
                (normalizing?.Gain.Array, layer.Units, "γ", Exploded),
                (normalizing?.Shift.Array, layer.Units, "β", Exploded),
                (cache.Z, size, "Z", "W A + b overflowed, since weights or inputs are too large: lower the learning rate, normalize the " +
                    "inputs, or choose an initializer of smaller variance"),
                (cache.Normalized, size, "Ẑ", $"{layer.Definition.Normalization} returned it for a finite Z: lower the learning rate if " +
                    "Z is huge, else check the normalization"),
                (cache.PreActivation, size, "Y", "γ Ẑ + β overflowed, since gains or shifts are too large: lower the learning rate"),
                (cache.A, size, "A", $"{layer.Activation.Name} returned it for a finite Z: check the activation"),
            })
            {
                if (values is not null && Guard.FirstNotFinite<T>(values.AsSpan(0, length)) is >= 0 and var index)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"first {quantity}[{layer.Number}] of {layer} holds {Guard.Describe(values[index])} at row " +
                        $"{index % layer.Units}, column {index / layer.Units}; {cause}");
                }
            }
        }

        return null;
    }
}
