namespace DeepLearning.Export;

/// <summary>A node being written, one output of which is read.</summary>
/// <param name="type">The operator.</param>
/// <param name="output">The output.</param>
/// <param name="arguments">The inputs.</param>
/// <param name="attributes">The attributes.</param>
/// <param name="unread">Outputs behind it that the operator has and nobody reads.</param>
internal sealed class Node(
    string type, string output, string[] arguments, IReadOnlyList<ProtoMessage> attributes, params string[] unread)
{
    private readonly string name = output;
    private string result = output;

    /// <summary>Whose operator it is; empty for ONNX itself.</summary>
    public string Domain { get; } = type is "OneHotEncoder" or "LabelEncoder" ? OnnxGraph.ClassicDomain : string.Empty;

    public void Rename(string tensor, string other)
    {
        string Renamed(string current) => string.Equals(current, tensor, StringComparison.Ordinal) ? other : current;

        result = Renamed(result);
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Renamed(arguments[i]);
        }
    }

    public ProtoMessage ToMessage()
    {
        var node = new ProtoMessage();
        foreach (var argument in arguments)
        {
            node.Text(OnnxFields.Node.Input, argument);
        }

        foreach (var one in unread.Prepend(result))
        {
            node.Text(OnnxFields.Node.Output, one);
        }

        node.Text(OnnxFields.Node.Name, name).Text(OnnxFields.Node.Type, type);
        foreach (var attribute in attributes)
        {
            node.Message(OnnxFields.Node.Attribute, attribute);
        }

        return node.Text(OnnxFields.Node.Domain, Domain);
    }
}
