namespace DeepLearning.Export;

/// <summary>Operators that change no number, only shapes or types, and constants.</summary>
internal static class ShapeOperators
{
    public static IEnumerable<(string Type, OnnxOperators.Operator Operator)> All { get; } =
    [
        ("Constant", (_, node) => node.Tensor("value") ?? throw new UnsupportedNodeException("it has no tensor as its value")),
        ("Identity", (import, node) => import.Tensor(node, 0)),
        ("Dropout", Dropout),
        ("ai.onnx.ml.ZipMap", (import, node) => import.Value(node, 0)),
        ("Shape", Shape), ("Gather", Gather),
        ("Cast", Cast), ("Transpose", Transpose), ("Flatten", Flatten), ("Squeeze", Squeeze), ("Unsqueeze", Unsqueeze),
        ("Reshape", ReshapeOperator.Reshape),
    ];

    /// <summary>Refuses an axis that is not the columns.</summary>
    public static void RequireUnits(OnnxNode node, string attribute, long otherwise)
    {
        if (node.Integer(attribute, otherwise) is not (1 or -1) and var axis)
        {
            throw new UnsupportedNodeException($"its axis is {axis}, not that of the columns");
        }
    }

    /// <summary>The axes of a node, an attribute in older operators and an input in newer ones; null where it has none.</summary>
    public static IReadOnlyList<long>? Axes(GraphImport import, OnnxNode node) =>
        node.Integers("axes") ?? (GraphImport.Has(node, 1) ? Integers(import, node, 1) : null);

    /// <summary>A few integers that a node reads: axes, or the lengths of a shape.</summary>
    public static IReadOnlyList<long> Integers(GraphImport import, OnnxNode node, int input) =>
        import.Constant(node, input) is { Type: OnnxType.Int32 or OnnxType.Int64, Count: <= OnnxConstant.MostDimensions } constant
            ? [.. constant.Numbers.Select(number => (long)number)]
            : throw new UnsupportedNodeException($"its input {input} is no list of some integers");

    /// <summary>Numbers of a shape put behind one another.</summary>
    public static ImportedShape Concat(GraphImport import, OnnxNode node)
    {
        var lengths = new List<long?>();
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            lengths.AddRange(ReshapeOperator.Lengths(import, node, i));
            if (lengths.Count > OnnxConstant.MostDimensions)
            {
                throw new UnsupportedNodeException($"it makes a shape of more than {OnnxConstant.MostDimensions} dimensions");
            }
        }

        return new(lengths);
    }

    private static object Dropout(GraphImport import, OnnxNode node)
    {
        if (GraphImport.Has(node, 2))
        {
            var mode = import.Constant(node, 2);
            if (mode.Count != 1 || mode.Numbers[0] != 0)
            {
                throw new UnsupportedNodeException("it is in training mode: export the model for inference");
            }
        }

        return import.Tensor(node, 0);
    }

    private static object Cast(GraphImport import, OnnxNode node)
    {
        var (tensor, to) = (import.Tensor(node, 0), (OnnxType)node.Integer("to", 0));
        var isFloating = to is OnnxType.Float or OnnxType.Double;
        if (tensor is ImportedValue { IsCondition: true } condition && isFloating)
        {
            return ElementwiseOperators.AsNumber(import, condition);
        }

        if (tensor is not OnnxConstant constant)
        {
            return isFloating ? tensor : throw new UnsupportedNodeException("it makes other numbers than floating-point ones");
        }

        if (!isFloating && (constant.Type is not (OnnxType.Int32 or OnnxType.Int64) || to is not (OnnxType.Int32 or OnnxType.Int64)))
        {
            throw new UnsupportedNodeException("it makes other numbers than floating-point ones");
        }

        // From the types that are read every number fits into double, so only what is rounded changes.
        if (to != OnnxType.Float || constant.Type == OnnxType.Float)
        {
            return new OnnxConstant(constant.Shape, to, () => constant.Numbers);
        }

        var numbers = constant.Numbers;
        var rounded = import.Each(numbers.Length, i => (float)numbers[i]);
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
            ? new ImportedShape([null])
            : throw new UnsupportedNodeException("it chooses something else than the number of examples");

    private static OnnxConstant Transpose(GraphImport import, OnnxNode node)
    {
        var constant = import.Constant(node, 0);
        if (constant.Shape.Count != 2 || node.Integers("perm") is not (null or [] or [1, 0]))
        {
            throw new UnsupportedNodeException("only matrices can be transposed");
        }

        var (rows, columns, from) = ((int)constant.Shape[0], (int)constant.Shape[1], constant.Numbers);
        var to = import.Each(from.Length, i => from[(i % rows * columns) + (i / rows)]);
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
        var split = axis < 0 ? axis + constant.Shape.Count : axis;
        if (split < 0 || split > constant.Shape.Count)
        {
            throw new UnsupportedNodeException($"its axis is {axis}");
        }

        var (rows, columns) =
            (OnnxConstant.CountOf(constant.Shape.Take((int)split)), OnnxConstant.CountOf(constant.Shape.Skip((int)split)));
        return rows <= int.MaxValue && columns <= int.MaxValue ? constant.As(rows, columns)
            : throw new UnsupportedNodeException($"it makes a matrix of {rows} × {columns}");
    }

    private static object Squeeze(GraphImport import, OnnxNode node)
    {
        var axes = Axes(import, node);
        if (import.Tensor(node, 0) is ImportedValue value)
        {
            return value is { IsFlat: true, Width: 1 } && axes is null or [1 or -1] ? value
                : throw new UnsupportedNodeException("it takes more away than a single column");
        }

        // Numbers of one dimension less are the same numbers.
        var constant = import.Constant(node, 0);
        var gone = axes is null ? [.. Enumerable.Range(0, constant.Shape.Count).Where(i => constant.Shape[i] == 1)]
            : Places(axes, constant.Shape.Count);
        return gone.All(i => constant.Shape[i] == 1)
            ? constant.As([.. constant.Shape.Where((_, i) => !gone.Contains(i))])
            : throw new UnsupportedNodeException($"it takes away dimensions of {OnnxConstant.Text(constant.Shape)} that are longer than 1");
    }

    private static object Unsqueeze(GraphImport import, OnnxNode node)
    {
        var axes = Axes(import, node) ?? throw new UnsupportedNodeException("it has no axes");
        if (import.Tensor(node, 0) is ImportedShape shape)
        {
            return shape.Lengths is [_] && axes is [0 or -1] ? shape
                : throw new UnsupportedNodeException("it changes the shape of a shape");
        }

        var constant = import.Constant(node, 0);
        var added = Places(axes, constant.Shape.Count + axes.Count);
        var rest = new Queue<long>(constant.Shape);
        return constant.As([.. Enumerable.Range(0, constant.Shape.Count + axes.Count).Select(i => added.Contains(i) ? 1 : rest.Dequeue())]);
    }

    /// <summary>The dimensions that axes mean, which count from the end where they are negative.</summary>
    private static HashSet<int> Places(IReadOnlyList<long> axes, int dimensions)
    {
        var places = axes.Where(axis => axis >= -dimensions && axis < dimensions).Select(axis => (int)(axis < 0 ? axis + dimensions : axis))
            .ToHashSet();
        return places.Count == axes.Count && dimensions <= OnnxConstant.MostDimensions
            ? places
            : throw new UnsupportedNodeException($"its axes are {OnnxConstant.Text(axes)} for a tensor of {dimensions} dimensions");
    }
}
