using System.Buffers;

namespace DeepLearning.Data;

/// <summary>Displaced by a smooth random field.</summary>
internal sealed class Elastic : Augmentation
{
    private readonly double alpha;
    private readonly double[] kernel;

    public Elastic(double alpha, double sigma)
    {
        this.alpha = Guard.Positive(alpha);
        Guard.Within(sigma, sigma is > 0 and <= 32, "in (0, 32]");

        // Beyond three standard deviations lies a quarter of a percent.
        var radius = (int)Math.Ceiling(3 * sigma);
        kernel = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(offset => Math.Exp(-offset * offset / (2 * sigma * sigma)))];
        var sum = kernel.Sum();
        kernel = Array.ConvertAll(kernel, weight => weight / sum);
    }

    protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
    {
        var pixels = shape.Height * shape.Width;
        var buffer = ArrayPool<double>.Shared.Rent(3 * pixels);
        var down = buffer.AsSpan(0, pixels);
        var right = buffer.AsSpan(pixels, pixels);
        var between = buffer.AsSpan(2 * pixels, pixels);
        Field(random.Fork("down"), shape, between, down);
        Field(random.Fork("right"), shape, between, right);
        for (var i = 0; i < shape.Height; i++)
        {
            for (var j = 0; j < shape.Width; j++)
            {
                var place = (i * shape.Width) + j;
                Resampling.Bilinear(
                    image, shape, i + (alpha * down[place]), j + (alpha * right[place]),
                    augmented.Slice(place * shape.Channels, shape.Channels));
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>Noise smoothed along the rows, then along the columns; beyond the edge it is 0.</summary>
    private void Field(RandomStream random, ImageShape shape, Span<double> between, Span<double> field)
    {
        for (var place = 0; place < field.Length; place++)
        {
            field[place] = (2 * random.Uniform(place)) - 1;
        }

        Smooth(field, between, shape.Height, shape.Width, stepAlong: 1, stepAcross: shape.Width);
        Smooth(between, field, shape.Width, shape.Height, stepAlong: shape.Width, stepAcross: 1);
    }

    private void Smooth(ReadOnlySpan<double> from, Span<double> to, int lines, int length, int stepAlong, int stepAcross)
    {
        var radius = kernel.Length / 2;
        for (var line = 0; line < lines; line++)
        {
            for (var i = 0; i < length; i++)
            {
                var sum = 0.0;
                for (var k = Math.Max(0, i - radius); k <= Math.Min(length - 1, i + radius); k++)
                {
                    sum += kernel[k - i + radius] * from[(line * stepAcross) + (k * stepAlong)];
                }

                to[(line * stepAcross) + (i * stepAlong)] = sum;
            }
        }
    }
}
