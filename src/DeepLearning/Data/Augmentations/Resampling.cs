using System.Numerics;

namespace DeepLearning.Data;

/// <summary>Values of an image between its pixels.</summary>
internal static class Resampling
{
    /// <summary>The pixel at a place, of the four around it in proportion to their nearness; 0 beyond the edge.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">How its pixels lie.</param>
    /// <param name="row">The place from the top; the center of the first pixel is 0.</param>
    /// <param name="column">The place from the left.</param>
    /// <param name="pixel">Receives the channels.</param>
    public static void Bilinear<T>(ReadOnlySpan<T> image, ImageShape shape, double row, double column, Span<T> pixel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        pixel.Clear();

        // Written so that a place that is not a number lies beyond the edge.
        if (!(row > -1 && row < shape.Height && column > -1 && column < shape.Width))
        {
            return;
        }

        var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        var (down, right) = (row - top, column - left);
        Add(image, shape, top, left, (1 - down) * (1 - right), pixel);
        Add(image, shape, top, left + 1, (1 - down) * right, pixel);
        Add(image, shape, top + 1, left, down * (1 - right), pixel);
        Add(image, shape, top + 1, left + 1, down * right, pixel);
    }

    private static void Add<T>(ReadOnlySpan<T> image, ImageShape shape, int i, int j, double weight, Span<T> pixel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if ((uint)i >= (uint)shape.Height || (uint)j >= (uint)shape.Width || weight == 0)
        {
            return;
        }

        var (from, factor) = (((i * shape.Width) + j) * shape.Channels, T.CreateTruncating(weight));
        for (var channel = 0; channel < pixel.Length; channel++)
        {
            pixel[channel] += factor * image[from + channel];
        }
    }
}
