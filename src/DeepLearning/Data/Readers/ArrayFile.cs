using System.Globalization;
using System.Numerics;

namespace DeepLearning.Data;

/// <summary>An array of numbers as a file holds it, the last index fastest: what IDX and NPY files have in common.</summary>
/// <param name="Shape">The length of every dimension, the first the slowest.</param>
/// <param name="Values">The numbers; as many as the shape says.</param>
/// <param name="IsInteger">Whether the file holds whole numbers.</param>
/// <param name="FileLength">The bytes of the file, decompressed.</param>
internal sealed record ArrayFile<T>(int[] Shape, T[] Values, bool IsInteger, long FileLength)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LengthsShown = 10;

    /// <summary>More than any file has, and so little that no product overflows.</summary>
    private static readonly Int128 Unheard = Int128.One << 93;

    /// <summary>The numbers of one item of the first dimension.</summary>
    public int ItemLength => Shape[0] == 0 ? 0 : Values.Length / Shape[0];

    /// <summary>
    /// Reads the numbers that follow a header, once the rest of the file is known to be exactly as long as the header says.
    /// </summary>
    /// <exception cref="InvalidDataException">The rest has another length, or there are more numbers than an array can hold.</exception>
    public static ArrayFile<T> Read(Stream stream, string source, int[] shape, NumberFormat format, bool bigEndian, double scale)
    {
        var count = shape.Contains(0) ? Int128.Zero : Int128.One;
        foreach (var length in shape)
        {
            count = count > Unheard ? count : count * length;
        }

        var bytes = count * format.Size;
        var rest = stream.Length - stream.Position;
        if (bytes != rest)
        {
            var size = bytes > rest ? "damaged or cut short" : "damaged or followed by something else";
            var announced = count > Unheard
                ? "more bytes than any file has"
                : bytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes";
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is {size}: its header announces {Described(shape)} of {format.Name}, {announced}, but {rest:N0} follow it: " +
                $"fetch or write it again."));
        }

        if (count > Array.MaxLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} holds {count:N0} numbers, but at most {Array.MaxLength:N0} fit into one array: divide the file."));
        }

        var values = new T[(int)count];
        format.Read<T>(stream, values, bigEndian, scale);
        return new ArrayFile<T>(shape, values, format.IsInteger, stream.Length);
    }

    /// <summary>The values as class numbers.</summary>
    /// <exception cref="InvalidDataException">A value is none.</exception>
    public int[] ToLabels(string source)
    {
        var labels = new int[Values.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = double.CreateTruncating(Values[i]);
            if (!(double.IsInteger(value) && value is >= 0 and < int.MaxValue))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source}: the label of example {i}, counted from 0, is {value}, but must be a whole number from 0 on."));
            }

            labels[i] = (int)value;
        }

        return labels;
    }

    /// <summary>"10000 × 28 × 28 numbers", "1 number".</summary>
    private static string Described(int[] shape)
    {
        var lengths = string.Join(" × ", shape.Take(LengthsShown).Select(length => length.ToString(CultureInfo.InvariantCulture)));
        return shape.Length == 0 ? "1 number"
            : shape.Length <= LengthsShown ? lengths + " numbers"
            : string.Create(CultureInfo.InvariantCulture, $"{lengths} × … numbers, of {shape.Length} dimensions,");
    }
}
