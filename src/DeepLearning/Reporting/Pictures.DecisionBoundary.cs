using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning.Reporting;

/// <content>Draws what a network of two features answers over the plane of them.</content>
public static partial class Pictures
{
    /// <summary>
    /// The regions of the plane that the network takes for each class, with the examples in it. Of probabilities, the colour deepens where
    /// the most probable class leads by ½ and by 0.9. What is learned as a number is drawn as shades of its value instead.
    /// </summary>
    /// <remarks>
    /// The network is asked at once, at 161 × 161 points; between them its answers are taken to be linear. Of more than 2,000 examples, as
    /// many evenly chosen ones are drawn. After ten classes the colours begin again.
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="network">A network of two features.</param>
    /// <param name="data">Examples in the units that the axes shall have: not normalized.</param>
    /// <param name="normalization">
    /// How the features are normalized before the network sees them; not at all when null, which is the default.
    /// </param>
    /// <param name="title">What stands above the picture; "Decision boundary" when null, which is the default.</param>
    /// <param name="output">Which output is drawn where numbers are learned, counted from 0.</param>
    /// <returns>A picture of the network as it is now; later training does not change it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> or <paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has not two features, the data do not fit it, or a feature is too large for an axis.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static Picture DecisionBoundary<T>(
        this Network<T> network, Dataset<T> data, InputNormalization? normalization = null, string? title = null, int output = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (network.Inputs != 2)
        {
            throw new ArgumentException(
                $"A decision boundary is drawn over a plane, so the network must have two features, but it has {network.Inputs}.",
                nameof(network));
        }

        network.RequireFit(data, nameof(data));
        Guard.Within(output, output >= 0 && output < network.Outputs, $"the number of an output, from 0 to {network.Outputs - 1}");
        return PlanePicture.Of(DecisionGrid.Of(network, data, normalization, output), title ?? "Decision boundary");
    }
}
