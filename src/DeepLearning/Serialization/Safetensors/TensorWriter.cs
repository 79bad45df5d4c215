using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepLearning.Numerics;

namespace DeepLearning.Serialization;

/// <summary>Writes safetensors, as <see cref="TensorReader"/> reads it. Equal contents give equal bytes.</summary>
internal sealed class TensorWriter
{
    private const int ChunkNumbers = 1 << 14;

    private readonly List<(string Key, string Text)> metadata = [];
    private readonly List<(TensorEntry Entry, Action<Stream> Write)> tensors = [];
    private long position;

    /// <summary>The format's name of the type: F32 or F64.</summary>
    public static string TypeOf<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float) ? "F32" : "F64";

    /// <summary>Reverses the bytes of every number on a machine whose order is not that of the file.</summary>
    public static void ToOrFromLittleEndian<T>(Span<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            var fours = MemoryMarshal.Cast<T, uint>(values);
            BinaryPrimitives.ReverseEndianness(fours, fours);
        }
        else
        {
            var eights = MemoryMarshal.Cast<T, ulong>(values);
            BinaryPrimitives.ReverseEndianness(eights, eights);
        }
    }

    /// <summary>Adds a text to the header.</summary>
    public void Add(string key, string text) => metadata.Add((key, text));

    /// <summary>Adds a vector. The numbers are read when the file is written.</summary>
    public void AddVector<T>(string name, ReadOnlyMemory<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> => Add<T>(name, [values.Length], stream =>
    {
        var chunk = new T[Math.Min(values.Length, ChunkNumbers)];
        for (var first = 0; first < values.Length; first += chunk.Length)
        {
            var count = Math.Min(chunk.Length, values.Length - first);
            values.Span.Slice(first, count).CopyTo(chunk);
            Write(stream, chunk.AsSpan(0, count));
        }
    });

    /// <summary>Adds a matrix that lies column after column. The numbers are read when the file is written.</summary>
    public void AddMatrix<T>(string name, ReadOnlyMemory<T> values, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = values.Length / rows;
        Add<T>(name, [rows, columns], stream =>
        {
            var together = Math.Clamp(ChunkNumbers / columns, 1, rows);
            var chunk = new T[together * columns];
            for (var first = 0; first < rows; first += together)
            {
                var count = Math.Min(together, rows - first);
                var part = chunk.AsSpan(0, count * columns);
                var matrix = new ReadOnlyMatrixSpan<T>(values.Span, rows, columns);
                matrix.SliceRows(first, count).Transposed.CopyTo(new MatrixSpan<T>(part, columns, count));
                Write(stream, part);
            }
        });
    }

    /// <summary>Adds the checksum of all that was added before.</summary>
    public void AddChecksum() => Add(
        TensorChecksum.Key,
        TensorChecksum.Of(
            metadata.Select(text => KeyValuePair.Create(text.Key, text.Text)), tensors.Select(tensor => tensor.Entry), WriteData));

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        var header = Header();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        WriteData(stream);
    }

    private static void Write<T>(Stream stream, Span<T> numbers)
        where T : unmanaged
    {
        ToOrFromLittleEndian(numbers);
        stream.Write(MemoryMarshal.AsBytes(numbers));
    }

    private void Add<T>(string name, long[] shape, Action<Stream> write)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bytes = Unsafe.SizeOf<T>() * shape.Aggregate((product, length) => product * length);
        tensors.Add((new TensorEntry(name, TypeOf<T>(), shape, position, position + bytes), write));
        position += bytes;
    }

    private void WriteData(Stream stream)
    {
        foreach (var (_, write) in tensors)
        {
            write(stream);
        }
    }

    /// <summary>The header, followed by as many spaces as bring the numbers to a multiple of eight bytes.</summary>
    private ReadOnlySpan<byte> Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(TensorHeader.MetadataKey);
            foreach (var (key, text) in metadata)
            {
                json.WriteString(key, text);
            }

            json.WriteEndObject();
            foreach (var (tensor, _) in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                Write(json, "shape", tensor.Shape);
                Write(json, "data_offsets", [tensor.Begin, tensor.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
