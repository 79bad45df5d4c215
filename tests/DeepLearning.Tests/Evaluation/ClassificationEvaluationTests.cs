using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class ClassificationEvaluationTests
{
    private static readonly int[] Labels = [0, 0, 1, 1, 2, 2, 2, 1];

    // One column of probabilities for each label.
    private static readonly Matrix<double> Given3 = Matrix<double>.Build.DenseOfColumnArrays(
        [0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.2, 0.5, 0.3], [0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.3, 0.4, 0.3], [0.2, 0.2, 0.6],
        [0.25, 0.5, 0.25]);

    // The figures of scikit-learn's log_loss, roc_auc_score (one against the rest), top_k_accuracy_score and
    // precision_recall_fscore_support.
    [Fact]
    public void Scores_SeveralClasses_AreThoseOfScikitLearn()
    {
        var evaluation = Evaluate(Given3, Matrices.OneHot<double>(Labels, 3), Activation.Softmax);

        evaluation.LogLoss.Should().BeApproximately(0.7970673706960515, 1e-14);
        evaluation.RocAuc.Should().BeApproximately(0.8805555555555555, 1e-14);
        evaluation.TopAccuracy(1).Should().Be(evaluation.Accuracy);
        evaluation.TopAccuracy(2).Should().Be(0.875);
        evaluation.TopAccuracy(3).Should().Be(1);
        evaluation.Confusion.MacroPrecision.Should().BeApproximately(0.6666666666666666, 1e-15);
        evaluation.Confusion.MacroRecall.Should().BeApproximately(0.611111111111111, 1e-15);
        evaluation.Confusion.MacroF1.Should().BeApproximately(0.6238095238095239, 1e-15);
    }

    [Fact]
    public void Scores_YesOrNo_AreThoseOfScikitLearn()
    {
        var evaluation = YesOrNo([0.1, 0.4, 0.35, 0.8, 0.4], [0, 0, 1, 1, 1]);

        // Of the six pairs of a yes and a no, four are in order and one is a tie.
        evaluation.RocAuc.Should().Be(4.5 / 6);
        evaluation.LogLoss.Should().BeApproximately(0.5610885094221719, 1e-14);
    }

    [Fact]
    public void CalibrationError_IsTheMeanGapOfConfidenceAndAccuracy()
    {
        // Two answers of 0.9, of which one is right, and two of 0.6 and 0.65, both right: (|1 − 1.8| + |2 − 1.25|) / 4, since 0.6 and 0.65
        // are in one bin of a fifteenth.
        YesOrNo([0.9, 0.1, 0.6, 0.65], [1, 1, 1, 1]).CalibrationError.Should().BeApproximately((0.8 + 0.4 + 0.35) / 4, 1e-12);
        YesOrNo([1, 0, 1, 0], [1, 0, 1, 0]).CalibrationError.Should().Be(0);
        YesOrNo([1, 0], [0, 1]).CalibrationError.Should().Be(1);
    }

    [Fact]
    public void LogLoss_TheImpossibleHappened_IsInfinite() => YesOrNo([0, 1], [1, 1]).LogLoss.Should().Be(double.PositiveInfinity);

    [Fact]
    public void RocAuc_OneClassOnly_IsNotANumber() => YesOrNo([0.2, 0.7], [1, 1]).RocAuc.Should().Be(double.NaN);

    [Fact]
    public void TopAccuracy_OutOfRange_SaysTheRange()
    {
        var evaluation = Evaluate(Given3, Matrices.OneHot<double>(Labels, 3), Activation.Softmax);

        foreach (var k in new[] { 0, 4 })
        {
            Failure.Of<ArgumentOutOfRangeException>(() => evaluation.TopAccuracy(k))
                .Should().Be($"k must be from 1 to 3, the number of classes, got {k}. (Parameter 'k')");
        }

        Failure.Of<InvalidOperationException>(() => YesOrNo([0.2], [1]).TopAccuracy(1))
            .Should().Be("The answers are yes or no: top-k accuracy needs an output for each of several classes.");
    }

    private static ClassificationEvaluation YesOrNo(double[] probabilities, double[] answers) => Evaluate(
        Matrix<double>.Build.Dense(1, probabilities.Length, probabilities), Matrix<double>.Build.Dense(1, answers.Length, answers),
        Activation.Sigmoid);

    private static ClassificationEvaluation Evaluate(Matrix<double> outputs, Matrix<double> targets, Activation activation) =>
        (ClassificationEvaluation)Evaluation.Of(
            activation, outputs.ToColumnMajorArray(), targets.ToColumnMajorArray().AsSpan(), outputs.RowCount, classNames: null);
}
