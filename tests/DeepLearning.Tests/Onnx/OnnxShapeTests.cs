namespace DeepLearning.Tests;

/// <summary>Operators of shapes mean what ONNX says of them; what depends on the number of examples, or on training, is refused.</summary>
public sealed class OnnxShapeTests
{
    [Fact]
    public void LoadOnnx_DropoutInTrainingMode_IsRefused()
    {
        Dropout(1).Problem().Should().Be(Refused("\"a\" (Dropout): it is in training mode: export the model for inference"));
        OnnxBytes.Load<float>(Dropout(0).File()).Outputs.Should().Be(2);
        OnnxBytes.Load<float>(Layer().Singles("ratio", [0.5f]).Add("Dropout", "a", "z", "ratio").Add("Identity", "y", "a")
            .File()).Outputs.Should().Be(2);

        static ProtoMessage Dropout(byte mode) => Layer().Singles("ratio", [0.5f]).Raw("mode", OnnxType.Bool, [mode])
            .Add("Dropout", "a", "z", "ratio", "mode").Add("Identity", "y", "a");
    }

    [Fact]
    public void LoadOnnx_BatchNormalizationThatGivesStatistics_IsRefused()
    {
        var node = new ProtoMessage();
        foreach (var input in new[] { "z", "g", "g", "g", "g" })
        {
            node.Text(OnnxFields.Node.Input, input);
        }

        node.Text(OnnxFields.Node.Output, "y").Text(OnnxFields.Node.Output, "mean").Text(OnnxFields.Node.Type, "BatchNormalization");

        Layer().Singles("g", [1, 1], 2).Message(OnnxFields.Graph.Node, node).Problem().Should().Be(
            Refused("\"y\" (BatchNormalization): it gives its statistics out, as in training: export the model for inference"));
    }

    [Theory]
    [InlineData(-1, new long[] { 3, -1 }, false)]
    [InlineData(-1, new long[] { 1, -1 }, false)]
    [InlineData(-1, new long[] { 3, 2 }, false)]
    [InlineData(1, new long[] { 3, -1 }, false)]
    [InlineData(1, new long[] { 1, -1 }, true)]
    [InlineData(3, new long[] { 3, -1 }, true)]
    [InlineData(3, new long[] { 3, 6 }, true)]
    [InlineData(3, new long[] { 6, 3 }, false)]
    [InlineData(-1, new long[] { -1, 6 }, true)]
    [InlineData(-1, new long[] { 0, -1 }, true)]
    [InlineData(-1, new long[] { 0, 0 }, true)]
    [InlineData(-1, new long[] { -1, 3 }, false)]
    [InlineData(-1, new long[] { -1 }, false)]
    public void LoadOnnx_Reshape_MustKeepExamplesWhateverTheirNumber(long examples, long[] shape, bool keeps)
    {
        var graph = OnnxBytes.Graph(examples, 6).Integers("s", shape).Singles("w", new float[12], 6, 2).Add("Reshape", "flat", "x", "s")
            .Add("MatMul", "y", "flat", "w");

        if (keeps)
        {
            OnnxBytes.Load<float>(graph.File()).Inputs.Should().Be(6);
        }
        else
        {
            graph.Problem().Should()
                .Be(Refused($"\"flat\" (Reshape): its shape [{string.Join(", ", shape)}] does not keep examples as rows"));
        }
    }

    [Fact]
    public void LoadOnnx_ReshapeByTheNumberOfExamples_TakesItForRowsAlone()
    {
        OnnxBytes.Load<float>(Reshaped("n", "rest").File()).Inputs.Should().Be(6);
        Reshaped("rest", "n").Problem().Should().Be(Refused("\"flat\" (Reshape): its shape [-1, N] does not keep examples as rows"));

        static ProtoMessage Reshaped(string first, string second) => OnnxBytes.Graph(-1, 6).Integers("zero", 0).Integers("rest", -1)
            .Singles("w", new float[12], 6, 2)
            .Add("Shape", "shape", "x").Add("Gather", "batch", "shape", "zero").Add("Unsqueeze", "n", "batch", "zero")
                .Add("Concat", "s", first, second)
            .Add("Reshape", "flat", "x", "s").Add("MatMul", "y", "flat", "w");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-2, true)]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    public void LoadOnnx_UnsqueezeOfAConstant_HonoursItsAxes(long axis, bool isRow)
    {
        // Of two numbers axis 0 makes a row, and axis 1 a column.
        byte[][] files =
        [
            Weights().Integers("axes", axis).Add("Unsqueeze", "w", "v", "axes").Add("MatMul", "y", "x", "w").File(),
            Weights().Add("Unsqueeze", "w", [OnnxAttribute.Of("axes", [axis])], "v").Add("MatMul", "y", "x", "w").File(),
        ];

        foreach (var file in files)
        {
            var network = OnnxBytes.Load<float>(file);
            (network.Inputs, network.Outputs).Should().Be(isRow ? (1, 2) : (2, 1));
        }

        static ProtoMessage Weights() => OnnxBytes.Graph().Singles("v", [3, 4], 2);
    }

    [Theory]
    [InlineData(new long[] { 2 }, "its axes are [2] for a tensor of 2 dimensions")]
    [InlineData(new long[] { 0, 0 }, "its axes are [0, 0] for a tensor of 3 dimensions")]
    public void LoadOnnx_UnsqueezeByWrongAxes_IsRefused(long[] axes, string reason) =>
        OnnxBytes.Graph().Singles("v", [3, 4], 2).Integers("axes", axes).Add("Unsqueeze", "w", "v", "axes").Add("MatMul", "y", "x", "w")
            .Problem()
            .Should().Be(Refused($"\"w\" (Unsqueeze): {reason}"));

    [Fact]
    public void LoadOnnx_SqueezeOfAConstant_HonoursItsAxes()
    {
        var network = OnnxBytes.Load<float>(Squeezed(0).File());

        (network.Inputs, network.Outputs).Should().Be((1, 2));
        Squeezed(2).Problem().Should().Be(Refused("\"w\" (Squeeze): it takes away dimensions of [1, 1, 2] that are longer than 1"));

        static ProtoMessage Squeezed(long axis) => OnnxBytes.Graph().Singles("v", [3, 4], 1, 1, 2).Integers("axes", axis)
            .Add("Squeeze", "w", "v", "axes").Add("MatMul", "y", "x", "w");
    }

    [Fact]
    public void LoadOnnx_SqueezeOfExamples_IsRefused() =>
        OnnxBytes.Graph(1, 3).Singles("w", [1, 2, 3], 3, 1).Integers("axes", 0).Add("MatMul", "z", "x", "w")
            .Add("Squeeze", "y", "z", "axes").Problem()
            .Should().Be(Refused("\"y\" (Squeeze): it takes more away than a single column"));

    [Fact]
    public void LoadOnnx_TruthsAsNumbers_AreRefused()
    {
        Layer().Singles("p", [1]).Add("Greater", "g", "z", "p").Add("Mul", "y", "g", "p").Problem().Should()
            .Be(Refused("\"y\" (Mul): it computes with truths instead of numbers"));
        Layer().Singles("p", [1]).Singles("v", [1, 2], 2, 1).Add("Greater", "g", "z", "p").Add("MatMul", "y", "g", "v").Problem()
            .Should().Be(Refused("\"y\" (MatMul): it computes with truths instead of numbers"));
    }

    [Theory]
    [InlineData("LeakyRelu", "alpha", float.NaN, "NaN")]
    [InlineData("Elu", "alpha", float.PositiveInfinity, "infinity")]
    [InlineData("LayerNormalization", "epsilon", float.NaN, "NaN")]
    public void LoadOnnx_AttributeThatIsNotFinite_IsRefused(string type, string attribute, float value, string text) =>
        Layer().Singles("g", [1, 1], 2).Add(type, "y", [OnnxAttribute.Of(attribute, value)], "z", "g", "g").Problem().Should().Be(
            Refused($"\"y\" ({type}): its attribute {attribute} is {text}"));

    [Fact]
    public void LoadOnnx_ShapesWhoseProductsWrapAround_AreRefused() => OnnxBytes.Graph().Singles("v", [3, 4], 2)
        .Integers("s", 1L << 62, 1L << 62, 2)
        .Add("Reshape", "w", "v", "s").Add("MatMul", "y", "x", "w").Problem().Should().Be(
            Refused("\"w\" (Reshape): a constant of 2 numbers has not the shape [4611686018427387904, 4611686018427387904, 2]"));

    private static string Refused(string node) =>
        $"The stream cannot be imported as a network of dense layers, because of 1 node:\n  {node}";

    private static ProtoMessage Layer() => OnnxBytes.Graph().Singles("w", [1, 2], 1, 2).Add("MatMul", "z", "x", "w");
}
