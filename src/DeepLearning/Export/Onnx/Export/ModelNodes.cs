using System.Numerics;
using System.Text;
using System.Text.Json;
using DeepLearning.Data;

namespace DeepLearning.Export;

/// <summary>
/// Writes a model as nodes: the transforms in double, the network, what undoes the scaling of the targets or names the class.
/// </summary>
internal static class ModelNodes
{
    private const string Scope = "output";

    /// <summary>The file of a model.</summary>
    public static ProtoMessage Model<T>(Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var (graph, type, pipeline) = (new OnnxGraph(), OnnxTypes.Of<T>(), model.Pipeline);
        var features = new RowNodes(graph, type, pipeline).Features();
        var y = NetworkNodes.Write(graph, model.Network, features);
        y = pipeline.TargetScalings.Count == 0
            ? y : graph.Node(Scope, "Cast", [Unscaled(graph, y, pipeline.TargetScalings)], OnnxAttribute.Of("to", (int)type));
        var label = pipeline.ClassNames is { } classes ? Label(graph, type, y, model.Network.Outputs, classes) : null;

        graph.Output(
            y, "y", type, model.Network.Outputs,
            label is null ? "The predicted targets, in their unit." : "The outputs, such as probabilities of the classes.");
        if (label is not null)
        {
            graph.Output(label, "label", OnnxType.Text, columns: null, "The name of the predicted class.");
        }

        return graph.Model(Metadata(pipeline.InputColumns.Select(input => input.Name), pipeline.ClassNames));
    }

    /// <summary>The names of the columns and classes, each a JSON array.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(IEnumerable<string> columns, IEnumerable<string>? classes)
    {
        var metadata = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["columns"] = Json(columns) };
        if (classes is not null)
        {
            metadata.Add("classes", Json(classes));
        }

        return metadata;
    }

    /// <summary>Targets in their own unit, in double.</summary>
    public static string Unscaled(OnnxGraph graph, string y, IReadOnlyList<ColumnScaling> scalings)
    {
        var scale =
            graph.Constant<double>("targets.scale", OnnxType.Double, [.. scalings.Select(scaling => scaling.Scale)], scalings.Count);
        var shift =
            graph.Constant<double>("targets.shift", OnnxType.Double, [.. scalings.Select(scaling => scaling.Shift)], scalings.Count);
        var inDouble = graph.Node(Scope, "Cast", [y], OnnxAttribute.Of("to", (int)OnnxType.Double));
        return graph.Node(Scope, "Add", [graph.Node(Scope, "Mul", [inDouble, scale]), shift]);
    }

    /// <summary>
    /// The name of the class of the greatest output, the first of equal ones, or of a single output whether it is ½ or more.
    /// </summary>
    public static string Label(OnnxGraph graph, OnnxType type, string y, int outputs, IReadOnlyList<string> classes)
    {
        string number;
        if (outputs == 1)
        {
            var second = graph.Node(Scope, "GreaterOrEqual", [y, graph.Scalar(type, 0.5)]);
            var column = graph.Node(Scope, "Cast", [second], OnnxAttribute.Of("to", (int)OnnxType.Int64));
            number = graph.Node(Scope, "Reshape", [column, graph.Constant<long>("flat", OnnxType.Int64, [-1], 1)]);
        }
        else
        {
            number = graph.Node(Scope, "ArgMax", [y], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));
        }

        return graph.Node(Scope, "Gather", [graph.Constant("classes", classes), number]);
    }

    private static string Json(IEnumerable<string> names)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
