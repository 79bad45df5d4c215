using System.Buffers.Binary;
using System.Text;

namespace DeepLearning.Export;

/// <summary>
/// A message of protocol buffers being written: fields by number, as varints, as 32 bits or as bytes with their length before them.
/// </summary>
/// <remarks>It is a list of pieces, so that a message is put into another, and weights into a message, without being copied.</remarks>
internal sealed class ProtoMessage
{
    private const int MostBytesOfVarint = 10;
    private readonly List<ReadOnlyMemory<byte>> pieces = [];

    /// <summary>The number of bytes.</summary>
    public long Length { get; private set; }

    public ProtoMessage Integer(int field, long value)
    {
        Key(field, WireType.Varint);
        Varint((ulong)value);
        return this;
    }

    public ProtoMessage Single(int field, float value)
    {
        Key(field, WireType.Bits32);
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Add(bytes);
        return this;
    }

    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, which are not copied.</summary>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Key(field, WireType.Bytes);
        Varint((ulong)value.Length);
        Add(value);
        return this;
    }

    /// <summary>A message within this one, complete as it is now.</summary>
    public ProtoMessage Message(int field, ProtoMessage message)
    {
        Key(field, WireType.Bytes);
        Varint((ulong)message.Length);
        foreach (var piece in message.pieces)
        {
            Add(piece);
        }

        return this;
    }

    public void WriteTo(Stream stream)
    {
        foreach (var piece in pieces)
        {
            stream.Write(piece.Span);
        }
    }

    private void Key(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    /// <summary>Seven bits a byte, the lowest first; the eighth bit says that more follow.</summary>
    private void Varint(ulong value)
    {
        var bytes = new byte[MostBytesOfVarint];
        var count = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        Add(bytes.AsMemory(0, count));
    }

    private void Add(ReadOnlyMemory<byte> piece)
    {
        pieces.Add(piece);
        Length += piece.Length;
    }
}
