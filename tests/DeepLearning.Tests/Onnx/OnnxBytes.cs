using System.Runtime.InteropServices;

namespace DeepLearning.Tests;

/// <summary>Files of ONNX written part by part, sound ones and others.</summary>
internal static class OnnxBytes
{
    /// <summary>A graph from x to y.</summary>
    /// <param name="shape">The shape of x, −1 where it is open; none where nothing is said of it.</param>
    public static ProtoMessage Graph(params long[] shape) =>
        new ProtoMessage().Message(OnnxFields.Graph.Input, Port("x", OnnxType.Float, shape))
            .Message(OnnxFields.Graph.Output, Port("y", OnnxType.Float));

    /// <summary>A graph of double numbers.</summary>
    public static ProtoMessage GraphOfDouble() =>
        new ProtoMessage().Message(OnnxFields.Graph.Input, Port("x", OnnxType.Double))
            .Message(OnnxFields.Graph.Output, Port("y", OnnxType.Double));

    public static ProtoMessage Port(string name, OnnxType type, params long[] shape)
    {
        var dimensions = new ProtoMessage();
        foreach (var length in shape)
        {
            dimensions.Message(OnnxFields.Types.Dimension, length < 0 ? new ProtoMessage() : new ProtoMessage()
                .Integer(OnnxFields.Types.DimensionValue, length));
        }

        var tensor = new ProtoMessage().Integer(OnnxFields.Types.ElementType, (int)type);
        return new ProtoMessage().Text(OnnxFields.ValueInfo.Name, name).Message(
            OnnxFields.ValueInfo.Type,
            new ProtoMessage().Message(OnnxFields.Types.Tensor, shape.Length == 0 ? tensor
                : tensor.Message(OnnxFields.Types.Shape, dimensions)));
    }

    /// <summary>Adds a node.</summary>
    public static ProtoMessage Add(this ProtoMessage graph, string type, string output, params string[] inputs) =>
        graph.Add(type, output, [], inputs);

    /// <summary>Adds a node with attributes.</summary>
    public static ProtoMessage Add(this ProtoMessage graph, string type, string output, ProtoMessage[] attributes, params string[] inputs)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Text(OnnxFields.Node.Input, input);
        }

        node.Text(OnnxFields.Node.Output, output).Text(OnnxFields.Node.Type, type);
        foreach (var attribute in attributes)
        {
            node.Message(OnnxFields.Node.Attribute, attribute);
        }

        return graph.Message(OnnxFields.Graph.Node, node);
    }

    public static ProtoMessage Singles(this ProtoMessage graph, string name, float[] values, params long[] shape) =>
        graph.Raw(name, OnnxType.Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    public static ProtoMessage Doubles(this ProtoMessage graph, string name, double[] values, params long[] shape) =>
        graph.Raw(name, OnnxType.Double, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    public static ProtoMessage Integers(this ProtoMessage graph, string name, params long[] values) =>
        graph.Raw(name, OnnxType.Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length);

    public static ProtoMessage Raw(this ProtoMessage graph, string name, OnnxType type, byte[] raw, params long[] shape)
    {
        var tensor = new ProtoMessage();
        foreach (var length in shape)
        {
            tensor.Integer(OnnxFields.Tensor.Dimensions, length);
        }

        return graph.Message(
            OnnxFields.Graph.Initializer, tensor.Integer(OnnxFields.Tensor.ElementType, (int)type).Text(OnnxFields.Tensor.Name, name)
                .Bytes(OnnxFields.Tensor.Raw, raw));
    }

    /// <summary>The file of a graph.</summary>
    public static byte[] File(this ProtoMessage graph)
    {
        using var stream = new MemoryStream();
        new ProtoMessage().Message(OnnxFields.Model.Graph, graph).WriteTo(stream);
        return stream.ToArray();
    }

    public static Network<T> Load<T>(byte[] file, string? output = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Network<T>.LoadOnnx(new MemoryStream(file), output);

    /// <summary>Why a graph is refused.</summary>
    public static string Problem(this ProtoMessage graph) => Failure.Of<InvalidDataException>(() => Load<double>(graph.File()));
}
