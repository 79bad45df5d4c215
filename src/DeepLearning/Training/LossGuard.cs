using System.Numerics;

namespace DeepLearning;

/// <summary>Whether a loss fits a network.</summary>
internal static class LossGuard
{
    public static void Fits<T>(Loss loss, Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        var output = network.Layers[^1];
        if (loss.InvalidTarget(output.Activation) is { } reason)
        {
            throw new ArgumentException($"{output} is the output layer: {reason}.", nameof(loss));
        }
    }
}
