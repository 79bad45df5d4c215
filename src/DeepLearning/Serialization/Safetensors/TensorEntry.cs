using System.Globalization;

namespace DeepLearning.Serialization;

/// <summary>A tensor of a safetensors file: its type, its shape, and where its numbers lie.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its numbers as the format calls it: F32, F64.</param>
/// <param name="Shape">The length of every dimension, the last the fastest (row-major); none for a single number.</param>
/// <param name="Begin">The position of its first byte, counted from the end of the header.</param>
/// <param name="End">The position after its last byte.</param>
internal sealed record TensorEntry(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    private const int LengthsShown = 10;

    /// <summary>The bytes of one number of every type of the format that takes whole bytes.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["F8_E4M3"] = 1, ["F8_E5M2"] = 1, ["F8_E8M0"] = 1, ["C64"] = 8,
        ["I64"] = 8, ["I32"] = 4, ["I16"] = 2, ["I8"] = 1, ["U64"] = 8, ["U32"] = 4, ["U16"] = 2, ["U8"] = 1, ["BOOL"] = 1,
    };

    /// <summary>Whether the shape is this one.</summary>
    public bool Has(params ReadOnlySpan<long> shape)
    {
        var same = shape.Length == Shape.Count;
        for (var i = 0; same && i < shape.Length; i++)
        {
            same = shape[i] == Shape[i];
        }

        return same;
    }

    /// <summary>
    /// The bytes of a tensor; of one that is longer than the data, some number greater than that, so that no product overflows.
    /// </summary>
    public static Int128 Length(IReadOnlyList<long> shape, int bytes, long dataLength)
    {
        Int128 length = shape.Contains(0) ? 0 : bytes;
        foreach (var extent in shape)
        {
            if (extent < 0)
            {
                return -1;
            }

            length = length > dataLength ? length : length * extent;
        }

        return length;
    }

    /// <summary>A shape as messages write it: <c>[10, 64]</c>; of a long one the beginning.</summary>
    public static string Text(IReadOnlyList<long> shape)
    {
        var shown = string.Join(", ", shape.Take(LengthsShown).Select(length => length.ToString(CultureInfo.InvariantCulture)));
        return $"[{shown}{(shape.Count > LengthsShown ? ", …" : "")}]";
    }
}
