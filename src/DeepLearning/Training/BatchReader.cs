using System.Buffers;
using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>Reads examples of a source and augments them.</summary>
internal sealed class BatchReader<T>(ExampleSource<T> source, Loss loss, ImageAugmentation? augmentation)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lock reading = new();

    /// <summary>The numbers of an example.</summary>
    public int Features => source.Features;

    /// <summary>The numbers to be learned of an example.</summary>
    public int Outputs => source.Outputs;

    /// <summary>So many threads may be of use: reading is done by one at a time, augmenting by any number.</summary>
    public int UsefulThreads => augmentation is null ? 1 : Math.Max(1, Backend.Threads / 2);

    /// <summary>Fills a batch.</summary>
    /// <param name="examples">The numbers of its examples.</param>
    /// <param name="x">Receives X; as long as the batch, or longer.</param>
    /// <param name="y">Receives Y; as long as the batch, or longer.</param>
    /// <param name="seed">What the augmentation is drawn from, with the epoch and the number of the example.</param>
    /// <param name="epoch">The number of the epoch.</param>
    public void Read(ReadOnlySpan<int> examples, Span<T> x, Span<T> y, long seed, long epoch)
    {
        x = x[..(examples.Length * Features)];
        y = y[..(examples.Length * Outputs)];
        lock (reading)
        {
            source.Read(examples, x, y);
        }

        // A dataset was checked when it was made.
        if (source is not Dataset<T>)
        {
            BatchGuard.Read<T>(loss, examples, x, y);
        }

        if (augmentation is not null)
        {
            Augment(augmentation, examples, x, seed, epoch);
        }
    }

    private void Augment(ImageAugmentation steps, ReadOnlySpan<int> examples, Span<T> x, long seed, long epoch)
    {
        var image = ArrayPool<T>.Shared.Rent(Features);
        var raw = image.AsSpan(0, Features);
        for (var i = 0; i < examples.Length; i++)
        {
            var place = x.Slice(i * Features, Features);
            place.CopyTo(raw);
            steps.Apply(raw, place, seed, epoch, examples[i]);
        }

        ArrayPool<T>.Shared.Return(image);
    }
}
