using System.Globalization;

namespace DeepLearning.Export;

/// <summary>Follows a graph from its input to an output, node after node, and gathers the layers of dense networks on the way.</summary>
internal sealed class GraphImport
{
    /// <summary>A tensor that a node made which cannot be imported.</summary>
    private static readonly object Unknown = new();

    /// <summary>A person reads no more; a file may have thousands.</summary>
    private const int MostShown = 50;

    private readonly OnnxFile file;
    private readonly Dictionary<string, object> tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<ImportedValue, ImportedValue> settled = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ImportedValue, Lazy<ResolvedValue>> resolved = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OnnxNode, string> unsupported = [];

    private GraphImport(OnnxFile file)
    {
        this.file = file;
        Recognition = new ActivationRecognition(file.Budget, file.HasDoubles ? double.MaxValue : float.MaxValue);
    }

    /// <summary>Tells which activation a formula is.</summary>
    public ActivationRecognition Recognition { get; }

    /// <summary>The number of examples that the graph was recorded with, where it was recorded for one number alone.</summary>
    public long? Examples { get; private set; }

    /// <summary>Whether weights are of double precision.</summary>
    public bool HasDoubles { get; private set; }

    /// <summary>The layers of a network and the activation of the last.</summary>
    /// <param name="file">The file.</param>
    /// <param name="output">The tensor to be the output; null for the only one there is.</param>
    /// <exception cref="InvalidDataException">A node cannot be imported, or the graph is not connected.</exception>
    public static (ImportedLayer Last, Activation Output, bool HasDoubles) Run(OnnxFile file, string? output)
    {
        var import = new GraphImport(file);
        foreach (var (name, constant) in file.Initializers)
        {
            import.tensors[name] = constant;
        }

        var inputs = file.Inputs.ToArray();
        if (inputs.Length != 1)
        {
            var names = inputs.Length == 0 ? string.Empty : $" ({inputs.Select(input => input.Name).ToArray().Enumerated()})";
            throw new InvalidDataException($"{file.Source} has {Plural.Of(inputs.Length, "input")}{names}, but a network has one.");
        }

        import.tensors[inputs[0].Name] = InputOf(inputs[0]);
        import.Examples = inputs[0].Shape is [> 0 and var examples, ..] ? examples : null;
        output ??= import.OnlyOutput();
        foreach (var node in import.NodesFor(output))
        {
            import.Follow(node);
        }

        var (last, activation) = import.Finish(output);
        return (last, activation, import.HasDoubles);
    }

    /// <summary>So many zeros.</summary>
    /// <exception cref="InvalidDataException">They are more than the file can be worth.</exception>
    public double[] Zeros(Int128 count) => file.Budget.Array<double>(count, "what one of its nodes computes");

    /// <summary>So many numbers.</summary>
    /// <exception cref="InvalidDataException">They are more than the file can be worth.</exception>
    public double[] Each(int count, Func<int, double> number)
    {
        var numbers = Zeros(count);
        for (var i = 0; i < count; i++)
        {
            numbers[i] = number(i);
        }

        return numbers;
    }

    /// <summary>The reason of a node that computes with truths.</summary>
    public static UnsupportedNodeException NoNumbers() => new("it computes with truths instead of numbers");

    /// <summary>What a node reads that depends on the input.</summary>
    public ImportedValue Value(OnnxNode node, int input)
    {
        var value = Tensor(node, input) as ImportedValue ?? throw new UnsupportedNodeException($"its input {input} is a constant");
        return value.IsCondition ? throw NoNumbers() : value;
    }

    /// <summary>A condition that a node reads; null where it reads something else.</summary>
    public ImportedValue? Condition(OnnxNode node, int input) =>
        Tensor(node, input) is ImportedValue { IsCondition: true } condition ? condition : null;

    /// <summary>What a node reads that does not depend on the input.</summary>
    public OnnxConstant Constant(OnnxNode node, int input) => Tensor(node, input) as OnnxConstant
        ?? throw new UnsupportedNodeException(
            input < node.Inputs.Count ? $"its input {input} is no constant" : $"its input {input} is left out");

    /// <summary>Numbers that become weights of the network.</summary>
    public double[] Weights(OnnxConstant constant)
    {
        var numbers = constant.Numbers;
        HasDoubles |= constant.Type == OnnxType.Double;
        return constant.IsFloating ? numbers : throw new UnsupportedNodeException("its weights are not floating-point numbers");
    }

    public static bool Has(OnnxNode node, int input) => input < node.Inputs.Count && node.Inputs[input].Length > 0;

    /// <summary>What a node reads: a constant or a value.</summary>
    public object Tensor(OnnxNode node, int input) =>
        Has(node, input) ? tensors[node.Inputs[input]] : throw new UnsupportedNodeException($"its input {input} is left out");

    /// <summary>A value as plain pre-activations; the same ones however often it is asked for.</summary>
    public ImportedValue Settle(ImportedValue value)
    {
        if (!settled.TryGetValue(value, out var plain))
        {
            plain = value.Settled(this);
            settled.Add(value, plain);
        }

        return plain;
    }

    /// <summary>A value as what comes out of a layer; found out once, also that it is none.</summary>
    public ResolvedValue Resolve(ImportedValue value)
    {
        if (!resolved.TryGetValue(value, out var result))
        {
            result = new Lazy<ResolvedValue>(() => value.Resolve(this));
            resolved.Add(value, result);
        }

        return result.Value;
    }

    private static ImportedValue InputOf(OnnxPort port)
    {
        // Of images and the like the features are what flattening makes of them.
        var isKnown = port.Shape is { Count: > 0 } && port.Shape.Skip(1).All(length => length > 0);
        int? width = isKnown && OnnxConstant.CountOf(port.Shape!.Skip(1)) is <= int.MaxValue and var features ? (int)features : null;
        return new ImportedValue(null, width, Formula.Z) { IsFlat = port.Shape is null or { Count: 2 } };
    }

    private string OnlyOutput()
    {
        var outputs = file.Outputs.Where(port => port.IsNumeric).Select(port => port.Name).ToArray();
        return outputs.Length == 1 ? outputs[0] : throw new InvalidDataException(
            $"{file.Source} has {Plural.Of(outputs.Length, "output")} of floating-point " +
            $"numbers{(outputs.Length == 0 ? string.Empty : $": {outputs.Enumerated()}")}; say which tensor is the output.");
    }

    /// <summary>The nodes that an output depends on, in the order of the file.</summary>
    private IEnumerable<OnnxNode> NodesFor(string output)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < file.Nodes.Count; i++)
        {
            foreach (var made in file.Nodes[i].Outputs)
            {
                makers[made] = i;
            }
        }

        if (!makers.ContainsKey(output))
        {
            throw new InvalidDataException($"{file.Source} has no tensor \"{output}\" that could be the output.");
        }

        var needed = new SortedSet<int>();
        var open = new Stack<string>([output]);
        while (open.TryPop(out var tensor))
        {
            if (makers.TryGetValue(tensor, out var maker) && needed.Add(maker))
            {
                foreach (var read in file.Nodes[maker].Inputs)
                {
                    open.Push(read);
                }
            }
        }

        return needed.Select(i => file.Nodes[i]);
    }

    private void Follow(OnnxNode node)
    {
        object result = Unknown;
        if (node.Inputs.FirstOrDefault(name => name.Length > 0 && !tensors.ContainsKey(name)) is { } missing)
        {
            throw new InvalidDataException(
                $"{file.Source}: {node.Label} reads the tensor \"{OnnxFile.Shown(missing)}\", which nothing before it makes.");
        }

        if (!OnnxOperators.TryGet(node, out var operation))
        {
            unsupported[node] = "the operator is not supported";
        }
        else if (!node.Inputs.Any(name => name.Length > 0 && tensors[name] == Unknown))
        {
            try
            {
                result = operation(this, node);
                result = result is ImportedValue value ? value with { Node = node } : result;
            }
            catch (UnsupportedNodeException reason)
            {
                unsupported.TryAdd(reason.Node ?? node, reason.Message);
            }
        }

        foreach (var (i, output) in node.Outputs.Index())
        {
            tensors[output] = i == 0 ? result : Unknown;
        }
    }

    private (ImportedLayer Last, Activation Output) Finish(string output)
    {
        if (unsupported.Count == 0 && tensors[output] is ImportedValue value)
        {
            try
            {
                var (layer, activation, scale, shift) = value.Resolve(this, asOutput: true);
                if (layer is null || value.IsCondition)
                {
                    throw new InvalidDataException($"{file.Source} has no layer between its input and the tensor \"{output}\".");
                }

                return scale is null ? (layer, activation)
                    : activation is Identity ? (layer.Scaled(scale, shift!, this), activation)
                    : (ImportedValue.Diagonal(layer, activation, scale, shift!, this), Activation.Identity);
            }
            catch (UnsupportedNodeException reason)
            {
                unsupported.TryAdd(reason.Node ?? value.Node!, reason.Message);
            }
        }

        if (unsupported.Count == 0)
        {
            throw new InvalidDataException($"{file.Source}: the tensor \"{output}\" does not depend on the input.");
        }

        var rest = unsupported.Count - MostShown;
        var more = rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n  and {rest} more") : string.Empty;
        throw new InvalidDataException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Source} cannot be imported as a network of dense layers, because of {Plural.Of(unsupported.Count, "node")}:") +
            string.Concat(unsupported.Take(MostShown).Select(pair => $"\n  {pair.Key.Label}: {pair.Value}")) + more);
    }
}
