using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using DeepLearning.Numerics;

namespace DeepLearning.Serialization;

/// <summary>
/// Reads safetensors, the format of Hugging Face: the length of the header in eight bytes, little-endian; the header, JSON; then the
/// numbers of the tensors, little-endian and row-major, one after another.
/// </summary>
/// <remarks>
/// Nothing is allocated before its size is known to agree with the length of the file, and what is made of the header is within
/// <see cref="Limit"/>.
/// </remarks>
internal sealed class TensorReader : IDisposable
{
    /// <summary>What opening a file may allocate; the numbers of the tensors are read into the arrays of who asks for them.</summary>
    public static readonly ReadLimit Limit = new(32, ReadLimit.MiB);

    private const int ChunkNumbers = 1 << 16;
    private const int CopyStep = 1 << 16;

    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly TensorHeader header;
    private readonly long dataStart;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private TensorReader(Stream stream, string source, bool ownsStream)
    {
        (this.stream, Source, this.ownsStream) = (stream, source, ownsStream);
        var start = stream.Position;
        var rest = stream.Length - start;
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        if (rest < lengthBytes.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is not a safetensors file, or is cut short: it has {Plural.Of(rest, "byte")}, but the length of its header " +
                $"takes 8."));
        }

        stream.ReadExactly(lengthBytes);
        rest -= lengthBytes.Length;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > (ulong)Math.Min(rest, TensorHeader.LongestHeader))
        {
            var most = rest > TensorHeader.LongestHeader
                ? string.Create(CultureInfo.InvariantCulture, $" and {TensorHeader.LongestHeader:N0} are the most that the format allows")
                : "";
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is not a safetensors file, or is cut short: its header would be {length:N0} bytes long, but {rest:N0} follow" +
                $"{most}."));
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        dataStart = stream.Position;
        DataLength = rest - json.Length;
        header = TensorHeader.Parse(json, DataLength, source);
    }

    /// <summary>What messages call the file.</summary>
    public string Source { get; }

    /// <summary>How many bytes follow the header: those of the tensors.</summary>
    public long DataLength { get; }

    /// <summary>The texts of the header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => header.Tensors;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no safetensors file, or damaged.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static TensorReader Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return new TensorReader(file, Path.GetFileName(path), ownsStream: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rest of a stream, which stays open. One that cannot seek is copied.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static TensorReader Open(Stream stream)
    {
        const string Name = "The stream";
        if (stream.CanSeek)
        {
            return new TensorReader(stream, Name, ownsStream: false);
        }

        return new TensorReader(Copied(stream, Name), Name, ownsStream: true);
    }

    private static MemoryStream Copied(Stream stream, string source)
    {
        var copy = new MemoryStream();
        var step = new byte[CopyStep];
        for (int taken; (taken = stream.Read(step)) > 0;)
        {
            if (copy.Length + taken > Array.MaxLength)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} cannot seek, and has more than the {Array.MaxLength:N0} bytes that can be copied: save it as a file, and " +
                    $"load that."));
            }

            copy.Write(step, 0, taken);
        }

        copy.Position = 0;
        return copy;
    }

    public void Dispose()
    {
        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    /// <summary>A tensor of numbers of type T and of a known shape.</summary>
    /// <exception cref="InvalidDataException">There is none of this name, or it has another type or shape.</exception>
    public TensorEntry Require<T>(string name, params ReadOnlySpan<long> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensors.TryGetValue(name, out var tensor))
        {
            throw new InvalidDataException($"{Source} has no tensor \"{name}\".");
        }

        if (!string.Equals(tensor.Type, TensorWriter.TypeOf<T>(), StringComparison.Ordinal) || !tensor.Has(shape))
        {
            throw new InvalidDataException(
                $"{Source}: the tensor \"{name}\" has the shape {TensorEntry.Text(tensor.Shape)} of {tensor.Type}, but must have " +
                $"{TensorEntry.Text(shape.ToArray())} of {TensorWriter.TypeOf<T>()}.");
        }

        read.Add(name);
        return tensor;
    }

    /// <summary>Refuses tensors that nobody has asked for: what is not understood may not be passed over.</summary>
    /// <exception cref="InvalidDataException">There are some.</exception>
    public void RequireAllRead()
    {
        if (Tensors.Keys.FirstOrDefault(name => !read.Contains(name)) is { } unknown)
        {
            throw new InvalidDataException($"{Source} cannot be loaded: it has a tensor \"{unknown}\", which is not known.");
        }
    }

    /// <summary>Refuses a file that is not as it was written, where it has a checksum.</summary>
    /// <exception cref="InvalidDataException">It has another content than its checksum says.</exception>
    public void RequireChecksum()
    {
        if (Metadata.TryGetValue(TensorChecksum.Key, out var expected)
            && !string.Equals(TensorChecksum.Of(Metadata, Tensors.Values, CopyData), expected, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{Source} is damaged, or was changed by another program: its content does not have the checksum " +
                $"\"{TensorChecksum.Key}\" that it was saved with.");
        }
    }

    /// <summary>The numbers of a vector.</summary>
    /// <inheritdoc cref="Require{T}"/>
    public void ReadVector<T>(string name, Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        stream.Position = dataStart + Require<T>(name, values.Length).Begin;
        Fill(values);
    }

    /// <summary>The numbers of a matrix, row-major in the file and column after column in memory.</summary>
    /// <inheritdoc cref="Require{T}"/>
    public void ReadMatrix<T>(string name, Span<T> values, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = values.Length / rows;
        stream.Position = dataStart + Require<T>(name, rows, columns).Begin;
        var matrix = new MatrixSpan<T>(values, rows, columns);
        var together = Math.Clamp(ChunkNumbers / columns, 1, rows);
        var chunk = new T[together * columns];
        for (var first = 0; first < rows; first += together)
        {
            var count = Math.Min(together, rows - first);
            var part = chunk.AsSpan(0, count * columns);
            Fill(part);
            new ReadOnlyMatrixSpan<T>(part, columns, count).Transposed.CopyTo(matrix.SliceRows(first, count));
        }
    }

    private void CopyData(Stream target)
    {
        stream.Position = dataStart;
        var chunk = new byte[Math.Min(DataLength, ChunkNumbers)];
        for (var left = DataLength; left > 0;)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(left, chunk.Length));
            stream.ReadExactly(part);
            target.Write(part);
            left -= part.Length;
        }
    }

    private void Fill<T>(Span<T> values)
        where T : unmanaged
    {
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        TensorWriter.ToOrFromLittleEndian(values);
    }
}
