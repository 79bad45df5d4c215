namespace DeepLearning.Export;

/// <summary>
/// The operator that gives numbers another shape: of examples, only where each stays a row of its own whatever their number.
/// </summary>
internal static class ReshapeOperator
{
    public static object Reshape(GraphImport import, OnnxNode node)
    {
        var shape = Lengths(import, node, 1);
        if (shape.Contains(0) && node.Integer("allowzero", 0) != 0)
        {
            throw new UnsupportedNodeException("it makes tensors of no numbers");
        }

        return import.Tensor(node, 0) is ImportedValue value ? OfExamples(import, value, shape)
            : (object)OfConstant(import.Constant(node, 0), shape);
    }

    /// <summary>The lengths of a shape that a node reads, null for the number of examples.</summary>
    public static IReadOnlyList<long?> Lengths(GraphImport import, OnnxNode node, int input) =>
        import.Tensor(node, input) is ImportedShape shape
        ? shape.Lengths ?? throw new UnsupportedNodeException("it reads the whole shape of its input")
        : [.. ShapeOperators.Integers(import, node, input).Select(length => (long?)length)];

    private static ImportedValue OfExamples(GraphImport import, ImportedValue value, IReadOnlyList<long?> shape)
    {
        // As many rows as before: their number as the graph asks for it, or copied, or that with which it was recorded.
        bool KeepsRows(long? rows) => rows is null or 0 || rows == import.Examples;

        return shape switch
        {
            [var rows, -1] when KeepsRows(rows) => value with { IsFlat = true },
            [var rows, 0] when value.IsFlat && (rows == -1 || KeepsRows(rows)) => value,
            [var rows, { } columns] when columns == value.Width && (rows == -1 || KeepsRows(rows)) => value with { IsFlat = true },
            [var rows] when value is { IsFlat: true, Width: 1 } && (rows == -1 || KeepsRows(rows)) => value,
            _ => throw new UnsupportedNodeException($"its shape {Text(shape)} does not keep examples as rows"),
        };
    }

    private static OnnxConstant OfConstant(OnnxConstant constant, IReadOnlyList<long?> shape)
    {
        var rest = OnnxConstant.CountOf(shape.Where(length => length != -1).Select(length => length ?? 0));
        long[] lengths = [.. shape.Select(length => length == -1 && rest > 0 ? constant.Count / rest : length ?? 0)];
        return Array.TrueForAll(lengths, length => length is > 0 and <= int.MaxValue) && OnnxConstant.CountOf(lengths) == constant.Count
            ? constant.As(lengths)
            : throw new UnsupportedNodeException($"a constant of {constant.Count} numbers has not the shape {Text(shape)}");
    }

    private static string Text(IReadOnlyList<long?> shape) =>
        $"[{string.Join(", ", shape.Select(length => length is { } number ? OnnxConstant.Text([number])[1..^1] : "N"))}]";
}
