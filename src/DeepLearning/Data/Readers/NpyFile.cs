using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace DeepLearning.Data;

/// <summary>Reads and writes NPY, the format of NumPy's <c>save</c>, in its versions 1, 2 and 3.</summary>
internal static class NpyFile
{
    /// <summary>NumPy writes headers of some 100 bytes; a longer one than this describes no array of numbers.</summary>
    private const int LongestHeader = 1 << 16;

    private const int ChunkNumbers = 1 << 13;

    private static readonly Dictionary<string, NumberFormat> Formats = new(StringComparer.Ordinal)
    {
        ["f2"] = new NumberFormat<Half>("float16"),
        ["f4"] = new NumberFormat<float>("float32"),
        ["f8"] = new NumberFormat<double>("float64"),
        ["i1"] = new NumberFormat<sbyte>("int8"),
        ["i2"] = new NumberFormat<short>("int16"),
        ["i4"] = new NumberFormat<int>("int32"),
        ["i8"] = new NumberFormat<long>("int64"),
        ["u1"] = new NumberFormat<byte>("uint8"),
        ["u2"] = new NumberFormat<ushort>("uint16"),
        ["u4"] = new NumberFormat<uint>("uint32"),
        ["u8"] = new NumberFormat<ulong>("uint64"),
        ["b1"] = new NumberFormat<byte>("bool"),
    };

    /// <summary>The array of a file, with the last index fastest whatever the order in the file; compressed by gzip or not.</summary>
    /// <exception cref="InvalidDataException">The file is no NPY file, is damaged, or holds something else than numbers.</exception>
    public static ArrayFile<T> Read<T>(string path, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = Path.GetFileName(path);
        using var stream = Gzip.OpenRead(path);
        var length = HeaderLength(stream, source);
        if (length > LongestHeader)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged: its header would be {length:N0} bytes long, but {LongestHeader:N0} are the most that are read."));
        }

        var bytes = new byte[length];
        Fill(stream, bytes, source);
        var header = NpyHeader.Parse(Encoding.UTF8.GetString(bytes), source);
        var (format, bigEndian) = Format(header.Descr, source);
        var array = ArrayFile<T>.Read(stream, source, header.Shape, format, bigEndian, scale);
        return header.FortranOrder && array.Shape.Length > 1 ? array with { Values = LastIndexFastest(array.Values, array.Shape) } : array;
    }

    /// <summary>Writes numbers in Fortran's order, the first index fastest: the order of MathNet's matrices.</summary>
    public static void Write<T>(string path, T[] values, ReadOnlySpan<int> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = typeof(T) == typeof(float) ? sizeof(float) : sizeof(double);
        var dictionary = NpyHeader.Write($"<f{size}", fortranOrder: shape.Length > 1, shape);

        // Magic, version and length are 10 bytes; the numbers begin at a multiple of 64.
        var header = dictionary.PadRight(((dictionary.Length + 10) / 64 * 64) + 53) + "\n";
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        AtomicFile.Write(path, stream =>
        {
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header)]);
            var chunk = new byte[Math.Min(ChunkNumbers, values.Length) * size];
            for (var done = 0; done < values.Length; done += ChunkNumbers)
            {
                var numbers = values.AsSpan(done, Math.Min(ChunkNumbers, values.Length - done));
                for (var i = 0; i < numbers.Length; i++)
                {
                    ToBytes(numbers[i], chunk.AsSpan(i * size));
                }

                stream.Write(chunk, 0, numbers.Length * size);
            }
        });
    }

    private static void ToBytes<T>(T number, Span<byte> bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, float.CreateTruncating(number));
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.CreateTruncating(number));
        }
    }

    private static long HeaderLength(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[8];
        Fill(stream, start, source);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException(
                $"{source} is not an NPY file: it begins with the bytes {Convert.ToHexString(start[..6])}, but an NPY file begins with " +
                $"934E554D5059." +
                (start[..2] is [0x50, 0x4B]
                    ? " It is a ZIP archive, such as NumPy's savez writes: unpack it and read the files in it."
                    : ""));
        }

        var (major, minor) = (start[6], start[7]);
        if (major is 0 or > 3 || minor != 0)
        {
            throw new InvalidDataException($"{source} is of version {major}.{minor} of the NPY format, but 1.0, 2.0 and 3.0 are read.");
        }

        Span<byte> length = stackalloc byte[major == 1 ? sizeof(ushort) : sizeof(uint)];
        Fill(stream, length, source);
        return major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    /// <summary>The format of a NumPy type string: the order of the bytes, then kind and size.</summary>
    private static (NumberFormat Format, bool BigEndian) Format(string descr, string source)
    {
        if (descr.Length > 1 && descr[0] is '<' or '>' or '|' or '=' && Formats.TryGetValue(descr[1..], out var format))
        {
            return (format, descr[0] == '>' || (descr[0] == '=' && !BitConverter.IsLittleEndian));
        }

        throw new InvalidDataException(
            $"{source} holds elements of NumPy type '{Text.Shortened(descr)}', but only bool, integers and floating-point numbers of up " +
            $"to 64 bits are read.");
    }

    private static T[] LastIndexFastest<T>(T[] values, int[] shape)
    {
        // A dimension of one moves nothing.
        shape = Array.FindAll(shape, length => length != 1);
        // The place in the file of the element at the running index, kept up as an odometer.
        var reordered = new T[values.Length];
        var index = new int[shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (place, stride) = (0L, 1L);
            for (var dimension = 0; dimension < shape.Length; dimension++)
            {
                place += index[dimension] * stride;
                stride *= shape[dimension];
            }

            reordered[i] = values[place];
            for (var dimension = shape.Length - 1; dimension >= 0 && ++index[dimension] == shape[dimension]; dimension--)
            {
                index[dimension] = 0;
            }
        }

        return reordered;
    }

    private static void Fill(Stream stream, Span<byte> bytes, string source)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is not an NPY file, or is cut short: it ends within the header, after {stream.Length} bytes."));
        }
    }
}
