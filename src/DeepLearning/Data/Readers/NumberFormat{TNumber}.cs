using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Data;

/// <summary>Numbers that lie in the file as <typeparamref name="TNumber"/> lies in memory, but for the order of the bytes.</summary>
internal sealed class NumberFormat<TNumber>(string name)
    : NumberFormat(name, Unsafe.SizeOf<TNumber>(), TNumber.IsInteger(TNumber.One / (TNumber.One + TNumber.One)))
    where TNumber : unmanaged, INumberBase<TNumber>
{
    // Of the arithmetic in the base call: half of one is 0 among whole numbers, so that only they find it whole.
    protected override void Convert<T>(Span<byte> bytes, Span<T> numbers, bool bigEndian, double scale)
    {
        if (bigEndian == BitConverter.IsLittleEndian)
        {
            Reverse(bytes);
        }

        Matrices.Scale<TNumber, T>(MemoryMarshal.Cast<byte, TNumber>(bytes), numbers, scale);
    }

    private void Reverse(Span<byte> bytes)
    {
        switch (Size)
        {
            case 2:
                var twos = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                var fours = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            case 8:
                var eights = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
        }
    }
}
