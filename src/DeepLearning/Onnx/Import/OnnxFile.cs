using System.Globalization;

namespace DeepLearning;

/// <summary>What an ONNX file holds, before anything of it is understood: nodes, constants, inputs and outputs by their names.</summary>
internal sealed class OnnxFile
{
    /// <summary>A network has some hundreds; the bound keeps small pieces of a hostile file from becoming large lists.</summary>
    private const int MostParts = 1 << 16;

    private const int OldestOpset = 7;

    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<string, OnnxConstant> initializers = new(StringComparer.Ordinal);
    private readonly List<OnnxPort> inputs = [];
    private readonly List<OnnxPort> outputs = [];
    private int parts;

    private OnnxFile(string source, long length) => (Source, Budget) = (source, new ImportBudget(source, length));

    /// <summary>What errors call the file.</summary>
    public string Source { get; }

    /// <summary>How many numbers may still be made of it.</summary>
    public ImportBudget Budget { get; }

    /// <summary>The nodes in the order of computation.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    public IReadOnlyDictionary<string, OnnxConstant> Initializers => initializers;

    /// <summary>The inputs that are no constants.</summary>
    public IEnumerable<OnnxPort> Inputs => inputs.Where(input => !initializers.ContainsKey(input.Name));

    public IReadOnlyList<OnnxPort> Outputs => outputs;

    /// <summary>Reads a file.</summary>
    /// <param name="file">All its bytes.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public static OnnxFile Parse(ReadOnlyMemory<byte> file, string source)
    {
        var onnx = new OnnxFile(source, file.Length);
        ProtoField? graph = null;
        foreach (var field in ProtoField.Of(file, 0, source))
        {
            graph = field.Number == OnnxFields.Model.Graph ? Message(field, source) : graph;
            if (field.Number == OnnxFields.Model.OpsetImport)
            {
                onnx.CheckOpset(Message(field, source));
            }
        }

        onnx.ReadGraph(graph ?? throw new InvalidDataException($"{source} is no ONNX file, or is damaged: it has no graph."));
        return onnx;
    }

    /// <summary>The field, once it is known to hold bytes.</summary>
    public static ProtoField Message(ProtoField field, string source) => field.Type == WireType.Bytes
        ? field
        : throw ProtoField.Damaged(source, field.Position, string.Create(CultureInfo.InvariantCulture, $"field {field.Number} is a number where a message was expected"));

    /// <summary>Before version 7 operators of the same names took their inputs otherwise.</summary>
    private void CheckOpset(ProtoField opset)
    {
        var (domain, version) = (string.Empty, 0L);
        foreach (var field in ProtoField.Of(opset.Bytes, opset.Position, Source))
        {
            domain = field.Number == OnnxFields.Opset.Domain ? field.Text : domain;
            version = field.Number == OnnxFields.Opset.Version ? field.Integer : version;
        }

        if (domain is "" or "ai.onnx" && version < OldestOpset)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{Source} is of version {version} of ONNX's operators; from {OldestOpset} on they are supported: export it anew."));
        }
    }

    private void ReadGraph(ProtoField graph)
    {
        foreach (var field in ProtoField.Of(graph.Bytes, graph.Position, Source))
        {
            switch (field.Number)
            {
                case OnnxFields.Graph.Node:
                    nodes.Add(OnnxNode.Parse(Part(field), this));
                    break;
                case OnnxFields.Graph.Initializer:
                    var (name, constant) = OnnxConstant.Parse(Part(field), this);
                    initializers[name] = constant;
                    break;
                case OnnxFields.Graph.Input:
                    inputs.Add(OnnxPort.Parse(Part(field), this));
                    break;
                case OnnxFields.Graph.Output:
                    outputs.Add(OnnxPort.Parse(Part(field), this));
                    break;
                case OnnxFields.Graph.SparseInitializer:
                    throw new InvalidDataException($"{Source} has sparse constants, which are not supported.");
                default:
                    break;
            }
        }
    }

    /// <summary>Counts a part of the file.</summary>
    public ProtoField Part(ProtoField field) => ++parts <= MostParts
        ? Message(field, Source)
        : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture, $"{Source} has more than {MostParts} nodes, attributes, constants, inputs and outputs, which no network of dense layers has."));
}
