namespace DeepLearning.Data;

/// <summary>
/// The order of the pixels of an image in a column: row by row from the top, pixels from the left, the channels of a pixel together, as
/// <see cref="Matrices"/> lays them.
/// </summary>
/// <param name="Height">The number of rows of pixels, at least 1.</param>
/// <param name="Width">The number of pixels of a row, at least 1.</param>
/// <param name="Channels">The numbers of a pixel, at least 1: 1 for gray, the default, 3 for color.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels = 1)
{
    /// <summary>The length of the column: height · width · channels.</summary>
    /// <exception cref="InvalidOperationException">A number is less than 1, or the column would be longer than an array can be.</exception>
    public int Length => Problem is { } problem ? throw new InvalidOperationException(problem) : Height * Width * Channels;

    /// <summary>Why there is no such column, or null when there is.</summary>
    private string? Problem => Height < 1 || Width < 1 || Channels < 1 || (Int128)Height * Width * Channels > Array.MaxLength
        ? $"An image of {this} has no pixels, or too many: height, width and channels must be 1 or greater, and their product at most " +
            $"{Array.MaxLength}."
        : null;

    /// <summary>"28 × 28", or "32 × 32 × 3" with channels.</summary>
    public override string ToString() => Text.Shape(Height, Width) + (Channels == 1 ? "" : $" × {Channels}");

    /// <summary>Refuses a shape of which there is no column.</summary>
    internal void Require(string name)
    {
        if (Problem is { } problem)
        {
            throw new ArgumentException(problem, name);
        }
    }
}
