using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace DeepLearning.Export;

/// <summary>Makes the constants of a graph.</summary>
internal static class OnnxTensor
{
    /// <summary>Numbers row by row, in the byte order of the format: the least significant first.</summary>
    public static ProtoMessage Of<TNumber>(string name, OnnxType type, ReadOnlySpan<TNumber> values, params ReadOnlySpan<int> dimensions)
        where TNumber : unmanaged, INumber<TNumber>
    {
        var raw = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            var size = raw.Length / Math.Max(1, values.Length);
            for (var i = 0; i < raw.Length; i += size)
            {
                raw.AsSpan(i, size).Reverse();
            }
        }

        return Header(name, type, dimensions).Bytes(OnnxFields.Tensor.Raw, raw);
    }

    public static ProtoMessage Of(string name, IReadOnlyList<string> values)
    {
        var tensor = Header(name, OnnxType.Text, [values.Count]);
        foreach (var value in values)
        {
            tensor.Bytes(OnnxFields.Tensor.Texts, Encoding.UTF8.GetBytes(value));
        }

        return tensor;
    }

    private static ProtoMessage Header(string name, OnnxType type, ReadOnlySpan<int> dimensions)
    {
        var tensor = new ProtoMessage();
        foreach (var dimension in dimensions)
        {
            tensor.Integer(OnnxFields.Tensor.Dimensions, dimension);
        }

        return tensor.Integer(OnnxFields.Tensor.ElementType, (int)type).Text(OnnxFields.Tensor.Name, name);
    }
}
