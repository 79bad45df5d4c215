namespace DeepLearning;

/// <summary>
/// How the pixels of an image lie in a column: row by row from the top, pixels from the left, the channels of a pixel together, as
/// <see cref="Images"/> lays them.
/// </summary>
/// <param name="Height">The number of rows of pixels, at least 1.</param>
/// <param name="Width">The number of pixels of a row, at least 1.</param>
/// <param name="Channels">The numbers of a pixel, at least 1: 1 for gray, the default, 3 for color.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels = 1)
{
    /// <summary>The length of the column: height · width · channels.</summary>
    public int Length => Height * Width * Channels;

    /// <summary>"28 × 28", or "32 × 32 × 3" with channels.</summary>
    public override string ToString() => Text.Shape(Height, Width) + (Channels == 1 ? "" : $" × {Channels}");
}
