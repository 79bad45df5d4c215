using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class MultiLabelEvaluationTests
{
    // Three labels, four examples, one a column. Given: cat 1 1 0 0, dog 0 1 1 0, owl never.
    private static readonly Matrix<double> Outputs = Given.Rows([0.9, 0.6, 0.4, 0.1], [0.2, 0.8, 0.5, 0.3], [0.1, 0.2, 0.4, 0.3]);
    private static readonly Matrix<double> Targets = Given.Rows([1, 1, 1, 0], [0, 1, 0, 0], [0, 0, 1, 0]);

    [Fact]
    public void Figures_KnownAnswers_AreTheFormulas()
    {
        var evaluation = Of(Outputs, Targets);

        var (cat, dog, owl) = (evaluation.Labels[0], evaluation.Labels[1], evaluation.Labels[2]);
        (cat.TruePositives, cat.FalsePositives, cat.FalseNegatives, cat.TrueNegatives).Should().Be((2, 0, 1, 1));
        (cat.Precision, cat.Recall, cat.F1, cat.Support, cat.Prevalence, cat.RocAuc).Should().Be((1, 2 / 3.0, 0.8, 3, 0.75, 1));
        (dog.Precision, dog.Recall, dog.F1, dog.Support, dog.Prevalence, dog.RocAuc).Should().Be((0.5, 1, 2 / 3.0, 1, 0.25, 1));
        (owl.Precision, owl.Recall, owl.F1, owl.Support, owl.Prevalence, owl.RocAuc).Should().Be((double.NaN, 0, 0, 1, 0.25, 1));
        (evaluation.Examples, evaluation.ExactMatch, evaluation.HammingLoss).Should().Be((4, 0.75, 0.25));
        (evaluation.MicroPrecision, evaluation.MicroRecall, evaluation.MicroF1).Should().Be((0.75, 0.6, 6 / 9.0));
        evaluation.MacroPrecision.Should().Be(0.5);
        evaluation.MacroRecall.Should().BeApproximately(5 / 9.0, 1e-15);
        evaluation.MacroRocAuc.Should().Be(1);

        // Of the 35 pairs of a yes and a no, the two of 0.4 and 0.5 are not in order.
        evaluation.MicroRocAuc.Should().BeApproximately(33 / 35.0, 1e-15);
        (evaluation.MetricName, evaluation.Metric).Should().Be(("micro F1", evaluation.MicroF1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void ToString_IsATable(string culture)
    {
        var evaluation = Of(Outputs, Targets, "cat", "dog", "snowy owl");
        Culture.Of(culture, evaluation.ToString).Should().Be(
            """
            exact match 75.00 %, Hamming loss 0.2500, micro F1 0.6667 on 4 examples
            label      support  prevalence  precision  recall     F1  ROC-AUC
            cat              3       0.750      1.000   0.667  0.800    1.000
            dog              1       0.250      0.500   1.000  0.667    1.000
            snowy owl        1       0.250        NaN   0.000  0.000    1.000
            micro            5       0.417      0.750   0.600  0.667    0.943
            macro                    0.417      0.500   0.556  0.489    1.000
            """.ReplaceLineEndings("\n"));
        Culture.Of(culture, evaluation.Labels[1].ToString)
            .Should().Be("dog: precision 0.500, recall 1.000, F1 0.667, ROC-AUC 1.000, 1 example with it");
    }

    [Fact]
    public void Figures_LabelThatNobodyHas_CountZeroInTheMeansAndHaveNoArea()
    {
        var evaluation = Of(Given.Rows([0.9, 0.1], [0.1, 0.2]), Given.Rows([1, 0], [0, 0]));
        (evaluation.Labels[1].F1, evaluation.Labels[1].RocAuc).Should().Be((double.NaN, double.NaN));
        (evaluation.MacroF1, evaluation.MacroRocAuc, evaluation.MicroF1, evaluation.ExactMatch).Should().Be((0.5, 1, 1, 1));
        Of(Given.Rows([0.1], [0.2]), Given.Rows([0], [0])).Metric.Should().Be(double.NaN, "nothing was asked and nothing answered");
    }

    [Fact]
    public void Thresholds_OfTheirOwn_DecideEachLabel()
    {
        var network = new Network<double>(2, seed: 1, [new Dense(2, Activation.Identity)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(2);
        var data = Dataset.FromMatrices(Given.Rows([0.4, 0.2], [3, 5]), Given.Rows([1, -1], [-1, 1]), classNames: ["a", "b"]);

        var evaluation = network.EvaluateLabels(data, [0.3, 4]);

        evaluation.ExactMatch.Should().Be(1, "−1 is no");
        evaluation.Labels.Select(label => (label.Name, label.Threshold)).Should().Equal(("a", 0.3), ("b", 4));
        network.EvaluateLabels(data).HammingLoss.Should().Be(0.5);
        network.EvaluateLabels(data, 0.4).HammingLoss.Should().Be(0.25);
        Failure.Of<ArgumentException>(() => network.EvaluateLabels(data, [1, 2, 3]))
            .Should().Be("There are 3 thresholds for 2 outputs: give one for each, one for all, or none for 0.5. (Parameter 'thresholds')");
        Failure.Of<ArgumentException>(() => network.EvaluateLabels(Dataset.FromMatrices(data.X, data.Y * 2))).Should().Be(
            "Row 0 of the targets of example 0, counted from 0, is 2, but the target of a classification is 1 for yes, and 0 or -1 for " +
            "no. " +
            "For numbers use EvaluateRegression. (Parameter 'data')");
    }

    [Fact]
    public void Measure_SeveralSigmoids_IsTheMetricOfTheEvaluation()
    {
        var network = new Network<double>(3, seed: 1, [new Dense(4, Activation.Sigmoid)]);
        var y = Given.Targets<double>(Loss.BinaryCrossEntropy, 4, 50, seed: 1);
        var data = Dataset.FromMatrices(Given.Normal<double>(3, 50, seed: 2), y);
        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.Adam(0.1));

        var last = trainer.Fit(data, options: new() { Epochs = 20 }).Epochs[^1].Training!;

        (last.MetricName, last.Metric).Should().Be(("micro F1", network.Evaluate(data).Metric));
        last.Metric.Should().BeInRange(0.5, 0.99);
    }

    [Fact]
    public void MeasuredError_OfLabels_IsTheHammingLoss()
    {
        var measured = MeasuredError.Of(Of(Outputs, Targets));
        measured.Value.Should().BeApproximately(0.25, 1e-15);
        measured.Examples.Should().Be(4);
        FluentActions.Invoking(() => MeasuredError.Of((MultiLabelEvaluation)null!)).Should().ThrowExactly<ArgumentNullException>();
    }

    private static MultiLabelEvaluation Of(Matrix<double> outputs, Matrix<double> targets, params string[] names) =>
        (MultiLabelEvaluation)Evaluation.Of<double>(
        Activation.Sigmoid, outputs.ToColumnMajorArray(), targets.ToColumnMajorArray(), outputs.RowCount, classNames: null,
        names.Length == 0 ? null : names);
}
