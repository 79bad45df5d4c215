using System.Globalization;
using System.Text;

namespace DeepLearning.Export;

/// <summary>What an ONNX file holds, before anything of it is understood: nodes, constants, inputs and outputs by their names.</summary>
internal sealed class OnnxFile
{
    /// <summary>
    /// The most that is made of a file: weights of 4 or 8 bytes are held a few times over while they are folded, and a node of some dozens
    /// becomes objects of some thousands.
    /// </summary>
    public static readonly ReadLimit Limit = new(64, 8 * ReadLimit.MiB);

    /// <summary>A network has some hundreds.</summary>
    private const int MostParts = 1 << 16;

    private const int OldestOpset = 7;

    /// <summary>Reading a stream of unknown length doubles the room for it again and again.</summary>
    private const int CopiesOfFile = 4;

    // What parts take, with all that is made of them until the network is built.
    private const int BytesOfNode = 3 << 10;
    private const int BytesOfPart = 640;
    private const int BytesOfText = 128;

    private const int LongestShown = 80;

    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<string, OnnxConstant> initializers = new(StringComparer.Ordinal);
    private readonly List<OnnxPort> inputs = [];
    private readonly List<OnnxPort> outputs = [];
    private int parts;

    private OnnxFile(string source, long length)
    {
        Source = source;
        Budget = new ReadBudget(source, length, Limit, "No network of dense layers needs so much: the file is damaged or hostile.");
        Budget.Take(CopiesOfFile * (Int128)length, "its bytes");
    }

    /// <summary>What errors call the file.</summary>
    public string Source { get; }

    /// <summary>What may still be made of it.</summary>
    public ReadBudget Budget { get; }

    /// <summary>The nodes in the order of computation.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    public IReadOnlyDictionary<string, OnnxConstant> Initializers => initializers;

    /// <summary>The inputs that are no constants.</summary>
    public IEnumerable<OnnxPort> Inputs => inputs.Where(input => !initializers.ContainsKey(input.Name));

    public IReadOnlyList<OnnxPort> Outputs => outputs;

    /// <summary>Whether it holds numbers of double precision; what overflows in single precision does not overflow in them.</summary>
    public bool HasDoubles => inputs.Exists(port => port.Type == OnnxType.Double)
        || initializers.Values.Any(constant => constant.Type == OnnxType.Double)
        || nodes.Exists(node => node.Tensor("value")?.Type == OnnxType.Double || node.Integer("to", 0) == (int)OnnxType.Double);

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
                onnx.CheckOpset(onnx.Part(field, BytesOfPart));
            }
        }

        onnx.ReadGraph(graph ?? throw new InvalidDataException($"{source} is no ONNX file, or is damaged: it has no graph."));
        return onnx;
    }

    /// <summary>The field, once it is known to hold bytes.</summary>
    public static ProtoField Message(ProtoField field, string source) => field.Type == WireType.Bytes
        ? field
        : throw ProtoField.Damaged(
            source, field.Position,
            string.Create(CultureInfo.InvariantCulture, $"field {field.Number} is a number where a message was expected"));

    /// <summary>A name as messages show it: the beginning of a long one.</summary>
    public static string Shown(string name) => name.Length <= LongestShown ? name : $"{name[..LongestShown]}…";

    /// <summary>Counts a part of the file.</summary>
    /// <param name="field">The part.</param>
    /// <param name="bytes">What it takes.</param>
    public ProtoField Part(ProtoField field, int bytes = BytesOfPart)
    {
        Budget.Take(bytes, "one more of its parts");
        return ++parts <= MostParts ? Message(field, Source) : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"{Source} has more than {MostParts} nodes, attributes, constants, inputs and outputs, which no network of dense layers has."));
    }

    /// <summary>The text of a field.</summary>
    public string Text(ProtoField field)
    {
        Budget.Take((sizeof(char) * (Int128)field.Bytes.Length) + BytesOfText, "a name");
        return Encoding.UTF8.GetString(field.Bytes.Span);
    }

    /// <summary>The text of a field that is counted as a part of the file.</summary>
    public string Name(ProtoField field) => Text(Part(field, 0));

    /// <summary>Adds the integers of a field to others: the lengths of dimensions or the numbers of axes, of which there are few.</summary>
    public void AddIntegers(ProtoField field, List<long> to)
    {
        var count = field.CountVarints();
        if (to.Count + count > OnnxConstant.MostDimensions)
        {
            throw ProtoField.Damaged(Source, field.Position, string.Create(
                CultureInfo.InvariantCulture, $"{to.Count + (long)count} dimensions are listed, more than {OnnxConstant.MostDimensions}"));
        }

        Span<long> integers = stackalloc long[count];
        field.CopyVarints(integers, Source);
        to.AddRange(integers);
    }

    /// <summary>Before version 7 operators of the same names took their inputs otherwise.</summary>
    private void CheckOpset(ProtoField opset)
    {
        var (domain, version) = (string.Empty, 0L);
        foreach (var field in ProtoField.Of(opset.Bytes, opset.Position, Source))
        {
            domain = field.Number == OnnxFields.Opset.Domain ? Text(field) : domain;
            version = field.Number == OnnxFields.Opset.Version ? field.Integer : version;
        }

        if (domain is "" or "ai.onnx" && version < OldestOpset)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Source} is of version {version} of ONNX's operators; from {OldestOpset} on they are supported: export it anew."));
        }
    }

    private void ReadGraph(ProtoField graph)
    {
        foreach (var field in ProtoField.Of(graph.Bytes, graph.Position, Source))
        {
            switch (field.Number)
            {
                case OnnxFields.Graph.Node:
                    nodes.Add(OnnxNode.Parse(Part(field, BytesOfNode), this));
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
}
