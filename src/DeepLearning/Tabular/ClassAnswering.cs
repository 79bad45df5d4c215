using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Export;

namespace DeepLearning.Tabular;

/// <summary>
/// Answers with probabilities, softmax(z / T) of the mean z of the members' logits: the normalized geometric mean of their probabilities,
/// at a temperature.
/// </summary>
/// <param name="target">The classes.</param>
/// <param name="temperature">T.</param>
internal sealed class ClassAnswering(ClassTarget target, double temperature) : Answering
{
    /// <summary>Learns T from the logits that each member gave to its fold.</summary>
    public static ClassAnswering Fit(ClassTarget target, RawTable train, IReadOnlyList<TrainedMember> members, double[]? weights)
    {
        int[] rows = [.. members.SelectMany(member => member.Validation)];
        return new(target, TemperatureScaling.Fit(
            [.. members.SelectMany(member => member.Logits)], target.Labels(train, rows), OutOfFold.Weights(members, weights)));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json) => json.WriteNumber("temperature", temperature);

    /// <inheritdoc/>
    public override void Write(OnnxGraph graph, string outputs)
    {
        var scaled = graph.Node("output", "Div", [outputs, graph.Scalar(OnnxType.Float, temperature)]);
        var y = graph.Node("output", "Softmax", [scaled], OnnxAttribute.Of("axis", 1));
        var label = ModelNodes.Label(graph, OnnxType.Float, y, target.Outputs, target.Classes);
        graph.Output(y, "y", OnnxType.Float, target.Outputs, "The probabilities of the classes.");
        graph.Output(label, "label", OnnxType.Text, columns: null, "The name of the most probable class.");
    }

    /// <inheritdoc/>
    public override TabularAnswer Answer(ReadOnlySpan<float> outputs)
    {
        Span<double> probabilities = new double[target.Outputs];
        TemperatureScaling.Softmax(outputs, temperature, probabilities);
        return new(target.Classes, probabilities);
    }
}
