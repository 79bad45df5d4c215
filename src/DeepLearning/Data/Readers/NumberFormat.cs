using System.Numerics;

namespace DeepLearning.Data;

/// <summary>How a file writes a number: its name for messages, its size, and the way to read it.</summary>
internal abstract class NumberFormat(string name, int size, bool isInteger)
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>What messages call it, such as "int32".</summary>
    public string Name => name;

    /// <summary>The bytes of one number.</summary>
    public int Size => size;

    /// <summary>Whether there are only whole numbers.</summary>
    public bool IsInteger => isInteger;

    /// <summary>Fills <paramref name="numbers"/> from a stream that is known to be long enough.</summary>
    /// <exception cref="EndOfStreamException">The stream ends all the same: the file was cut while it was read.</exception>
    public void Read<T>(Stream stream, Span<T> numbers, bool bigEndian, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chunk = new byte[(int)Math.Min(ChunkBytes, (long)numbers.Length * size)];
        for (var done = 0; done < numbers.Length;)
        {
            var count = Math.Min(ChunkBytes / size, numbers.Length - done);
            var bytes = chunk.AsSpan(0, count * size);
            stream.ReadExactly(bytes);
            Convert(bytes, numbers.Slice(done, count), bigEndian, scale);
            done += count;
        }
    }

    /// <summary>Reads as many numbers as there are, each multiplied by the scale; the bytes may be overwritten.</summary>
    protected abstract void Convert<T>(Span<byte> bytes, Span<T> numbers, bool bigEndian, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
