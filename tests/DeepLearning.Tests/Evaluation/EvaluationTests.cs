using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void Classification_Softmax_ComparesTheLargestOutputs(string culture)
    {
        // Outputs in the order of X: the largest coordinate is the class.
        var network = Through(3, Activation.Softmax);
        var x = Given.Rows([9, 0, 0, 9], [0, 9, 0, 8], [0, 0, 9, 0]);
        var data = Dataset.FromLabels(x, [0, 1, 2, 1], 3, classNames: ["a", "b", "c"]);
        var evaluation = network.Evaluate(data).Should().BeOfType<ClassificationEvaluation>().Which;
        (evaluation.Examples, evaluation.Accuracy, evaluation.Error, evaluation.Metric, evaluation.MetricName).Should().Be((4, 0.75, 0.25, 0.75, "accuracy"));
        evaluation.Confusion[1, 0].Should().Be(1);
        Culture.Of(culture, evaluation.ToString).Should().Be(
            """
            accuracy 75.00 % on 4 examples, log-loss 0.3285, ROC-AUC 1.0000
            actual  a  b  c  precision  recall     F1
            a       1  ·  ·      0.500   1.000  0.667
            b       1  1  ·      1.000   0.500  0.667
            c       ·  ·  1      1.000   1.000  1.000
            mean                 0.833   0.833  0.778
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Classification_OneSigmoid_IsYesFromAHalfOn()
    {
        var evaluation = Through(1, Activation.Sigmoid).Evaluate(Given.Rows([-1, 2, 0, -3, 4]), Given.Rows([0, 1, 0, 1, 1]))
            .Should().BeOfType<ClassificationEvaluation>().Which;
        evaluation.Accuracy.Should().Be(0.6);
        (evaluation.Confusion[0, 0], evaluation.Confusion[0, 1], evaluation.Confusion[1, 0], evaluation.Confusion[1, 1]).Should().Be((1, 1, 1, 2));
    }

    [Fact]
    public void Classification_SeveralSigmoids_CountEveryAnswer()
    {
        // Two questions, three examples; the targets are no one-hot columns.
        var evaluation = Through(2, Activation.Sigmoid).Evaluate(Given.Rows([1, -1, 1], [1, -1, -1]), Given.Rows([1, 0, 1], [1, 0, 1]))
            .Should().BeOfType<ClassificationEvaluation>().Which;
        evaluation.Examples.Should().Be(3);
        evaluation.Accuracy.Should().Be(5 / 6.0);
        evaluation.Confusion.Total.Should().Be(6);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void Regression_KnownValues_AreTheFormulas(string culture)
    {
        // Errors 1, −1, 0, 2: squares 6, magnitudes 4; y = 1, 3, 5, 7 varies by 9 + 1 + 1 + 9 = 20.
        var evaluation = Through(1, Activation.Identity).Evaluate(Given.Rows([2, 2, 5, 9]), Given.Rows([1, 3, 5, 7]))
            .Should().BeOfType<RegressionEvaluation>().Which;
        evaluation.RootMeanSquaredError.Should().BeApproximately(Math.Sqrt(1.5), 1e-15);
        evaluation.MeanAbsoluteError.Should().Be(1);
        evaluation.RSquared.Should().BeApproximately(0.7, 1e-15);
        (evaluation.Examples, evaluation.MetricName).Should().Be((4, "R²"));
        evaluation.Metric.Should().Be(evaluation.RSquared);
        Culture.Of(culture, evaluation.ToString).Should().Be("R² 0.7000, RMSE 1.2247, MAE 1 on 4 examples");
    }

    [Fact]
    public void Regression_SeveralOutputs_VaryAboutTheirOwnMeans()
    {
        // Both outputs vary by 2 about means 1 and 101; one error of 1 among them.
        var evaluation = (RegressionEvaluation)Through(2, Activation.Identity).Evaluate(Given.Rows([0, 2], [100, 103]), Given.Rows([0, 2], [100, 102]));
        evaluation.RSquared.Should().BeApproximately(1 - (1 / 4.0), 1e-12);
        evaluation.MeanAbsoluteError.Should().Be(0.25);
    }

    [Fact]
    public void Regression_ConstantTargets_HaveNoFiniteRSquared() =>
        Through(1, Activation.Identity).Evaluate(Given.Rows([1, 2]), Given.Rows([5, 5])).Metric.Should().Be(double.NegativeInfinity);

    /// <summary>A network that only applies its activation.</summary>
    private static Network<double> Through(int units, Activation activation)
    {
        var network = new Network<double>(units, seed: 1, [new Dense(units, activation)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(units);
        return network;
    }
}
