using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Export;

namespace DeepLearning.Tabular;

/// <summary>Answers with numbers: the members' mean, within the range of the training rows, and an interval around it.</summary>
/// <param name="target">The number.</param>
/// <param name="intervals">The intervals.</param>
internal sealed class NumberAnswering(NumberTarget target, PredictionIntervals intervals) : Answering
{
    private const double Coverage = 0.9;

    /// <summary>Learns the intervals from the answers that each member gave to its fold.</summary>
    public static NumberAnswering Fit(NumberTarget target, RawTable train, IReadOnlyList<TrainedMember> members, double[]? weights)
    {
        var numbers = train[target.Column].Numbers.ToArray();
        return new(target, PredictionIntervals.Fit(
            [.. members.SelectMany(member => member.Logits).Select(target.Answer)],
            [.. members.SelectMany(member => member.Validation).Select(row => numbers[row])],
            OutOfFold.Weights(members, weights), Coverage));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json) => intervals.Write(json);

    /// <inheritdoc/>
    public override void Write(OnnxGraph graph, string outputs)
    {
        var answer = Bounded(graph, ModelNodes.Unscaled(graph, outputs, [target.Scaling]));
        var half = intervals.Write(graph, answer);
        var lower = Bounded(graph, graph.Node("output", "Sub", [answer, half]));
        var upper = Bounded(graph, graph.Node("output", "Add", [answer, half]));
        Output(answer, "y", "The predicted number.");
        Output(lower, "lower", "The lower end of the interval that holds the truth in 90 % of cases.");
        Output(upper, "upper", "The upper end of this interval.");

        void Output(string tensor, string name, string documentation) => graph.Output(
            graph.Node("output", "Cast", [tensor], OnnxAttribute.Of("to", (int)OnnxType.Float)), name, OnnxType.Float, 1, documentation);
    }

    private string Bounded(OnnxGraph graph, string tensor) => graph.Node(
        "output", "Clip",
        [tensor, graph.Scalar(OnnxType.Double, target.Least), graph.Scalar(OnnxType.Double, target.Greatest)]);

    /// <inheritdoc/>
    public override TabularAnswer Answer(ReadOnlySpan<float> outputs)
    {
        var answer = target.Answer(outputs[0]);
        var half = intervals.HalfWidth(answer);
        return new(answer, target.Bounded(answer - half), target.Bounded(answer + half));
    }
}
