namespace DeepLearning.Data;

/// <summary>A window, stretched.</summary>
internal sealed class Crop(double smallest) : Augmentation
{
    private readonly double smallest = Guard.Within(smallest, smallest is > 0 and < 1, "in (0, 1)");

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        // Places are centers of pixels, so the first and the last of the window are its corners.
        var share = smallest + ((1 - smallest) * random.Uniform(0));
        var top = (shape.Height - 1) * (1 - share) * random.Uniform(1);
        var left = (shape.Width - 1) * (1 - share) * random.Uniform(2);
        for (var i = 0; i < shape.Height; i++)
        {
            for (var j = 0; j < shape.Width; j++)
            {
                var pixel = augmented.Slice(((i * shape.Width) + j) * shape.Channels, shape.Channels);
                Resampling.Bilinear(image, shape, top + (share * i), left + (share * j), pixel);
            }
        }
    }
}
