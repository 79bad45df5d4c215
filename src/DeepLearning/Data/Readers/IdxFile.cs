using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace DeepLearning.Data;

/// <summary>
/// Reads IDX, the format of MNIST: two zero bytes, a byte for the type of number, a byte for the number of dimensions, the length of each
/// in four bytes, then the numbers; all big-endian.
/// </summary>
internal static class IdxFile
{
    private static readonly Dictionary<byte, NumberFormat> Formats = new()
    {
        [0x08] = new NumberFormat<byte>("uint8"),
        [0x09] = new NumberFormat<sbyte>("int8"),
        [0x0B] = new NumberFormat<short>("int16"),
        [0x0C] = new NumberFormat<int>("int32"),
        [0x0D] = new NumberFormat<float>("float32"),
        [0x0E] = new NumberFormat<double>("float64"),
    };

    /// <summary>The array of a file, compressed by gzip or not.</summary>
    /// <exception cref="InvalidDataException">The file is no IDX file, or damaged.</exception>
    public static ArrayFile<T> Read<T>(string path, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = Path.GetFileName(path);
        using var stream = Gzip.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        Fill(stream, magic, source);
        if (magic[0] != 0 || magic[1] != 0)
        {
            throw new InvalidDataException(
                $"{source} is not an IDX file: it begins with the bytes {Convert.ToHexString(magic[..2])}, but an IDX file begins with " +
                $"0000.");
        }

        if (!Formats.TryGetValue(magic[2], out var format))
        {
            throw new InvalidDataException(
                $"{source} is not an IDX file, or is damaged: its third byte, the type of number, is {magic[2]:X2}, but must be 08, 09, " +
                $"0B, 0C, 0D or 0E.");
        }

        if (magic[3] == 0)
        {
            throw new InvalidDataException($"{source} is damaged: its fourth byte, the number of dimensions, is 00.");
        }

        var shape = new int[magic[3]];
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        for (var dimension = 0; dimension < shape.Length; dimension++)
        {
            Fill(stream, bytes, source);
            shape[dimension] = BinaryPrimitives.ReadInt32BigEndian(bytes);
            if (shape[dimension] < 0)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged: the length of dimension {dimension}, counted from 0, is {shape[dimension]}."));
            }
        }

        return ArrayFile<T>.Read(stream, source, shape, format, bigEndian: true, scale);
    }

    private static void Fill(Stream stream, Span<byte> bytes, string source)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is not an IDX file, or is cut short: it ends within the header, after {stream.Length} bytes."));
        }
    }
}
