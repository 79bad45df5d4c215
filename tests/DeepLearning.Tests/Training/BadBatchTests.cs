using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>What a trainer and a gradient check refuse, with the whole text.</summary>
public sealed class BadBatchTests
{
    private const string Finite = "Every value must be finite: remove the example or fill the value in.";

    private readonly Network<double> network = new(4, seed: 1, [new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)]);
    private readonly Matrix<double> x = Given.Normal<double>(4, 6, seed: 1);
    private readonly Matrix<double> y = Given.OneHot<double>(3, 6, seed: 2);

    [Fact]
    public void X_OfWrongRows_IsRefused() => Refused(
        x.Transpose(), y,
        "layer 1 (4 → 5) expects x of 4 rows, one a feature, with examples as columns; got 6 × 4. Transpose a matrix whose rows are " +
        "examples. (Parameter 'x')");

    [Fact]
    public void Y_OfWrongRows_IsRefused() => Refused(
        x, y.Transpose(),
        "layer 2 (5 → 3) expects y of 3 rows, one an output, with examples as columns; got 6 × 3. Transpose a matrix whose rows are " +
        "examples. (Parameter 'y')");

    [Fact]
    public void XAndY_OfOtherColumns_AreRefused() => Refused(
        x, y.SubMatrix(0, 3, 0, 5), "x and y must have one column for each example, but x is 4 × 6 and y is 3 × 5. (Parameter 'y')");

    [Fact]
    public void XAndY_Empty_AreRefused() => Refused(
        Matrix<double>.Build.Dense(4, 0), Matrix<double>.Build.Dense(3, 0),
        "x and y hold no examples; a step needs at least one. (Parameter 'x')");

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "infinity")]
    [InlineData(double.NegativeInfinity, "-infinity")]
    public void NotFinite_IsRefusedWithRowAndColumn(double bad, string written)
    {
        x[3, 2] = bad;
        Refused(x, y, $"x[3, 2] is {written} (feature 3 of example 2, counted from 0). {Finite} (Parameter 'x')");
        x[3, 2] = 0;
        y[0, 5] = bad;
        Refused(x, y, $"y[0, 5] is {written} (output 0 of example 5, counted from 0). {Finite} (Parameter 'y')");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void Targets_NotOneHot_AreRefused(string culture)
    {
        y.SetColumn(4, [1, 0.5, 0]);
        Culture.Of(culture, () => Failure.Of<ArgumentException>(() => Trainer().Step(x, y))).Should().Be(
            "Example 4 of y, counted from 0: a target of CrossEntropy is one-hot or another distribution over the classes: " +
            "no number below 0, sum 1, but this one sums to 1.5. (Parameter 'y')");
        y.SetColumn(4, [1.5, -0.5, 0]);
        Culture.Of(culture, () => Failure.Of<ArgumentException>(() => Trainer().Step(x, y))).Should().Be(
            "Example 4 of y, counted from 0: a target of CrossEntropy is one-hot or another distribution over the classes: " +
            "no number below 0, sum 1, but row 1 of this one is -0.5. (Parameter 'y')");
    }

    [Fact]
    public void Targets_BeyondZeroToOne_AreRefused()
    {
        var binary = new Network<double>(4, seed: 1, [new Dense(2, Activation.Sigmoid)]);
        var targets = Given.Rows([0, 1, 1], [1, -1, 0]);
        Failure.Of<ArgumentException>(
            () => new Trainer<double>(binary, Loss.BinaryCrossEntropy, Optimizer.Adam()).Step(x.SubMatrix(0, 4, 0, 3), targets))
            .Should()
                .Be(
                    "Example 1 of y, counted from 0: a target of BinaryCrossEntropy lies in [0, 1], usually 0 or 1, but row 1 of this " +
                    "one is -1. (Parameter 'y')");
    }

    [Fact]
    public void Spans_NoMultipleOfTheLayer_AreRefused()
    {
        Failure.Of<ArgumentException>(() => Trainer().Step(new double[10], new double[6])).Should().Be(
            "layer 1 (4 → 5) expects x of 4 numbers for each example; got a span of 10, no multiple of it. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => Trainer().Step(new double[8], new double[7])).Should().Be(
            "layer 2 (5 → 3) expects y of 3 numbers for each example; got a span of 7, no multiple of it. (Parameter 'y')");
        Failure.Of<ArgumentException>(() => Trainer().Step(new double[8], new double[9])).Should().Be(
            "x and y must have one column for each example, but x is 4 × 2 and y is 3 × 3. (Parameter 'y')");
        Failure.Of<ArgumentException>(() => Trainer().Step([], []))
            .Should().Be("x and y hold no examples; a step needs at least one. (Parameter 'x')");
    }

    [Fact]
    public void DataSet_ThatDoesNotFit_IsRefusedByName()
    {
        var (fits, other) = (Dataset.FromMatrices(x, y), Given.Classes<double>(7, 2, 5, seed: 1));
        const string Message = "has 7 features and 2 outputs, but the network takes 4 and gives 3: " +
            "layer 1 (4 → 5) is its first layer and layer 2 (5 → 3) its output layer. The targets are one-hot, a row for each of 2 " +
            "classes: give the network a " +
            "Dense(2, Activation.Softmax) as its output layer and train it with Loss.CrossEntropy.";
        Failure.Of<ArgumentException>(() => Trainer().Fit(other)).Should().Be($"training {Message} (Parameter 'training')");
        Failure.Of<ArgumentException>(() => Trainer().Fit(fits, other)).Should().Be($"validation {Message} (Parameter 'validation')");
        Failure.Of<ArgumentException>(() => Trainer().Measure(other)).Should().Be($"data {Message} (Parameter 'data')");

        y.SetColumn(2, [0, 0, 0]);
        Failure.Of<ArgumentException>(() => Trainer().Fit(fits, Dataset.FromMatrices(x, y))).Should().Be(
            "Example 2 of validation, counted from 0: a target of CrossEntropy is one-hot or another distribution over the classes: " +
            "no number below 0, sum 1, but this one sums to 0. (Parameter 'validation')");
    }

    [Theory]
    [InlineData("Sigmoid", "CrossEntropy", "Softmax")]
    [InlineData("Identity", "CrossEntropy", "Softmax")]
    [InlineData("Softmax", "BinaryCrossEntropy", "Sigmoid")]
    [InlineData("ReLU", "BinaryCrossEntropy", "Sigmoid")]
    public void Loss_ThatDoesNotFitTheOutput_IsRefused(string output, string loss, string wanted)
    {
        var misfit = new Network<double>(4, seed: 1, [new Dense(5, Activation.ReLU), new Dense(3, Implementations.Activations[output])]);
        var message =
            $"layer 2 (5 → 3) is the output layer: {loss} is computed from the logits of {wanted}, but the output layer has {output}; " +
            $"give the output layer {wanted}, or choose another loss. (Parameter 'loss')";
        Failure.Of<ArgumentException>(() => _ = new Trainer<double>(misfit, Implementations.Losses[loss], Optimizer.Adam()))
            .Should().Be(message);
        Failure.Of<ArgumentException>(() => GradientCheck.Run(misfit, Implementations.Losses[loss], x, y)).Should().Be(message);
    }

    [Fact]
    public void Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => _ = new Trainer<double>(null!, Loss.CrossEntropy, Optimizer.Adam()))
            .Should().Be("Value cannot be null. (Parameter 'network')");
        Failure.Of<ArgumentNullException>(() => _ = new Trainer<double>(network, null!, Optimizer.Adam()))
            .Should().Be("Value cannot be null. (Parameter 'loss')");
        Failure.Of<ArgumentNullException>(() => _ = new Trainer<double>(network, Loss.CrossEntropy, null!))
            .Should().Be("Value cannot be null. (Parameter 'optimizer')");
        Failure.Of<ArgumentNullException>(() => Trainer().Step(null!, y)).Should().Be("Value cannot be null. (Parameter 'x')");
        Failure.Of<ArgumentNullException>(() => Trainer().Step(x, null!)).Should().Be("Value cannot be null. (Parameter 'y')");
        Failure.Of<ArgumentNullException>(() => Trainer().Fit(null!)).Should().Be("Value cannot be null. (Parameter 'training')");
        Failure.Of<ArgumentNullException>(() => Trainer().Measure(null!)).Should().Be("Value cannot be null. (Parameter 'data')");
        Failure.Of<ArgumentNullException>(() => GradientCheck.Run(null!, Loss.CrossEntropy, x, y))
            .Should().Be("Value cannot be null. (Parameter 'network')");
        Failure.Of<ArgumentNullException>(() => GradientCheck.Run(network, null!, x, y))
            .Should().Be("Value cannot be null. (Parameter 'loss')");
        Failure.Of<ArgumentNullException>(() => GradientCheck.Run(network, Loss.CrossEntropy, null!, y))
            .Should().Be("Value cannot be null. (Parameter 'x')");
        Failure.Of<ArgumentNullException>(() => GradientCheck.Run(network, Loss.CrossEntropy, x, null!))
            .Should().Be("Value cannot be null. (Parameter 'y')");
    }

    private Trainer<double> Trainer() => new(network, Loss.CrossEntropy, Optimizer.Adam());

    /// <summary>Refused alike by a step and by a gradient check, and nothing is changed.</summary>
    private void Refused(Matrix<double> badX, Matrix<double> badY, string message)
    {
        var before = network.Theta().Bits();
        Failure.Of<ArgumentException>(() => Trainer().Step(badX, badY)).Should().Be(message);
        Failure.Of<ArgumentException>(() => GradientCheck.Run(network, Loss.CrossEntropy, badX, badY)).Should().Be(message);
        Failure.Of<ArgumentException>(() => GradientCheck.RunAfterTraining(network, Loss.CrossEntropy, badX, badY)).Should().Be(message);
        network.Theta().Bits().Should().Equal(before);
    }
}
