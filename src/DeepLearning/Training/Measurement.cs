namespace DeepLearning;

/// <summary>The cost and the metric of a data set, without dropout and without regularization.</summary>
/// <param name="Cost">J, the mean loss of the examples.</param>
/// <param name="Metric">The accuracy of a classification, the R² of a regression: larger is better, 1 is perfect.</param>
/// <param name="MetricName">Which of the two it is.</param>
public sealed record Measurement(double Cost, double Metric, string MetricName);
