using System.Text;

namespace DeepLearning.Tests;

/// <summary>Files that are no ONNX, damaged, or made to do harm, are answered by one exception that says what and where.</summary>
public sealed class DamagedOnnxTests
{
    private static readonly string[] Operators =
    [
        "Abs", "Add", "Cast", "Clip", "Concat", "Constant", "Div", "Dropout", "Elu", "Erf", "Exp", "Flatten", "Gather", "Gelu", "Gemm",
        "HardSigmoid", "Identity",
        "LeakyRelu", "Log", "LogSoftmax", "MatMul", "Max", "Min", "Mul", "Neg", "Pow", "ReduceMean", "Relu", "Reshape", "Shape", "Sigmoid",
        "Softmax", "Softplus",
        "Sqrt", "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze", "Where",
    ];

    [Theory]
    [InlineData("", "The stream is no ONNX file, or is damaged: it has no graph.")]
    [InlineData("3A05", "The stream is no ONNX file, or is damaged: at byte 0, a field is 5 bytes long, but 0 are left.")]
    [InlineData("3AFFFFFFFFFFFFFFFFFF01", "The stream is no ONNX file, or is damaged: at byte 0, a field is 18446744073709551615 bytes " +
        "long, but 0 are left.")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFFFF01", "The stream is no ONNX file, or is damaged: at byte 1, an integer is longer than 64 bits.")]
    [InlineData("0880", "The stream is no ONNX file, or is damaged: at byte 1, an integer is cut short.")]
    [InlineData("0D0102", "The stream is no ONNX file, or is damaged: at byte 0, a number is cut short.")]
    [InlineData("0B", "The stream is no ONNX file, or is damaged: at byte 0, a field is of wire type 3, which is not known.")]
    [InlineData("0001", "The stream is no ONNX file, or is damaged: at byte 0, a field has the number 0.")]
    [InlineData("3807", "The stream is no ONNX file, or is damaged: at byte 2, field 7 is a number where a message was expected.")]
    [InlineData("3A00", "The stream has 0 inputs, but a network has one.")]
    [InlineData("3A027A00", "The stream has sparse constants, which are not supported.")]
    public void LoadOnnx_NoMessage_SaysWhere(string bytes, string message) => Problem(Convert.FromHexString(bytes)).Should().Be(message);

    [Fact]
    public void LoadOnnx_Text_IsNoOnnxFile() =>
        Problem("hello, this is not a model"u8).Should().StartWith("The stream is no ONNX file, or is damaged: at byte ");

    [Fact]
    public void LoadOnnx_CutAnywhere_IsRefused()
    {
        var whole = Saved();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole.AsSpan(0, length).ToArray();
            FluentActions.Invoking(() => Network<float>.LoadOnnx(new MemoryStream(cut))).Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void LoadOnnx_ConstantOfOtherLength_IsRefusedBeforeThereIsRoomForIt()
    {
        Problem(Constant([1 << 30, 1 << 30], new byte[8])).Should()
            .Be("The stream: the constant \"w\" of the shape [1073741824, 1073741824] has 2 numbers instead of 1152921504606846976.");
        Problem(Constant([2, 2], new byte[8]))
            .Should().Be("The stream: the constant \"w\" of the shape [2, 2] has 2 numbers instead of 4.");
        Problem(Constant([2, 1], new byte[7])).Should().MatchRegex(
            @"^The stream is no ONNX file, or is damaged: at byte \d+, 7 bytes are no whole number of numbers of 4\.$");
        Problem(Constant([-2, 1], new byte[8])).Should().Be("The stream: the constant \"w\" has the shape [-2, 1].");
        Problem(Constant([2, 1], new byte[4], type: 10)).Should().Be(
            "The stream: the constant \"w\" is of the element type 10; float (1), double (11), int32 (6), int64 (7) and bool (9) are " +
            "supported.");
        Problem(Constant([1, 1], BitConverter.GetBytes(float.NaN)))
            .Should().Be("The stream: layers.0.weight[0, 0] would be NaN, but must be finite.");
        Problem(Constant([0, 3], [])).Should().StartWith("The stream cannot be imported: ");
        Problem(Constant([2], new byte[8])).Should().Be(
            "The stream cannot be imported as a network of dense layers, because of 1 node:\n  \"y\" (MatMul): its weights have the " +
            "shape [2]");
    }

    [Fact]
    public void LoadOnnx_ConstantInAnotherFile_IsRefused() => Problem(File(Graph().Message(
        OnnxFields.Graph.Initializer,
        new ProtoMessage().Text(OnnxFields.Tensor.Name, "w").Integer(OnnxFields.Tensor.DataLocation, 1)))).Should().Be(
            "The stream keeps the constant \"w\" in another file, which is not supported: save the model as one file.");

    [Fact]
    public void LoadOnnx_OldOperators_AreRefused()
    {
        using var file = new MemoryStream();
        new ProtoMessage()
            .Message(
                OnnxFields.Model.OpsetImport,
                new ProtoMessage().Text(OnnxFields.Opset.Domain, "ai.onnx.ml").Integer(OnnxFields.Opset.Version, 1))
            .Message(OnnxFields.Model.OpsetImport, new ProtoMessage().Integer(OnnxFields.Opset.Version, 6))
            .Message(OnnxFields.Model.Graph, Graph()).WriteTo(file);

        Problem(file.ToArray())
            .Should().Be("The stream is of version 6 of ONNX's operators; from 7 on they are supported: export it anew.");
    }

    [Fact]
    public void LoadOnnx_TensorThatNothingMakes_IsNamed() =>
        Problem(File(Graph().Message(OnnxFields.Graph.Node, Node("MatMul", "y", "x", "w")))).Should().Be(
        "The stream: \"y\" (MatMul) reads the tensor \"w\", which nothing before it makes.");

    [Fact]
    public void LoadOnnx_NoLayer_IsRefused()
    {
        Problem(File(Graph().Message(OnnxFields.Graph.Node, Node("Identity", "y", "x"))))
            .Should().Be("The stream has no layer between its input and the tensor \"y\".");
        Problem(File(Graph().Message(OnnxFields.Graph.Node, Node("Tanh", "y", "x")))).Should().Be(
            "The stream cannot be imported as a network of dense layers, because of 1 node:\n" +
            "  \"y\" (Tanh): a function of the inputs before the first layer, other than shifts and factors");
    }

    [Fact]
    public void LoadOnnx_WhatSubtractsTheMean_IsNotTakenForTheIdentity() => Problem(File(Weights(Graph(), [1, 3], new byte[12])
        .Message(OnnxFields.Graph.Node, Node("MatMul", "z", "x", "w"))
        .Message(OnnxFields.Graph.Node, Node("ReduceMean", "mean", "z").Message(OnnxFields.Node.Attribute, OnnxAttribute.Of("axes", [1L])))
        .Message(OnnxFields.Graph.Node, Node("Sub", "y", "z", "mean")))).Should().Be(
            "The stream cannot be imported as a network of dense layers, because of 1 node:\n  \"y\" (Sub): what it makes of its layer " +
            "is no activation of the library");

    [Fact]
    public void LoadOnnx_FormulaThatGrowsWithoutEnd_IsRefused()
    {
        var graph = Graph().Message(OnnxFields.Graph.Node, Node("Add", "a0", "x", "x"));
        for (var i = 1; i < 1000; i++)
        {
            graph.Message(OnnxFields.Graph.Node, Node("Add", $"a{i}", $"a{i - 1}", $"a{i - 1}"));
        }

        Problem(File(graph.Message(OnnxFields.Graph.Node, Node("Tanh", "y", "a999")))).Should().Be(
            "The stream cannot be imported as a network of dense layers, because of 1 node:\n  \"a13\" (Add): a formula of so many " +
            "operations is no activation");
    }

    [Fact]
    public void LoadOnnx_MorePartsThanItsBytesAreWorth_IsRefused()
    {
        var graph = Graph();
        for (var i = 0; i < 70_000; i++)
        {
            graph.Message(OnnxFields.Graph.Node, new ProtoMessage());
        }

        Problem(File(graph)).Should().Be(
            "The stream has 140,026 bytes, but one more of its parts would take 3,072: more than the 64 bytes for each byte of the file, " +
            "and 8 MiB besides, " +
            "that reading may take. No network of dense layers needs so much: the file is damaged or hostile.");
    }

    [Fact]
    public void LoadOnnx_MutatedBytes_ThrowsNothingElse() => CheckMutations(4000, (random, bytes) =>
    {
        for (var mutations = random.Next(1, 6); mutations > 0; mutations--)
        {
            bytes[random.Next(bytes.Length)] =
                random.Next(3) switch { 0 => (byte)random.Next(256), 1 => 0xFF, _ => (byte)(1 << random.Next(8)) };
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    });

    [Fact]
    public void LoadOnnx_ExchangedOperators_ThrowsNothingElse() => CheckMutations(4000, (random, bytes) =>
    {
        for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
        {
            // The field of the operator's name, its length, the name: another of the same length takes its place.
            var text = Encoding.Latin1.GetString(bytes);
            var name = Operators[random.Next(Operators.Length)];
            var places = new List<int>();
            for (
                var at = text.IndexOf(Field(name), StringComparison.Ordinal); at >= 0; at = text.IndexOf(
                    Field(name), at + 1, StringComparison.Ordinal))
            {
                places.Add(at);
            }

            string[] others = [.. Operators.Where(other => other.Length == name.Length)];
            if (places.Count > 0)
            {
                Encoding.Latin1.GetBytes(Field(others[random.Next(others.Length)])).CopyTo(bytes, places[random.Next(places.Count)]);
            }
        }

        return bytes;
    });

    private static string Field(string name) => $"\"{(char)name.Length}{name}";

    private static void CheckMutations(int count, Func<Random, byte[], byte[]> mutate)
    {
        var random = new Random(1);
        string[] seeds = [.. Directory.GetFiles(ModelsFile.Folder, "*.onnx").Order(StringComparer.Ordinal)];
        for (var i = 0; i < count; i++)
        {
            var bytes = mutate(random, System.IO.File.ReadAllBytes(seeds[i % seeds.Length]));
            var most = (long)OnnxFile.Limit.Of(bytes.Length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Network<double>.LoadOnnx(new MemoryStream(bytes));
            }
            catch (InvalidDataException problem)
            {
                problem.Message.Should().StartWith("The stream");
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(most, "the documentation promises it");
        }
    }

    private static string Problem(ReadOnlySpan<byte> file)
    {
        var bytes = file.ToArray();
        return Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(new MemoryStream(bytes)));
    }

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        new Network<float>(2, seed: 1, new Dense(3, Activation.GELU), new Dense(2, Activation.Softmax)).SaveOnnx(stream);
        return stream.ToArray();
    }

    private static byte[] Constant(long[] shape, byte[] raw, int type = 1) =>
        File(Weights(Graph(), shape, raw, type).Message(OnnxFields.Graph.Node, Node("MatMul", "y", "x", "w")));

    private static ProtoMessage Weights(ProtoMessage graph, long[] shape, byte[] raw, int type = 1)
    {
        var tensor = new ProtoMessage();
        foreach (var length in shape)
        {
            tensor.Integer(OnnxFields.Tensor.Dimensions, length);
        }

        return graph.Message(
            OnnxFields.Graph.Initializer,
            tensor.Integer(OnnxFields.Tensor.ElementType, type).Text(OnnxFields.Tensor.Name, "w").Bytes(OnnxFields.Tensor.Raw, raw));
    }

    private static ProtoMessage Graph() =>
        new ProtoMessage().Message(OnnxFields.Graph.Input, Port("x")).Message(OnnxFields.Graph.Output, Port("y"));

    private static ProtoMessage Port(string name) => new ProtoMessage().Text(OnnxFields.ValueInfo.Name, name).Message(
        OnnxFields.ValueInfo.Type,
        new ProtoMessage().Message(OnnxFields.Types.Tensor, new ProtoMessage().Integer(OnnxFields.Types.ElementType, 1)));

    private static ProtoMessage Node(string type, string output, params string[] inputs)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Text(OnnxFields.Node.Input, input);
        }

        return node.Text(OnnxFields.Node.Output, output).Text(OnnxFields.Node.Type, type);
    }

    private static byte[] File(ProtoMessage graph)
    {
        using var stream = new MemoryStream();
        new ProtoMessage().Message(OnnxFields.Model.Graph, graph).WriteTo(stream);
        return stream.ToArray();
    }
}
