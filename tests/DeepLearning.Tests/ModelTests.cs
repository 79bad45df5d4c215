using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class ModelTests
{
    private static readonly RawTable Houses = RawTable.FromCsv(new StringReader(
        "rooms,near,price\n2,INLAND,100\n,BAY,300\n6,BAY,200\n4,INLAND,400\n"));

    /// <summary>ŷ = rooms standardized + 2 · BAY, before the target's scaling is undone.</summary>
    private static Model<double> Linear()
    {
        var pipeline = Pipeline.Of(Transform.ImputeMedian(), Transform.OneHot(), Transform.Standardize("rooms"))
            .Fit(Houses, target: "price", standardizeTarget: true);
        var network = new Network<double>(3, seed: 1, [new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 0 } });
        return new Model<double>(network, pipeline);
    }

    private static Model<float> Classifier()
    {
        var pipeline = Pipeline.Of(Transform.ImputeConstant(0)).Fit(Houses, label: "near");
        var network = new Network<float>(2, seed: 1, [new Dense(2, Activation.Softmax)]);
        network.Layers[0].Weights = Matrix<float>.Build.DenseOfArray(new float[,] { { 0, 0.01f }, { 0, 0 } });
        network.Layers[0].Biases = Matrix<float>.Build.DenseOfArray(new float[,] { { -2.5f }, { 0 } });
        return new Model<float>(network, pipeline);
    }

    [Fact]
    public void Predict_RawRow_GoesThroughThePipelineAndBack()
    {
        var model = Linear();
        var deviation = Math.Sqrt(12500);

        model.Predict(4, "INLAND").Single().Should().BeApproximately(250, 1e-9);
        model.Predict([null, "BAY"]).Single().Should().BeApproximately(250 + (2 * deviation), 1e-9);
        model.Predict(6, "INLAND").Single().Should().BeApproximately(250 + (Math.Sqrt(2) * deviation), 1e-9);
        model.Predict(Houses).Row(0).ToArray().Should().Equal(
            model.Predict(2, "INLAND")[0], model.Predict(null, "BAY")[0], model.Predict(6, "BAY")[0], model.Predict(4, "INLAND")[0]);
    }

    [Fact]
    public void Evaluate_Regression_IsInTheUnitOfTheTarget()
    {
        var model = Linear();
        var evaluation = (RegressionEvaluation)model.Evaluate(Houses.WithRole(DataRole.Test));

        var errors = model.Predict(Houses).Row(0) - Vector<double>.Build.Dense([100, 300, 200, 400]);
        evaluation.RootMeanSquaredError.Should().BeApproximately(Math.Sqrt(errors.DotProduct(errors) / 4), 1e-9);
        evaluation.Examples.Should().Be(4);
    }

    [Fact]
    public void PredictClass_GivesTheNameOfTheClass()
    {
        var model = Classifier();

        model.PredictClass(1, 300).Should().Be("BAY");
        model.PredictClass(1, 200).Should().Be("INLAND");
        model.PredictClasses(Houses).Should().Equal("INLAND", "BAY", "INLAND", "BAY");
        ((ClassificationEvaluation)model.Evaluate(Houses)).Confusion.ClassNames.Should().Equal("BAY", "INLAND");
        ((ClassificationEvaluation)model.Evaluate(Houses)).Accuracy.Should().Be(0.5);
    }

    [Fact]
    public void Predict_Matrix_TakesRawNumbers()
    {
        var train = Dataset.FromArrays([[1f, 5], [3f, 5]], [10f, 30]);
        var pipeline = Pipeline.Of(Transform.ImputeMean(), Transform.Standardize()).Fit(train, standardizeTargets: true);
        var network = new Network<float>(2, seed: 1, [new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights = Matrix<float>.Build.DenseOfArray(new float[,] { { 1, 0 } });
        var model = new Model<float>(network, pipeline);

        model.Predict(Matrix<float>.Build.DenseOfArray(new[,] { { 1, 2, 5, float.NaN }, { 5f, 5, 5, 5 } })).Row(0).ToArray()
            .Should().Equal(10, 20, 50, 20);
        model.Predict(2, 5).Should().Equal(20);
    }

    /// <summary>Two labels, a target column of 0 and 1 each: warm from 10 degrees on, wet from 5 millimetres on.</summary>
    internal static (Model<double> Model, RawTable Table) Weather(Activation activation, bool standardizeTarget = false)
    {
        var table = RawTable.FromCsv(new StringReader("degrees,rain,warm,wet\n20,0,1,0\n20,9,1,1\n0,1,0,0\n3,7,0,1\n"));
        var pipeline = Pipeline.Of().Fit(table, targets: ["warm", "wet"], standardizeTargets: standardizeTarget);
        var network = new Network<double>(2, seed: 1, [new Dense(2, activation)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(2);
        network.Layers[0].Biases = Matrix<double>.Build.DenseOfArray(new double[,] { { -10 }, { -5 } });
        return (new Model<double>(network, pipeline), table);
    }

    [Fact]
    public void PredictLabels_GivesTheNamesOfTheTargets()
    {
        var (model, table) = Weather(Activation.Sigmoid);

        model.PredictLabels(20, 9).Should().Equal("warm", "wet");
        model.PredictLabels(0, 1).Should().BeEmpty();
        model.PredictLabels(table).Select(labels => string.Join('+', labels)).Should().Equal("warm", "warm+wet", "", "wet");
        model.PredictLabels(table, [0.5, 0.9]).Select(labels => string.Join('+', labels)).Should().Equal("warm", "warm+wet", "", "");
        var evaluation = model.Evaluate(table).Should().BeOfType<MultiLabelEvaluation>().Which;
        evaluation.Labels.Select(label => label.Name).Should().Equal("warm", "wet");
        evaluation.ExactMatch.Should().Be(1);
    }

    [Fact]
    public void PredictLabels_WhatAnswersNoLabels_IsRefused()
    {
        Failure.Of<InvalidOperationException>(() => Classifier().PredictLabels(1, 300))
            .Should()
                .StartWith("layer 1 (2 → 2) has Softmax outputs, which depend on each other and answer one class: use PredictClasses.");
        Failure.Of<InvalidOperationException>(() => Weather(Activation.Identity, standardizeTarget: true).Model.PredictLabels(1, 300))
            .Should().Be("The model predicts numbers, not labels: use Predict.");
        Failure.Of<InvalidOperationException>(() => Weather(Activation.Sigmoid).Model.PredictClass(1, 300))
            .Should().StartWith(
                "layer 1 (2 → 2) has 2 independent Sigmoid outputs, so an example may have several labels, or none: use PredictLabels.");
    }

    [Fact]
    public void Evaluate_SeveralTargets_NamesEach()
    {
        var (model, table) = Weather(Activation.Identity);
        ((RegressionEvaluation)model.Evaluate(table)).Outputs.Select(output => output.Name).Should().Equal("warm", "wet");
    }

    [Fact]
    public void PredictClass_SingleSigmoidOutput_ChoosesBetweenTwoNames()
    {
        var train = Dataset.FromLabels([[0.0], [1.0]], [0, 1], 2, classNames: ["dog", "cat"]).OneVersusRest("cat");
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.Sigmoid)]);
        network.Layers[0].Weights = Matrix<double>.Build.Dense(1, 1, 1);
        var model = new Model<double>(network, Pipeline.Of().Fit(train));

        (model.PredictClass(5), model.PredictClass(-5)).Should().Be(("cat", "dog"));
    }

    [Fact]
    public void Predict_ManyThreads_GiveTheSame()
    {
        var model = Linear();
        var expected = model.Predict(6, "BAY")[0];

        Parallel.For(0, 1000, _ => model.Predict(6, "BAY")[0].Should().Be(expected));
    }

    [Fact]
    public void Predict_BadRow_SaysWhatIsWrong()
    {
        var model = Linear();

        Failure.Of<ArgumentException>(() => model.Predict(1))
            .Should().Be("The row has 1 cell, but the columns are 2: rooms, near. (Parameter 'row')");
        Failure.Of<ArgumentException>(() => model.Predict("3", "BAY"))
            .Should().Be("Cell 0, counted from 0, is \"3\", but column \"rooms\" is numeric in the training set. (Parameter 'row')");
        Failure.Of<ArgumentException>(() => model.Predict(3, 4))
            .Should().Be("Cell 1, counted from 0, is 4, but column \"near\" is text in the training set. (Parameter 'row')");
        Failure.Of<ArgumentException>(() => model.Predict(3, "SEA")).Should().Be(
            "Row 0 of column \"near\", counted from 0, is \"SEA\", which the training set did not have; its categories are BAY, INLAND. " +
            "To take it for none of them, fit with Transform.OneHot(ignoreUnknown: true).");
        Failure.Of<InvalidOperationException>(() => model.PredictClass(3, "BAY"))
            .Should().Be("The model predicts numbers, not classes: use Predict.");
        Failure.Of<ArgumentException>(() => Classifier().Predict(Matrix<float>.Build.Dense(3, 1)))
            .Should().Be("x is 3 × 1, but must have a row for each of 2 raw columns and at least one example, a column. (Parameter 'x')");
    }

    [Fact]
    public void Model_NetworkOfAnotherShape_IsRefused() =>
        Failure.Of<ArgumentException>(
            () => _ = new Model<double>(new Network<double>(5, 1, [new Dense(2, Activation.Identity)]), Linear().Pipeline)).Should().Be(
            "The pipeline makes 3 features and 1 output, but the network takes 5 and gives 2: layer 1 (5 → 2) is its first layer and " +
            "layer 1 (5 → 2) its output layer. (Parameter 'pipeline')");
}
