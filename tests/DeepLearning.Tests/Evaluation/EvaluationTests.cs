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
        (evaluation.Examples, evaluation.Accuracy, evaluation.Error, evaluation.Metric, evaluation.MetricName)
            .Should().Be((4, 0.75, 0.25, 0.75, "accuracy"));
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
        (evaluation.Confusion[0, 0], evaluation.Confusion[0, 1], evaluation.Confusion[1, 0], evaluation.Confusion[1, 1])
            .Should().Be((1, 1, 1, 2));
    }

    [Fact]
    public void Classification_OneExample_AgreesWithItsNoun() =>
        Through(3, Activation.Softmax).Evaluate(Given.Rows([1], [0], [0]), Given.Rows([1], [0], [0])).ToString()
            .Should().StartWith("accuracy 100.00 % on 1 example, log-loss");

    [Fact]
    public void Evaluate_SeveralSigmoids_AreLabelsEvenWhereTheTargetsAreOneHot()
    {
        var network = Through(2, Activation.Sigmoid);
        network.Evaluate(Given.Rows([1, -1, 1], [1, -1, -1]), Given.Rows([1, 0, 1], [1, 0, 1])).Should().BeOfType<MultiLabelEvaluation>();
        network.Evaluate(Given.Rows([3, 1], [1, 2]), Given.Rows([1, 0], [0, 1])).Should().BeOfType<MultiLabelEvaluation>();
        network.Evaluate(Given.Rows([3, 1], [1, 2]), Given.Rows([1, 0], [0, 0.5]))
            .Should().BeOfType<RegressionEvaluation>("½ is no answer");

        // Who means one class of several says so.
        network.EvaluateClassification(Dataset.FromMatrices(Given.Rows([3, 1], [1, 2]), Given.Rows([1, 0], [0, 1]))).Accuracy
            .Should().Be(1);
    }

    [Fact]
    public void EvaluateClassification_SeveralLabelsAnExample_NamesEvaluateLabels() =>
        Failure.Of<ArgumentException>(() => Through(2, Activation.Sigmoid)
                .EvaluateClassification(Dataset.FromMatrices(Given.Rows([1, 2], [3, 4]), Given.Rows([1, 1], [0, 1]))))
            .Should().Be(
                "The targets of an example are not one-hot, a single 1 among 2 outputs, so they are no class. " +
                "Where an example may have several labels, or none, use EvaluateLabels. (Parameter 'data')");

    [Fact]
    public void Evaluate_TargetsOfTwoRowsUnderOneSigmoid_SayHow() =>
        Failure.Of<ArgumentException>(() => Through(1, Activation.Sigmoid).Evaluate(Given.Rows([1, 2]), Given.Rows([1, 0], [0, 1])))
            .Should().Be(
            "y must be 1 × 2, one column for each example of x, got 2 × 2. The targets are one-hot, a row for each of 2 classes: give " +
            "the network a " +
            "Dense(2, Activation.Softmax) as its output layer and train it with Loss.CrossEntropy, or make the targets a single row of 0 " +
            "and 1 for one sigmoid: " +
            "OneVersusRest(\"the class that is 1\"). (Parameter 'y')");

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
    public void EvaluateClassification_Margins_AreJudgedByTheirSign()
    {
        var network = Through(1, Activation.Identity);
        var (x, y) = (Given.Rows([-2, 0.3, -0.1, 0, 5]), Given.Rows([-1, 1, 1, 1, -1]));
        var evaluation = network.EvaluateClassification(Dataset.FromMatrices(x, y), threshold: 0);
        evaluation.Accuracy.Should().Be(0.6);
        evaluation.RocAuc.Should().BeApproximately(3 / 6.0, 1e-15, "the scores −0.1, 0 and 0.3 are above −2 and below 5");
        evaluation.LogLoss.Should().Be(double.NaN);
        evaluation.ToString().Should().StartWith("accuracy 60.00 % on 5 examples, ROC-AUC 0.5000\nactual");
        network.EvaluateClassification(Dataset.FromMatrices(x, y)).Accuracy.Should().Be(0.2, "of ½ only −2 is on the right side");
        network.PredictClasses(x, threshold: 0).Should().Equal(0, 1, 0, 1, 1);
        network.PredictClasses(x).Should().Equal(0, 0, 0, 0, 1);

        // One-hot columns: the largest margin is the class, whatever the threshold.
        Through(2, Activation.Identity)
            .EvaluateClassification(Dataset.FromMatrices(Given.Rows([-3, 1], [-4, 2]), Given.Rows([1, -1], [-1, 1])), 100)
            .Accuracy.Should().Be(1);
    }

    [Fact]
    public void EvaluateClassification_OfProbabilities_IsWhatEvaluateGives()
    {
        var data = Given.Classes<double>(4, 3, 50, seed: 1);
        var network = new Network<double>(4, seed: 2, [new Dense(3, Activation.Softmax)]);
        network.EvaluateClassification(data).ToString().Should().Be(network.Evaluate(data).ToString());
        network.EvaluateRegression(data).Examples.Should().Be(50);
        network.EvaluateRegression(data).RootMeanSquaredError.Should()
            .Be(
                ((RegressionEvaluation)new Network<double>(4, seed: 2, [new Dense(3, new Undeclared())]).Evaluate(data))
                .RootMeanSquaredError);
    }

    [Fact]
    public void EvaluateClassification_BadArguments_AreRefused()
    {
        var network = Through(2, Activation.Identity);
        Failure.Of<ArgumentException>(
            () =>
                network.EvaluateClassification(Dataset.FromMatrices(Given.Rows([1, 2], [3, 4]), Given.Rows([1, 0], [0, 0.3])))).Should().Be(
            "Row 1 of the targets of example 1, counted from 0, is 0.3, but the target of a classification is 1 for yes, and 0 or -1 for " +
            "no. " +
            "For numbers use EvaluateRegression. (Parameter 'data')");
        Failure.Of<ArgumentOutOfRangeException>(() => network.EvaluateClassification(Given.Classes<double>(2, 2, 4, seed: 1), double.NaN))
            .Should().Be("threshold must be a finite number, got NaN. (Parameter 'threshold')");
        Failure.Of<ArgumentNullException>(() => network.EvaluateClassification(null!))
            .Should().Be("Value cannot be null. (Parameter 'data')");
        Failure.Of<ArgumentNullException>(() => network.EvaluateRegression(null!)).Should().Be("Value cannot be null. (Parameter 'data')");
    }

    [Fact]
    public void Fit_Hinge_IsWatchedByItsAccuracy()
    {
        var data = Dataset.FromMatrices(
            Given.Normal<double>(3, 200, seed: 1), Given.Normal<double>(3, 200, seed: 1).SubMatrix(0, 1, 0, 200).PointwiseSign());
        var network = new Network<double>(3, seed: 1, [new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.Hinge, Optimizer.Adam(0.05));
        var last = trainer.Fit(data, options: new() { Epochs = 60 }).Epochs[^1].Training!;
        last.MetricName.Should().Be("accuracy");
        last.Metric.Should().Be(network.EvaluateClassification(data, threshold: 0).Accuracy).And.BeGreaterThan(0.97);

        // Several margins that are no one-hot columns are labels.
        new Trainer<double>(Through(2, Activation.Identity), Loss.Hinge, Optimizer.Adam())
            .Measure(Dataset.FromMatrices(Given.Rows([-1, 2, 3], [1, 2, -3]), Given.Rows([1, 1, 0], [1, 1, 0])))
            .Should().BeEquivalentTo(new { Metric = 6 / 8.0, MetricName = "micro F1" });

        // Where a hinge is put on probabilities, their threshold holds.
        new Trainer<double>(Through(1, Activation.Sigmoid), Loss.Hinge, Optimizer.Adam())
            .Measure(Dataset.FromMatrices(Given.Rows([-1, -2, 3]), Given.Rows([0, 0, 1]))).Metric.Should().Be(1);
    }

    /// <summary>A softmax that nobody knows for one.</summary>
    private sealed class Undeclared : Activation
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => Softmax.Forward(z, a, units);

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
            Softmax.Backward(z, a, delta, units);
    }

    /// <summary>A network that only applies its activation.</summary>
    private static Network<double> Through(int units, Activation activation)
    {
        var network = new Network<double>(units, seed: 1, [new Dense(units, activation)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(units);
        return network;
    }
}
