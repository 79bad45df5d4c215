namespace DeepLearning.Data;

/// <summary>By whole pixels.</summary>
internal sealed class Shift(int pixels) : Augmentation
{
    private readonly int pixels = Guard.Positive(pixels);

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        var (down, right) = (Draw(random, 0), Draw(random, 1));
        augmented.Clear();
        var width = (shape.Width - Math.Abs(right)) * shape.Channels;
        for (var i = Math.Max(0, down); i < Math.Min(shape.Height, shape.Height + down) && width > 0; i++)
        {
            var from = ((i - down) * shape.Width) + Math.Max(0, -right);
            var to = (i * shape.Width) + Math.Max(0, right);
            image.Slice(from * shape.Channels, width).CopyTo(augmented[(to * shape.Channels)..]);
        }
    }

    private int Draw(RandomStream random, int index) => (int)Math.Floor(random.Uniform(index) * ((2L * pixels) + 1)) - pixels;
}
