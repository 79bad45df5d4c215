using System.Reflection;
using DeepLearning.Export;

namespace DeepLearning.Fuzz;

/// <summary>The import of ONNX models.</summary>
internal sealed class OnnxTarget() : FuzzTarget("onnx")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "Abs", "Add", "BatchNormalization", "Cast", "Celu", "Clip", "Concat", "Constant", "ConstantOfShape", "Div", "Dropout", "Elu", "Erf",
        "Exp", "Expand",
        "Flatten", "Gather", "Gelu", "Gemm", "HardSigmoid", "HardSwish", "Identity", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax",
        "MatMul", "Max",
        "Min", "Mul", "Neg", "PRelu", "Pow", "ReduceMean", "ReduceSum", "Relu", "Reshape", "Selu", "Shape", "Sigmoid", "Softmax",
        "Softplus", "Sqrt", "Squeeze",
        "Sub", "Sum", "Tanh", "ThresholdedRelu", "Transpose", "Unsqueeze", "Where", "ZipMap", "ArgMax", "Normalizer", "Scaler", "ai.onnx",
        "ai.onnx.ml",
        "alpha", "beta", "gamma", "axis", "axes", "epsilon", "transA", "transB", "perm", "value", "training_mode", "keepdims", "broadcast",
        "approximate",
    ];

    /// <inheritdoc/>
    public override ReadLimit Limit => OnnxFile.Limit;

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var network = Network<double>.LoadOnnx(new MemoryStream(file));
        return () => Check(network);
    }

    /// <summary>The models of the tests, as far as they are not there to be refused, and one of the library's own.</summary>
    protected override IReadOnlyList<byte[]> MakeSeeds()
    {
        var root = typeof(OnnxTarget).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
        using var own = new MemoryStream();
        new Network<double>(3, 1, new Dense(4, Activation.GELU) { Normalization = Normalization.Layer() }, new Dense(2, Activation.Softmax))
            .SaveOnnx(own);
        return
        [
            own.ToArray(),
            .. Directory.GetFiles(Path.Combine(root, "tests", "DeepLearning.Tests", "Onnx", "Models"), "*.onnx")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes).Where(IsTaken),
        ];
    }

    private static bool IsTaken(byte[] model)
    {
        try
        {
            Network<double>.LoadOnnx(new MemoryStream(model));
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>What was imported is a network that predicts, is saved, and is exported to what can be imported.</summary>
    private static void Check(Network<double> network)
    {
        NetworkTarget.Check(network);
        using var exported = new MemoryStream();
        network.SaveOnnx(exported);
        exported.Position = 0;
        Network<double>.LoadOnnx(exported);
    }
}
