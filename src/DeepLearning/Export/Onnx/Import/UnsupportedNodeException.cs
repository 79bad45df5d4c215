namespace DeepLearning.Export;

/// <summary>Says why a node cannot be imported; caught where all such nodes are gathered into one error.</summary>
internal sealed class UnsupportedNodeException(string reason, OnnxNode? node = null) : Exception(reason)
{
    /// <summary>The node that is to blame, if it is another than the one at hand.</summary>
    public OnnxNode? Node { get; } = node;
}
