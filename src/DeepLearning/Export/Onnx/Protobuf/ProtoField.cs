using System.Buffers.Binary;
using System.Globalization;

namespace DeepLearning.Export;

/// <summary>A field of a message of protocol buffers as it stands in a file.</summary>
/// <param name="Number">The number of the field.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Bits">The value, of a varint or of 32 or 64 bits.</param>
/// <param name="Bytes">What stands in it otherwise; a part of the file, not a copy.</param>
/// <param name="Position">Where its content begins in the file.</param>
internal readonly record struct ProtoField(int Number, WireType Type, ulong Bits, ReadOnlyMemory<byte> Bytes, int Position)
{
    private const int BitsOfVarint = 64;

    /// <summary>A byte of an integer from here on is followed by another.</summary>
    private const int MoreFollows = 0x80;

    public long Integer => (long)Bits;

    public float Single => BitConverter.UInt32BitsToSingle((uint)Bits);

    public double Double => BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>The fields of a message, read one after another.</summary>
    /// <param name="message">The bytes of the message.</param>
    /// <param name="position">Where they begin in the file.</param>
    /// <param name="source">What errors call the file.</param>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public static IEnumerable<ProtoField> Of(ReadOnlyMemory<byte> message, int position, string source)
    {
        for (var at = 0; at < message.Length;)
        {
            yield return Read(message, ref at, position, source);
        }
    }

    /// <summary>How many numbers of so many bytes are in a field that holds one or, packed, many.</summary>
    /// <exception cref="InvalidDataException">The bytes are no whole number of numbers.</exception>
    public int CountFixed(int size, string source) => Type != WireType.Bytes ? 1
        : Bytes.Length % size == 0 ? Bytes.Length / size
        : throw Damaged(source, Position, $"{Bytes.Length} bytes are no whole number of numbers of {size}");

    /// <summary>One of the numbers of so many bytes.</summary>
    public ulong Fixed(int size, int i) => Type != WireType.Bytes ? Bits : size switch
    {
        sizeof(byte) => Bytes.Span[i],
        sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[(i * size)..]),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[(i * size)..]),
    };

    /// <summary>How many integers are in a field that holds one or, packed, many.</summary>
    public int CountVarints()
    {
        if (Type != WireType.Bytes)
        {
            return 1;
        }

        var count = 0;
        foreach (var one in Bytes.Span)
        {
            count += one < MoreFollows ? 1 : 0;
        }

        return count;
    }

    /// <summary>Puts the integers of a field that holds one or, packed, many, into room for as many as there are.</summary>
    /// <exception cref="InvalidDataException">They are cut short, or longer than 64 bits.</exception>
    public void CopyVarints(Span<long> to, string source)
    {
        if (Type != WireType.Bytes)
        {
            to[0] = Integer;
            return;
        }

        var (at, i) = (0, 0);
        while (at < Bytes.Length)
        {
            var integer = (long)Varint(Bytes.Span, ref at, Position, source);
            to[i++] = integer;
        }
    }

    public static InvalidDataException Damaged(string source, long position, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source} is no ONNX file, or is damaged: at byte {position}, {what}."));

    private static ProtoField Read(ReadOnlyMemory<byte> message, ref int at, int position, string source)
    {
        var bytes = message.Span;
        var start = position + at;
        var key = Varint(bytes, ref at, position, source);
        var (number, type) = (key >> 3, (WireType)(key & 7));
        if (number is 0 or > int.MaxValue)
        {
            throw Damaged(source, start, $"a field has the number {number}");
        }

        var left = message.Length - at;
        switch (type)
        {
            case WireType.Varint:
                return new((int)number, type, Varint(bytes, ref at, position, source), default, position + at);
            case WireType.Bits32 when left >= sizeof(uint):
                at += sizeof(uint);
                return new(
                    (int)number, type, BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - sizeof(uint))..]), default, position + at);
            case WireType.Bits64 when left >= sizeof(ulong):
                at += sizeof(ulong);
                return new(
                    (int)number, type, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(at - sizeof(ulong))..]), default, position + at);
            case WireType.Bytes:
                var length = Varint(bytes, ref at, position, source);
                if (length > (ulong)(message.Length - at))
                {
                    throw Damaged(
                        source,
                        start,
                        string.Create(
                            CultureInfo.InvariantCulture, $"a field is {length} bytes long, but {message.Length - at} are left"));
                }

                at += (int)length;
                return new((int)number, type, 0, message.Slice(at - (int)length, (int)length), position + at - (int)length);
            case WireType.Bits32 or WireType.Bits64:
                throw Damaged(source, start, "a number is cut short");
            default:
                throw Damaged(
                    source, start, string.Create(CultureInfo.InvariantCulture, $"a field is of wire type {(int)type}, which is not known"));
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at, int position, string source)
    {
        var start = position + at;
        var value = 0UL;
        for (var shift = 0; shift < BitsOfVarint; shift += 7)
        {
            if (at == bytes.Length)
            {
                throw Damaged(source, start, "an integer is cut short");
            }

            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < MoreFollows)
            {
                return value;
            }
        }

        throw Damaged(source, start, "an integer is longer than 64 bits");
    }
}
