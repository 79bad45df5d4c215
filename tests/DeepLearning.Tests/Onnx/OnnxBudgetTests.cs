using System.Globalization;

namespace DeepLearning.Tests;

/// <summary>
/// However a file asks for memory, importing it allocates at most what the documentation says: so many bytes for each of its own, and some
/// besides.
/// </summary>
public sealed class OnnxBudgetTests
{
    private const int Many = 2000;
    private const int Few = 200;

    private static readonly Dictionary<string, Func<ProtoMessage>> Hostile = new(StringComparer.Ordinal)
    {
        ["a shape put behind itself again and again"] = () =>
            Repeated(BatchOfShape(), 60, (graph, i) => graph.Add("Concat", $"s{i + 1}", $"s{i}", $"s{i}")).Add("Reshape", "y", "x", "s60"),
        ["a shape of many parts"] = () => BatchOfShape().Integers("c", 1, 1, 1)
            .Add("Concat", "y", [.. Enumerable.Repeat("c", 30_000), "s0"]),
        ["a shape with a large constant many times"] = () =>
            BatchOfShape().Integers("c", new long[20_000]).Add("Concat", "y", [.. Enumerable.Repeat("c", 20_000), "s0"]),
        ["weights of no inputs for many units"] = () => OnnxBytes.Graph().Singles("w", [], 2_000_000_000, 0).Singles("b", [1], 1)
            .Add("Gemm", "y", [OnnxAttribute.Of("transB", 1)], "x", "w", "b"),
        ["one row of weights as many layers"] = () =>
            Repeated(OnnxBytes.Graph().Singles("w", new float[20_000], 1, 20_000)
            .Singles("v", new float[20_000], 20_000, 1), Many, (graph, i) =>
            graph.Add("MatMul", $"b{i}", i == 0 ? "x" : $"a{i}", "w").Add("MatMul", $"a{i + 1}", $"b{i}", "v"))
                .Add("Identity", "y", $"a{Many}"),
        ["one constant of many shapes"] = () =>
            Repeated(OnnxBytes.Graph().Singles("w", new float[1 << 14], 1 << 14).Integers("s", 128, 128), Many, (graph, i) =>
            graph.Add("Reshape", $"w{i}", "w", "s").Add("MatMul", $"a{i + 1}", i == 0 ? "x" : $"a{i}", $"w{i}"))
                .Add("Identity", "y", $"a{Many}"),
        ["one constant transposed many times"] = () =>
            Repeated(OnnxBytes.Graph().Singles("w0", new float[1 << 14], 128, 128), Many, (graph, i) =>
            graph.Add("Transpose", $"w{i + 1}", $"w{i}")).Add("MatMul", "y", "x", $"w{Many}"),
        ["one constant rounded many times"] = () =>
            Repeated(OnnxBytes.Graph().Doubles("w", new double[1 << 14], 128, 128), Many, (graph, i) =>
            graph.Add("Cast", $"w{i}", [OnnxAttribute.Of("to", 1L)], "w").Add("MatMul", $"a{i + 1}", i == 0 ? "x" : $"a{i}", $"w{i}"))
                .Add("Identity", "y", $"a{Many}"),
        ["a layer of its own for every activation"] = () =>
            Repeated(OnnxBytes.Graph().Singles("w", new float[1024], 1, 1024).Add("MatMul", "a0", "x", "w"), Few, (graph, i) =>
            graph.Add("Tanh", $"t{i}", $"a{i}").Add("Mul", $"a{i + 1}", $"t{i}", "w")).Add("Identity", "y", $"a{Few}"),
        ["a factor for every column of a wide input"] = () => OnnxBytes.Graph(-1, int.MaxValue).Add("ai.onnx.ml.Scaler", "y", "x"),
        ["a number for every column of many inputs"] = () =>
            Repeated(OnnxBytes.Graph(-1, 20_000).Singles("w", new float[20_000], 20_000).Singles("one", [1], 1)
            .Add("Add", "a0", "x", "w"), Many, (graph, i) =>
            graph.Add("Add", $"a{i + 1}", $"a{i}", "one")).Add("Identity", "y", $"a{Many}"),
        ["one batch normalization many times"] = () =>
            Repeated(OnnxBytes.Graph().Singles("g", [.. Enumerable.Repeat(1f, 20_000)], 20_000), Many, (graph, i) =>
            graph.Add("BatchNormalization", $"a{i + 1}", i == 0 ? "x" : $"a{i}", "g", "g", "g", "g")).Add("Identity", "y", $"a{Many}"),
        ["one layer normalization many times"] = () =>
            Repeated(OnnxBytes.Graph().Singles("w", new float[4000], 1, 4000).Singles("v", new float[4000], 4000, 1), Few, (graph, i) =>
            graph.Add("MatMul", $"z{i}", i == 0 ? "x" : $"a{i}", "w").Add("LayerNormalization", $"n{i}", $"z{i}", "w", "w")
                .Add("MatMul", $"a{i + 1}", $"n{i}", "v")).Add("Identity", "y", $"a{Few}"),
        ["a long formula that many layers ask for"] = () => Repeated(LongFormula(), 300, (graph, i) =>
            graph.Add("Add", $"b{i}", i == 0 ? "f" : $"b{i - 1}", "z").Add("MatMul", $"d{i}", $"b{i}", "v"))
                .Add("Max", "y", [.. Enumerable.Range(0, 300).Select(i => $"d{i}")]),
        ["a maximum of many"] = () =>
            Repeated(Layer(), 3, (graph, i) => graph.Add("Max", $"m{i}", [.. Enumerable.Repeat(i == 0 ? "z" : $"m{i - 1}", 20_000)]))
            .Add("Identity", "y", "m2"),
        ["nodes of nothing"] = () =>
            Repeated(OnnxBytes.Graph(), 60_000, (graph, _) => graph.Message(OnnxFields.Graph.Node, new ProtoMessage())),
        ["nodes that are not known"] = () =>
            Repeated(OnnxBytes.Graph(), 3000, (graph, i) => graph.Add("Q", i == 2999 ? "y" : $"{i + 1}", i == 0 ? "x" : $"{i}")),
        ["attributes of nothing"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Node, Repeated(new ProtoMessage(), 60_000, (node, _) =>
            node.Message(OnnxFields.Node.Attribute, new ProtoMessage()))),
        ["tensors of an attribute"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Node, new ProtoMessage().Message(OnnxFields.Node.Attribute, Repeated(
            new ProtoMessage(), 200_000, (attribute, _) => attribute.Message(OnnxFields.Attribute.Tensor, new ProtoMessage())))),
        ["types of an input"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Input, Repeated(new ProtoMessage(), 200_000, (port, _) =>
            port.Message(OnnxFields.ValueInfo.Type, new ProtoMessage()))),
        ["dimensions one by one"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Initializer, Repeated(new ProtoMessage(), 200_000, (tensor, _) =>
            tensor.Integer(OnnxFields.Tensor.Dimensions, 1))),
        ["dimensions all at once"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Initializer, new ProtoMessage().Bytes(OnnxFields.Tensor.Dimensions, Ones(200_000))),
        ["numbers one by one"] = () => OnnxBytes.Graph().Message(OnnxFields.Graph.Initializer, Repeated(
            new ProtoMessage().Text(OnnxFields.Tensor.Name, "w").Integer(OnnxFields.Tensor.ElementType, 1)
                .Integer(OnnxFields.Tensor.Dimensions, 200_000).Integer(OnnxFields.Tensor.Dimensions, 1),
            200_000,
            (tensor, _) => tensor.Single(OnnxFields.Tensor.Singles, 1))).Add("MatMul", "y", "x", "w"),
        ["integers one by one"] = () => OnnxBytes.Graph().Message(OnnxFields.Graph.Initializer, Repeated(
            new ProtoMessage().Text(OnnxFields.Tensor.Name, "s").Integer(OnnxFields.Tensor.ElementType, 7)
                .Integer(OnnxFields.Tensor.Dimensions, 200_000),
            200_000,
            (tensor, _) => tensor.Integer(OnnxFields.Tensor.Integers64, 1))).Singles("w", [1], 1)
                .Add("Cast", "f", [OnnxAttribute.Of("to", 1L)], "s").Add("Reshape", "y", "w", "f"),
        ["integers of an attribute"] = () => OnnxBytes.Graph()
            .Add("Transpose", "y", [new ProtoMessage().Text(OnnxFields.Attribute.Name, "perm")
            .Bytes(OnnxFields.Attribute.Integers, Ones(200_000))], "x"),
        ["numbers of an attribute"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Node, new ProtoMessage().Message(OnnxFields.Node.Attribute, Repeated(
            new ProtoMessage(), 200_000, (attribute, _) => attribute.Single(OnnxFields.Attribute.Singles, 1)))),
        ["a long name many times"] = () =>
            Repeated(OnnxBytes.Graph(), 20, (graph, i) => graph.Add(new string('q', 100_000), $"{new string('n', 100_000)}{i}"))
            .Add("Sum", "y", [.. Enumerable.Range(0, 20).Select(i => $"{new string('n', 100_000)}{i}")]),
        ["names one after another"] = () => OnnxBytes.Graph()
            .Message(OnnxFields.Graph.Node, Repeated(new ProtoMessage(), 200_000, (node, _) => node.Text(OnnxFields.Node.Name, "n"))),
    };

    public static TheoryData<string> Names => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadOnnx_HostileFile_AllocatesNoMoreThanIsDocumented(string name)
    {
        var file = Hostile[name]().File();

        // What is compiled and kept for ever is not charged to a file.
        foreach (var one in ModelsFile.Content.Cases)
        {
            OnnxBytes.Load<double>(File.ReadAllBytes(ModelsFile.Path(one.Name)), one.Output);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Record.Exception(() => OnnxBytes.Load<double>(file));

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{file.Length:N0} bytes, {allocated:N0} allocated: {problem?.Message}"));
        allocated
            .Should()
                .BeLessThanOrEqualTo(
                    Budget(file.Length), string.Create(CultureInfo.InvariantCulture, $"the file has {file.Length:N0} bytes"));
        (problem is null or InvalidDataException).Should().BeTrue($"{problem}");
        (problem?.Message ?? "").Length.Should().BeLessThan(12_000, "a message is to be read");
    }

    [Fact]
    public void LoadOnnx_DamagedHostileFiles_AllocateNoMoreThanIsDocumented()
    {
        const int Count = 400;
        const int Longest = 1 << 12;
        var mutator = new Mutator([.. Hostile.Values.Select(graph => graph().File()).Where(file => file.Length <= Longest)], seed: 1);
        for (var number = 0; number < Count; number++)
        {
            var file = mutator.Mutation(number);
            var before = GC.GetAllocatedBytesForCurrentThread();

            var problem = Record.Exception(() => OnnxBytes.Load<double>(file));

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThanOrEqualTo(Budget(file.Length), $"mutation {number}");
            (problem is null or InvalidDataException).Should().BeTrue($"mutation {number}: {problem}");
        }
    }

    [Fact]
    public void LoadOnnx_LegitimateFiles_AreFarFromTheBudget()
    {
        foreach (var one in ModelsFile.Content.Cases)
        {
            var file = File.ReadAllBytes(ModelsFile.Path(one.Name));
            Allocations.Of(() => OnnxBytes.Load<double>(file, one.Output)).Should().BeLessThan(Budget(file.Length) / 4, one.Name);
        }
    }

    [Fact]
    public void LoadOnnx_DeepNetworkOfLittleLayers_IsWithinTheBudget()
    {
        // Little numbers and much structure: activations that are written by arithmetic, as of double, where each is compared with the
        // library's.
        var layers = Enumerable.Range(0, 60).Select(_ => new Dense(4, Activation.GELU) { Normalization = Normalization.Layer() }).ToArray();
        using var file = new MemoryStream();
        new Network<double>(4, seed: 1, layers).SaveOnnx(file);

        OnnxBytes.Load<double>(file.ToArray()).Layers.Should().HaveCount(60);
    }

    [Fact]
    public void LoadOnnx_SmallFileThatAsksForMuch_SaysSo()
    {
        // The same million weights a thousand times, each time as a layer of its own.
        var graph = Repeated(OnnxBytes.Graph().Singles("w", new float[1_000_000], 1000, 1000), 1000, (graph, i) =>
            graph.Add("MatMul", $"a{i + 1}", i == 0 ? "x" : $"a{i}", "w"));

        graph.Add("Identity", "y", "a1000").Problem().Should().MatchRegex(
            @"^The stream has 4,0\d\d,\d{3} bytes, but what one of its nodes computes would take 8,000,000: more than the 64 bytes for " +
            @"each byte of the file, and 8 MiB besides, " +
            @"that reading may take\. No network of dense layers needs so much: the file is damaged or hostile\.$");
    }

    private static long Budget(int length) => (long)OnnxFile.Limit.Of(length);

    private static ProtoMessage Repeated(ProtoMessage message, int count, Action<ProtoMessage, int> add)
    {
        for (var i = 0; i < count; i++)
        {
            add(message, i);
        }

        return message;
    }

    /// <summary>The number of examples as a shape of one dimension, s0.</summary>
    private static ProtoMessage BatchOfShape() => OnnxBytes.Graph(-1, 4).Integers("zero", 0).Add("Shape", "shape", "x")
        .Add("Gather", "n", "shape", "zero").Add("Unsqueeze", "s0", "n", "zero");

    private static ProtoMessage Layer() => OnnxBytes.Graph().Singles("w", [1, 2], 1, 2).Add("MatMul", "z", "x", "w");

    /// <summary>f, a formula of two hundred different parts, and numbers to be added to it.</summary>
    private static ProtoMessage LongFormula()
    {
        var graph = Repeated(Layer().Singles("v", [1, 2], 2, 1), 10, (graph, i) => graph.Singles($"c{i}", [0.1f * (i + 1)], 1));
        return Repeated(graph, 100, (graph, i) => graph.Add(i % 3 == 0 ? "Max" : "Add", $"f{i + 1}", i == 0 ? "z" : $"f{i}", $"c{i % 10}")
            .Add("Exp", $"e{i}", "z")).Add("Max", "f", "f100", "e1", "e2", "z");
    }

    private static byte[] Ones(int count)
    {
        var ones = new byte[count];
        Array.Fill(ones, (byte)1);
        return ones;
    }
}
