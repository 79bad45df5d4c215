namespace DeepLearning;

/// <summary>Operators that change no number, only shapes or types, and constants.</summary>
internal static class ShapeOperators
{
    public static IEnumerable<(string Type, OnnxOperators.Operator Operator)> All { get; } =
    [
        ("Constant", (_, node) => node.Tensor("value") ?? throw new UnsupportedNodeException("it has no tensor as its value")),
        ("Identity", (import, node) => import.Tensor(node, 0)),
        ("Dropout", (import, node) => import.Tensor(node, 0)),
        ("ai.onnx.ml.ZipMap", (import, node) => import.Value(node, 0)),
        ("Shape", Shape), ("Gather", Gather),
        ("Cast", Cast), ("Transpose", Transpose), ("Flatten", Flatten), ("Reshape", Reshape), ("Squeeze", Squeeze), ("Unsqueeze", Unsqueeze),
    ];

    /// <summary>Refuses an axis that is not the columns.</summary>
    public static void RequireUnits(OnnxNode node, string attribute, long otherwise)
    {
        if (node.Integer(attribute, otherwise) is not (1 or -1) and var axis)
        {
            throw new UnsupportedNodeException($"its axis is {axis}, not that of the columns");
        }
    }

    /// <summary>Numbers of a shape put behind one another.</summary>
    public static ImportedShape Concat(GraphImport import, OnnxNode node) => new([.. Enumerable.Range(0, node.Inputs.Count).SelectMany(i => Lengths(import, node, i))]);

    private static object Cast(GraphImport import, OnnxNode node)
    {
        var (tensor, to) = (import.Tensor(node, 0), (OnnxType)node.Integer("to", 0));
        if (tensor is not OnnxConstant constant)
        {
            return to is OnnxType.Float or OnnxType.Double ? tensor : throw new UnsupportedNodeException("it makes other numbers than floating-point ones");
        }

        // From the types that are read every number fits into double, so only what is rounded changes.
        if (to != OnnxType.Float || constant.Type == OnnxType.Float)
        {
            return to is OnnxType.Float or OnnxType.Double || constant.Type is OnnxType.Int32 or OnnxType.Int64
                ? constant
                : throw new UnsupportedNodeException("it makes other numbers than floating-point ones");
        }

        var (numbers, rounded) = (constant.Numbers, import.Budget.Zeros(constant.Count));
        for (var i = 0; i < rounded.Length; i++)
        {
            rounded[i] = (float)numbers[i];
        }

        return new OnnxConstant(constant.Shape, OnnxType.Float, () => rounded);
    }

    private static ImportedShape Shape(GraphImport import, OnnxNode node)
    {
        // Asked for as an input that depends on the examples.
        _ = import.Value(node, 0);
        return new ImportedShape(Lengths: null);
    }

    private static ImportedShape Gather(GraphImport import, OnnxNode node) =>
        import.Tensor(node, 0) is ImportedShape { Lengths: null } && import.Constant(node, 1) is { Count: 1 } index && index.Numbers[0] == 0
            ? new ImportedShape([0])
            : throw new UnsupportedNodeException("it chooses something else than the number of examples");

    private static IReadOnlyList<double> Lengths(GraphImport import, OnnxNode node, int input) => import.Tensor(node, input) is ImportedShape shape
        ? shape.Lengths ?? throw new UnsupportedNodeException("it reads the whole shape of its input")
        : import.Constant(node, input).Numbers;

    private static OnnxConstant Transpose(GraphImport import, OnnxNode node)
    {
        var constant = import.Constant(node, 0);
        if (constant.Shape.Count != 2 || node.Integers("perm") is not (null or [] or [1, 0]))
        {
            throw new UnsupportedNodeException("only matrices can be transposed");
        }

        var (rows, columns) = ((int)constant.Shape[0], (int)constant.Shape[1]);
        var (from, to) = (constant.Numbers, import.Budget.Zeros((long)rows * columns));
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[(i % rows * columns) + (i / rows)];
        }

        return new([columns, rows], constant.Type, () => to);
    }

    private static object Flatten(GraphImport import, OnnxNode node)
    {
        var axis = node.Integer("axis", 1);
        return import.Tensor(node, 0) is ImportedValue value ? Flat(value, axis) : (object)Flat(import.Constant(node, 0), axis);
    }

    private static ImportedValue Flat(ImportedValue value, long axis) => axis == 1 || (axis == -1 && value.IsFlat)
        ? value with { IsFlat = true }
        : throw new UnsupportedNodeException($"its axis is {axis}, so that examples are not kept apart");

    private static OnnxConstant Flat(OnnxConstant constant, long axis)
    {
        axis = axis < 0 ? axis + constant.Shape.Count : axis;
        return axis >= 0 && axis <= constant.Shape.Count
            ? constant.As(Product(constant.Shape.Take((int)axis)), Product(constant.Shape.Skip((int)axis)))
            : throw new UnsupportedNodeException($"its axis is {axis}");
    }

    private static object Reshape(GraphImport import, OnnxNode node)
    {
        double[] shape = [.. Lengths(import, node, 1)];
        if (import.Tensor(node, 0) is ImportedValue value)
        {
            // The number of examples is left to itself, whatever it was when the graph was recorded.
            return shape switch
            {
                [_, -1] => value with { IsFlat = true },
                [_, 0] when value.IsFlat => value,
                [_, var columns] when columns == value.Width => value with { IsFlat = true },
                [-1] when value.IsFlat && value.Width == 1 => value,
                _ => throw new UnsupportedNodeException($"its shape {OnnxConstant.Text(shape.Select(length => (long)length))} does not keep examples as rows"),
            };
        }

        var constant = import.Constant(node, 0);
        var rest = shape.Where(length => length != -1).Aggregate(1.0, (product, length) => product * length);
        long[] lengths = [.. shape.Select(length => length == -1 && rest > 0 ? (long)(constant.Count / rest) : (long)length)];
        return Array.TrueForAll(lengths, length => length > 0) && Product(lengths) == constant.Count
            ? constant.As(lengths)
            : throw new UnsupportedNodeException($"a constant of {constant.Count} numbers has not the shape {OnnxConstant.Text(shape.Select(length => (long)length))}");
    }

    private static object Squeeze(GraphImport import, OnnxNode node)
    {
        if (import.Tensor(node, 0) is ImportedValue value)
        {
            return value is { IsFlat: true, Width: 1 } ? value : throw new UnsupportedNodeException("it takes more away than a single column");
        }

        // Numbers of one dimension less are the same numbers.
        var constant = import.Constant(node, 0);
        return constant.As([.. constant.Shape.Where(length => length != 1)]);
    }

    private static object Unsqueeze(GraphImport import, OnnxNode node)
    {
        if (import.Tensor(node, 0) is ImportedShape shape)
        {
            return shape;
        }

        var constant = import.Constant(node, 0);
        return constant.Shape.Count switch
        {
            0 => constant.As(1),
            1 => constant.As(1, constant.Count),
            _ => throw new UnsupportedNodeException("only numbers of one dimension are put into another"),
        };
    }

    private static long Product(IEnumerable<long> lengths) => lengths.Aggregate(1L, (product, length) => Math.Min(int.MaxValue, product * length));
}
