namespace DeepLearning.Export;

/// <summary>The versions of ONNX that are written.</summary>
internal static class OnnxVersions
{
    /// <summary>The version of the operators of ONNX.</summary>
    public const int Opset = 17;

    /// <summary>The version of the operators of ai.onnx.ml, in files that have any.</summary>
    public const int ClassicOpset = 2;

    /// <summary>The version of the file format.</summary>
    public const int IrVersion = 8;
}
