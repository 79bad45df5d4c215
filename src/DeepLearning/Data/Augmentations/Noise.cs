namespace DeepLearning.Data;

/// <summary>Added to every number.</summary>
internal sealed class Noise(double standardDeviation) : Augmentation
{
    private readonly double deviation = Guard.Positive(standardDeviation);

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        for (var i = 0; i < image.Length; i++)
        {
            augmented[i] = image[i] + T.CreateTruncating(deviation * random.Normal(i));
        }
    }
}
