namespace DeepLearning.Tests;

/// <summary>The metric alone, as runs take it after every epoch, and the metric of the evaluation, are one number.</summary>
public sealed class MetricTests
{
    public static TheoryData<string, double[], double[], int, string> Cases => new()
    {
        { "Identity", [1, 2, 3, 5, 4, 9], [1, 2, 4, 4, 4, 7], 2, "R²" },
        { "Identity", [0, 1, 1, 1], [0, 1, 1, 0], 1, "R²" },
        { "Identity", [0, 1, 1, 1], [0, 1, 1, 0], 2, "R²" },
        { "Softmax", [0.6, 0.4, 0.5, 0.5, 0.1, 0.9], [1, 0, 0, 1, 0, 1], 2, "accuracy" },
        { "Softmax", [0.6, 0.4, 0.5, 0.5, 0.1, 0.9], [0.7, 0.3, 0.5, 0.5, 0, 1], 2, "R²" },
        { "Softmax", [0.6, 0.4, 0.5, 0.5, 0.1, 0.9], [1, 1, 0, 1, 0, 0], 2, "R²" },
        { "Sigmoid", [0.6, 0.5, 0.2], [1, 0, 0], 1, "accuracy" },
        { "Sigmoid", [0.6, 0.5, 0.2], [0.9, 0.4, 0.1], 1, "R²" },
        { "Sigmoid", [0.6, 0.5, 0.2, 0.5], [1, 0, 0, 1], 2, "micro F1" },
        { "Sigmoid", [0.6, 0.5, 0.2, 0.5], [1, 1, 0, 1], 2, "micro F1" },
        { "Sigmoid", [0.6, 0.5, 0.2, 0.5], [0.5, 1, 0, 1], 2, "R²" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void MetricOf_AnyKind_IsThatOfTheEvaluation(string activation, double[] outputs, double[] targets, int rows, string name)
    {
        var evaluation = Evaluation.Of<double>(Implementations.Activations[activation], outputs, targets, rows, null);
        var (value, metric) = Evaluation.MetricOf<double>(Implementations.Activations[activation], outputs, targets, rows, threshold: null);

        (evaluation.MetricName, metric).Should().Be((name, name));
        value.Should().Be(evaluation.Metric);
    }
}
