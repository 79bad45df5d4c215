namespace DeepLearning.Tests;

public sealed class TwoClassesTests
{
    private static readonly Dataset<double> TwoRows = Dataset.FromLabels<double>([[1], [2], [3]], [0, 1, 0], 2);

    [Fact]
    public void Fit_OneHotOfTwoClassesUnderOneSigmoid_SaysHow() =>
        Failure.Of<ArgumentException>(() => new Trainer<double>(
                new Network<double>(1, seed: 1, new Dense(1, Activation.Sigmoid)), Loss.BinaryCrossEntropy, Optimizer.Adam()).Fit(TwoRows))
            .Should().Be(
                "training has 1 feature and 2 outputs, but the network takes 1 and gives 1: layer 1 (1 → 1) is its first layer and layer " +
                "1 (1 → 1) its output layer. " +
                "The targets are one-hot, a row for each of 2 classes: give the network a Dense(2, Activation.Softmax) as its output " +
                "layer and train it with " +
                "Loss.CrossEntropy, or make the targets a single row of 0 and 1 for one sigmoid: OneVersusRest(\"the class that is 1\"). " +
                "(Parameter 'training')");

    [Fact]
    public void Fit_OneHotOfThreeClassesUnderTwoOutputs_SaysHow() =>
        Failure.Of<ArgumentException>(() => new Network<double>(1, seed: 1, new Dense(2, Activation.Softmax))
                .Evaluate(Dataset.FromLabels<double>([[1], [2], [3]], [0, 1, 2], 3)))
            .Should().EndWith(
                "its output layer. The targets are one-hot, a row for each of 3 classes: give the network a Dense(3, Activation.Softmax) " +
                "as its output layer and train " +
                "it with Loss.CrossEntropy. (Parameter 'data')");

    [Fact]
    public void Evaluate_SingleRowUnderTwoOutputs_SaysHow() =>
        Failure.Of<ArgumentException>(
            () => new Network<double>(1, seed: 1, new Dense(2, Activation.Softmax)).Evaluate(TwoRows.OneVersusRest("1")))
            .Should().EndWith(
                "its output layer. The targets are a single row of 0 and 1: give the network a Dense(1, Activation.Sigmoid) as its " +
                "output layer and train it with " +
                "Loss.BinaryCrossEntropy, or make the targets one-hot: Dataset.FromLabels, Matrices.OneHot(labels, 2). (Parameter 'data')");

    [Fact]
    public void Evaluate_TargetsThatAreNoClasses_GetNoHint() =>
        Failure.Of<ArgumentException>(() => new Network<double>(1, seed: 1, new Dense(1, Activation.Sigmoid))
                .Evaluate(Dataset.FromMatrices(Given.Rows([1, 2]), Given.Rows([0.5, 0], [0, 1]))))
            .Should().EndWith("its output layer. (Parameter 'data')");
}
