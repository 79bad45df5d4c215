namespace DeepLearning.Data;

/// <summary>Left to right.</summary>
internal sealed class Mirror(double probability) : Augmentation
{
    private readonly double probability = Guard.Probability(probability);

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        if (random.Uniform(0) >= probability)
        {
            image.CopyTo(augmented);
            return;
        }

        for (var i = 0; i < shape.Height; i++)
        {
            for (var j = 0; j < shape.Width; j++)
            {
                var (from, to) = ((i * shape.Width) + shape.Width - 1 - j, (i * shape.Width) + j);
                image.Slice(from * shape.Channels, shape.Channels).CopyTo(augmented[(to * shape.Channels)..]);
            }
        }
    }
}
