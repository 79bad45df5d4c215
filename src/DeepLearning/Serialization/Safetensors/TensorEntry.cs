namespace DeepLearning;

/// <summary>A tensor of a safetensors file: its type, its shape, and where its numbers lie.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its numbers as the format calls it: F32, F64.</param>
/// <param name="Shape">The length of every dimension, the last the fastest (row-major); none for a single number.</param>
/// <param name="Begin">The position of its first byte, counted from the end of the header.</param>
/// <param name="End">The position after its last byte.</param>
internal sealed record TensorEntry(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
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

    /// <summary>A shape as messages write it: <c>[10, 64]</c>.</summary>
    public static string Text(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(length => length.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
