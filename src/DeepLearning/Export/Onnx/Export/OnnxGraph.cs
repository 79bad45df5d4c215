using System.Numerics;
using DeepLearning.Serialization;

namespace DeepLearning.Export;

/// <summary>A graph being written: nodes in the order of computation, each with the names of the tensors it reads and writes.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The operators of the classical converters: encoders of texts.</summary>
    public const string ClassicDomain = "ai.onnx.ml";

    /// <summary>The one dimension that is left open.</summary>
    private const string Examples = "N";

    private readonly List<Node> nodes = [];
    private readonly List<ProtoMessage> initializers = [];
    private readonly List<ProtoMessage> inputs = [];
    private readonly List<ProtoMessage> outputs = [];
    private readonly Dictionary<(OnnxType Type, double Value), string> scalars = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>A name that no other tensor has: the one given, or the one given with a number.</summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    public string Input(string name, OnnxType type, int columns, string documentation)
    {
        var unique = Unique(name);
        inputs.Add(ValueInfo(unique, type, columns, documentation));
        return unique;
    }

    /// <summary>Gives a tensor its name as an output of the graph.</summary>
    public void Output(string tensor, string name, OnnxType type, int? columns, string documentation)
    {
        var unique = Unique(name);
        foreach (var node in nodes)
        {
            node.Rename(tensor, unique);
        }

        outputs.Add(ValueInfo(unique, type, columns, documentation));
    }

    public string Constant<TNumber>(string name, OnnxType type, ReadOnlySpan<TNumber> values, params ReadOnlySpan<int> dimensions)
        where TNumber : unmanaged, INumber<TNumber>
    {
        var unique = Unique(name);
        initializers.Add(OnnxTensor.Of(unique, type, values, dimensions));
        return unique;
    }

    public string Constant(string name, IReadOnlyList<string> values)
    {
        var unique = Unique(name);
        initializers.Add(OnnxTensor.Of(unique, values));
        return unique;
    }

    /// <summary>A number without dimensions; the same one is kept once.</summary>
    public string Scalar(OnnxType type, double value)
    {
        if (!scalars.TryGetValue((type, value), out var name))
        {
            name = type == OnnxType.Float ? Constant<float>("constant", type, [(float)value]) : Constant<double>("constant", type, [value]);
            scalars.Add((type, value), name);
        }

        return name;
    }

    /// <summary>Adds a node of one output, and returns the name of that.</summary>
    public string Node(string scope, string type, IReadOnlyList<string> arguments, params IReadOnlyList<ProtoMessage> attributes)
    {
        var output = Unique($"{scope}.{type}");
        nodes.Add(new Node(type, output, [.. arguments], attributes));
        return output;
    }

    /// <summary>Adds a node for the smallest numbers of each row, and returns the name of its output: their places are not read.</summary>
    public string Smallest(string scope, string tensor, int count)
    {
        var output = Unique($"{scope}.TopK");
        var places = Unique($"{scope}.places");
        string[] arguments = [tensor, Constant<long>($"{scope}.count", OnnxType.Int64, [count], 1)];
        nodes.Add(new Node("TopK", output, arguments, [OnnxAttribute.Of("largest", 0L)], places));
        return output;
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="NotSupportedException">It would be longer than a message can be.</exception>
    public ProtoMessage Model(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new ProtoMessage().Text(OnnxFields.Graph.Name, "network");
        AddAll(graph, OnnxFields.Graph.Node, nodes.Select(node => node.ToMessage()));
        AddAll(graph, OnnxFields.Graph.Initializer, initializers);
        AddAll(graph, OnnxFields.Graph.Input, inputs);
        AddAll(graph, OnnxFields.Graph.Output, outputs);
        if (graph.Length > int.MaxValue)
        {
            throw new NotSupportedException(
                $"The network needs {graph.Length} bytes, more than the {int.MaxValue} that an ONNX file can have.");
        }

        var model = new ProtoMessage()
            .Integer(OnnxFields.Model.IrVersion, OnnxVersions.IrVersion)
            .Text(OnnxFields.Model.ProducerName, "DeepLearning")
            .Text(OnnxFields.Model.ProducerVersion, ModelFile.LibraryVersion)
            .Message(OnnxFields.Model.OpsetImport, Opset(string.Empty, OnnxVersions.Opset));
        if (nodes.Exists(node => node.Domain.Length > 0))
        {
            model.Message(OnnxFields.Model.OpsetImport, Opset(ClassicDomain, OnnxVersions.ClassicOpset));
        }

        AddAll(model.Message(OnnxFields.Model.Graph, graph), OnnxFields.Model.Metadata, metadata.Select(
            pair => new ProtoMessage().Text(OnnxFields.Metadata.Key, pair.Key).Text(OnnxFields.Metadata.Value, pair.Value)));
        return model;
    }

    private static void AddAll(ProtoMessage message, int field, IEnumerable<ProtoMessage> parts)
    {
        foreach (var part in parts)
        {
            message.Message(field, part);
        }
    }

    private static ProtoMessage Opset(string domain, int version) =>
        new ProtoMessage().Text(OnnxFields.Opset.Domain, domain).Integer(OnnxFields.Opset.Version, version);

    /// <summary>An input or output of so many columns, or of no second dimension, for any number of examples.</summary>
    private static ProtoMessage ValueInfo(string name, OnnxType type, int? columns, string documentation)
    {
        var shape = new ProtoMessage()
            .Message(OnnxFields.Types.Dimension, new ProtoMessage().Text(OnnxFields.Types.DimensionName, Examples));
        if (columns is { } count)
        {
            shape.Message(OnnxFields.Types.Dimension, new ProtoMessage().Integer(OnnxFields.Types.DimensionValue, count));
        }

        var tensor = new ProtoMessage().Integer(OnnxFields.Types.ElementType, (int)type).Message(OnnxFields.Types.Shape, shape);
        return new ProtoMessage()
            .Text(OnnxFields.ValueInfo.Name, name)
            .Message(OnnxFields.ValueInfo.Type, new ProtoMessage().Message(OnnxFields.Types.Tensor, tensor))
            .Text(OnnxFields.ValueInfo.Documentation, documentation);
    }
}
