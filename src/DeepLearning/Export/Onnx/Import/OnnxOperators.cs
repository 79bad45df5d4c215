namespace DeepLearning.Export;

/// <summary>What each operator makes of what a node reads: an <see cref="ImportedValue"/> or an <see cref="OnnxConstant"/>.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Operator> ByType = LinearOperators.All.Concat(ElementwiseOperators.All)
        .Concat(ShapeOperators.All)
        .ToDictionary(pair => pair.Type, pair => pair.Operator, StringComparer.Ordinal);

    public delegate object Operator(GraphImport import, OnnxNode node);

    public static bool TryGet(OnnxNode node, out Operator operation) =>
        ByType.TryGetValue(node.Domain is "" or "ai.onnx" ? node.Type : $"{node.Domain}.{node.Type}", out operation!);
}
