using System.Text.Json;
using DeepLearning.Export;

namespace DeepLearning.Tabular;

/// <summary>
/// Makes answers of the mean of what the members of an ensemble compute, calibrated by their answers to rows that they had not learned
/// from.
/// </summary>
internal abstract class Answering
{
    /// <summary>The answer to one row.</summary>
    /// <param name="outputs">The mean of the members' logits, or of their outputs.</param>
    public abstract TabularAnswer Answer(ReadOnlySpan<float> outputs);

    /// <summary>Writes what was learned into an open JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Adds the nodes that make answers of the mean of the members' outputs, and the outputs of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The tensor of these, [N, n_y] of float.</param>
    public abstract void Write(OnnxGraph graph, string outputs);
}
