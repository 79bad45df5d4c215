namespace DeepLearning.Data;

/// <summary>Turned, scaled and sheared about the center.</summary>
internal sealed class Affine : Augmentation
{
    private readonly double radians;
    private readonly double scale;
    private readonly double shear;

    public Affine(double degrees, double scale, double shear)
    {
        Guard.Within(degrees, degrees is >= 0 and <= 180, "in [0, 180]");
        Guard.Within(scale, scale is >= 0 and < 1, "in [0, 1)");
        Guard.Within(shear, shear is >= 0 and <= 1, "in [0, 1]");
        Guard.Within(degrees, degrees + scale + shear > 0, "greater than 0 where nothing else is");
        (radians, this.scale, this.shear) = (double.DegreesToRadians(degrees), scale, shear);
    }

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        var (sin, cos) = Math.SinCos(radians * Symmetric(random, 0));
        var (tall, wide) = (1 + (scale * Symmetric(random, 1)), 1 + (scale * Symmetric(random, 2)));
        var slant = shear * Symmetric(random, 3);

        // From the place in the changed image to the place in the old one: back through the turn, the slant and the scale.
        var (centerRow, centerColumn) = ((shape.Height - 1) / 2.0, (shape.Width - 1) / 2.0);
        for (var i = 0; i < shape.Height; i++)
        {
            for (var j = 0; j < shape.Width; j++)
            {
                var (down, right) = (i - centerRow, j - centerColumn);
                var (row, column) = ((cos * down) + (sin * right), (cos * right) - (sin * down));
                column -= slant * row;
                var pixel = augmented.Slice(((i * shape.Width) + j) * shape.Channels, shape.Channels);
                Resampling.Bilinear(image, shape, centerRow + (row / tall), centerColumn + (column / wide), pixel);
            }
        }
    }

    /// <summary>Uniform on [−1, 1).</summary>
    private static double Symmetric(RandomStream random, int index) => (2 * random.Uniform(index)) - 1;
}
