using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning.Reporting;

/// <content>Draws the weights of a layer over images as images.</content>
public static partial class Pictures
{
    /// <summary>
    /// Draws what each unit of a layer looks for in an image: its weights, one colour above 0 and another below, the deeper the larger. All
    /// units have one scale.
    /// </summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="layer">A layer whose inputs are the pixels of images: the first of a network.</param>
    /// <param name="shape">How the pixels lie in a column; each channel is drawn by itself.</param>
    /// <param name="units">How many units to draw at most, from the first on; 40 by default.</param>
    /// <param name="title">What stands above the picture; the layer's number and shape when null, which is the default.</param>
    /// <returns>A picture of the weights as they are now; later training does not change it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">The layer has another number of inputs than an image has numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public static Picture WeightImages<T>(this DenseLayer<T> layer, ImageShape shape, int units = 40, string? title = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layer);
        Guard.Positive(units);
        if (shape.Length != layer.Inputs)
        {
            throw new ArgumentException(
                $"An image of {shape} has {Plural.Of(shape.Length, "number")}, but {layer} has {Plural.Of(layer.Inputs, "input")}.",
                nameof(shape));
        }

        units = Math.Min(units, layer.Units);
        var weights = new double[units, shape.Length];
        for (var unit = 0; unit < units; unit++)
        {
            for (var input = 0; input < shape.Length; input++)
            {
                weights[unit, input] = double.CreateChecked(layer.Weights[unit, input]);
            }
        }

        return WeightTiles.Picture(weights, shape, layer.Units, title ?? $"Weights of {layer}");
    }
}
