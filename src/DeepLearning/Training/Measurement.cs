using DeepLearning.Data;

namespace DeepLearning;

/// <summary>The cost and the metric of a data set, without dropout and without regularization.</summary>
/// <param name="Cost">J, the mean loss of the examples.</param>
/// <param name="Metric">
/// The accuracy of a classification, the micro F1 of several independent yes-or-no outputs, the R² of a regression: larger is better, 1 is
/// perfect. It is the <see cref="Evaluation.Metric"/> of what <see cref="Network{T}.Evaluate(ExampleSource{T})"/> gives; margins, as of a
/// hinge loss, are judged from the <see cref="Loss.DecisionThreshold"/> on, by accuracy where the targets are one-hot or single and by
/// micro F1 elsewhere.
/// </param>
/// <param name="MetricName">Which of them it is.</param>
public sealed record Measurement(double Cost, double Metric, string MetricName);
