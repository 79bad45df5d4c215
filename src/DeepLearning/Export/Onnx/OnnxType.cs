using System.Numerics;

namespace DeepLearning.Export;

/// <summary>The types of tensor elements, by ONNX's numbers.</summary>
internal enum OnnxType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Text = 8,
    Bool = 9,
    Double = 11,
}

/// <summary>Which of them is a type of number that the library computes with.</summary>
internal static class OnnxTypes
{
    public static OnnxType Of<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float) ? OnnxType.Float : OnnxType.Double;
}
