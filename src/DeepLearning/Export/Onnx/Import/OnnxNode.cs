using System.Globalization;

namespace DeepLearning.Export;

/// <summary>A node of a graph.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, OnnxAttributeValue> attributes;

    private OnnxNode(
        string name, string type, string domain, List<string> inputs, List<string> outputs, Dictionary<string,
        OnnxAttributeValue> attributes)
    {
        (Type, Domain, Inputs, Outputs, this.attributes) = (type, domain, inputs, outputs, attributes);
        var shown = name.Length > 0 ? name : outputs.FirstOrDefault() ?? string.Empty;
        var owner = domain is "" or "ai.onnx" ? string.Empty : $"{domain}.";
        Label = $"\"{OnnxFile.Shown(shown)}\" ({OnnxFile.Shown(owner + type)})";
    }

    /// <summary>The name, or that of the first output, and the operator, as errors write them.</summary>
    public string Label { get; }

    /// <summary>The operator.</summary>
    public string Type { get; }

    /// <summary>Whose operator it is; empty for ONNX itself.</summary>
    public string Domain { get; }

    /// <summary>The tensors it reads; empty names where an optional one is left out.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    public static OnnxNode Parse(ProtoField node, OnnxFile file)
    {
        var (name, type, domain) = (string.Empty, string.Empty, string.Empty);
        List<string> inputs = [], outputs = [];
        var found = new Dictionary<string, OnnxAttributeValue>(StringComparer.Ordinal);
        foreach (var field in ProtoField.Of(node.Bytes, node.Position, file.Source))
        {
            switch (field.Number)
            {
                case OnnxFields.Node.Input:
                    inputs.Add(file.Name(field));
                    break;
                case OnnxFields.Node.Output:
                    outputs.Add(file.Name(field));
                    break;
                case OnnxFields.Node.Name:
                    name = file.Text(field);
                    break;
                case OnnxFields.Node.Type:
                    type = file.Text(field);
                    break;
                case OnnxFields.Node.Domain:
                    domain = file.Text(field);
                    break;
                case OnnxFields.Node.Attribute:
                    var (key, value) = OnnxAttributeValue.Parse(file.Part(field), file);
                    found[key] = value;
                    break;
                default:
                    break;
            }
        }

        return new(name, type, domain, inputs, outputs, found);
    }

    /// <summary>An integer attribute, or what it is where the node has none.</summary>
    public long Integer(string name, long otherwise) => attributes.TryGetValue(name, out var value) ? value.Integer : otherwise;

    /// <summary>The integers of an attribute; null where the node has none of it.</summary>
    public IReadOnlyList<long>? Integers(string name) => attributes.GetValueOrDefault(name)?.Integers;

    public string Text(string name, string otherwise) => attributes.GetValueOrDefault(name)?.Text ?? otherwise;

    public OnnxConstant? Tensor(string name) => attributes.GetValueOrDefault(name)?.Tensor;

    public IReadOnlyList<double>? Singles(string name) => attributes.GetValueOrDefault(name)?.Singles;

    /// <summary>A number of single precision by its shortest decimals, 0.2 and not 0.20000000298; null where the node has none.</summary>
    /// <exception cref="UnsupportedNodeException">It is NaN or infinite.</exception>
    public double? Single(string name) => attributes.GetValueOrDefault(name)?.Single is not { } value ? null
        : float.IsFinite(value) ? Decimal(value)
        : throw new UnsupportedNodeException($"its attribute {name} is {Guard.Describe(value)}");

    /// <summary>What a number of single precision was meant to be: 0.2, not 0.20000000298.</summary>
    public static double Decimal(float value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
