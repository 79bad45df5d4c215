using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace DeepLearning.Tests;

public sealed class NetworkTests
{
    private static readonly Dense[] Layers =
        [new(7, Activation.ReLU) { KeepProbability = 0.5 }, new(5, Activation.Tanh), new(3, Activation.Softmax)];

    [Fact]
    public void Predict_SmallNetwork_IsTheFormula()
    {
        var network = new Network<double>(2, seed: 1, [new Dense(2, Activation.ReLU), new Dense(1, Activation.Sigmoid)]);
        network.Layers[0].Weights = Given.Rows([1, -2], [3, 4]);
        network.Layers[0].Biases = Given.Rows([0.5], [-1]);
        network.Layers[1].Weights = Given.Rows([2, -1]);
        network.Layers[1].Biases = Given.Rows([0.25]);

        // x = (1, 1): Z = (−0.5, 6), A = (0, 6), z = −5.75. x = (2, 0): Z = (2.5, 5), z = 5 − 5 + 0.25.
        var a = network.Predict(Given.Rows([1, 2], [1, 0]));
        a[0, 0].Should().BeApproximately(1 / (1 + Math.Exp(5.75)), 1e-15);
        a[0, 1].Should().BeApproximately(1 / (1 + Math.Exp(-0.25)), 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public void Predict_MatrixAndSpan_AreTheSameBits(int examples)
    {
        Same<double>(examples);
        Same<float>(examples);

        static void Same<T>(int examples)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var network = new Network<T>(4, seed: 3, Layers);
            var x = Given.Normal<T>(4, examples, seed: examples);
            var ofMatrix = network.Predict(x);
            var ofSpan = new T[3 * examples];
            network.Predict(x.ToColumnMajorArray(), ofSpan);
            ofSpan.Bits().Should().Equal(ofMatrix.Bits());
            network.Predict(x).Bits().Should().Equal(ofMatrix.Bits());
        }
    }

    [Fact]
    public void Predict_VectorAndMatrixOfOneColumn_AreTheSameBits()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        var x = Given.Normal<double>(4, 9, seed: 1);
        var ofAll = network.Predict(x);
        for (var i = 0; i < 9; i++)
        {
            var ofOne = network.Predict(x.Column(i));
            ofOne.AsArray().Bits().Should().Equal(network.Predict(x.SubMatrix(0, 4, i, 1)).Bits());

            // Among others the order of a sum may be another.
            (ofOne - ofAll.Column(i)).L2Norm().Should().BeLessThan(1e-15);
        }
    }

    [Fact]
    public void Predict_SparseAndDiagonalStorage_AreTheSameBitsAsDense()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        var diagonal = Matrix<double>.Build.DiagonalOfDiagonalArray(4, 6, [1, -2, 3, 4]);
        var dense = Matrix<double>.Build.DenseOfMatrix(diagonal);
        var expected = network.Predict(dense).Bits();
        network.Predict(diagonal).Bits().Should().Equal(expected);
        network.Predict(Matrix<double>.Build.SparseOfMatrix(dense)).Bits().Should().Equal(expected);
        network.Predict(Vector.Build.SparseOfVector(dense.Column(1))).AsArray().Bits()
            .Should().Equal(network.Predict(dense.Column(1)).AsArray().Bits());
        network.PredictClasses(diagonal).Should().Equal(network.PredictClasses(dense));
    }

    [Fact]
    public void Predict_ManyThreadsOnOneNetwork_AllGetTheSameBits()
    {
        var network = new Network<float>(4, seed: 3, Layers);
        var batches = Enumerable.Range(1, 16).Select(i => Given.Normal<float>(4, i * 40, seed: i)).ToArray();
        var expected = batches.Select(x => network.Predict(x).Bits()).ToArray();
        var wrong = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (!network.Predict(batches[i % 16]).Bits().AsSpan().SequenceEqual(expected[i % 16]))
            {
                Interlocked.Increment(ref wrong);
            }
        });
        wrong.Should().Be(0);
    }

    [Fact]
    public void Predict_MatrixWithoutExamples_GivesNone()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        network.Predict(Matrix<double>.Build.Dense(4, 0)).ColumnCount.Should().Be(0);
    }

    [Fact]
    public void Predict_LeavesInputAndNetworkAlone()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        var x = Given.Normal<double>(4, 20, seed: 1);
        var (theta, input) = (network.Theta().Bits(), x.Bits());
        network.Predict(x);
        network.Theta().Bits().Should().Equal(theta);
        x.Bits().Should().Equal(input);
    }

    [Fact]
    public void PredictClasses_SeveralOutputs_IsTheLargestAndTheFirstOfEqualOnes()
    {
        var network = new Network<double>(3, seed: 1, [new Dense(3, Activation.Identity)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(3);
        network.PredictClasses(Given.Rows([1, 5, 2, 7], [2, 5, 2, 6], [3, 4, 2, 7])).Should().Equal(2, 0, 0, 0);
    }

    [Fact]
    public void PredictClasses_OneOutput_IsOneFromAHalfOn()
    {
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.Sigmoid)]);
        network.Layers[0].Weights[0, 0] = 1;
        network.PredictClasses(Given.Rows([-1, -1e-9, 0, 3])).Should().Equal(0, 0, 1, 1);
    }

    [Fact]
    public void PredictClasses_SeveralSigmoids_NamesPredictLabels()
    {
        Failure.Of<InvalidOperationException>(
            () => new Network<float>(4, seed: 1, new Dense(8, Activation.ReLU), new Dense(3, Activation.Sigmoid))
                .PredictClasses(Given.Normal<float>(4, 2, seed: 1)))
            .Should().Be(
                "layer 2 (8 → 3) has 3 independent Sigmoid outputs, so an example may have several labels, or none: use PredictLabels. " +
                "Where exactly one class is right, give the output layer Softmax.");
    }

    [Fact]
    public void PredictLabels_SeveralSigmoids_AreThoseThatReachTheThreshold()
    {
        var network = new Network<double>(3, seed: 1, [new Dense(3, Activation.Sigmoid)]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(3);
        var x = Given.Rows([1, -1, 0], [2, -1, -1e-9], [-3, -1, 4]);

        network.PredictLabels(x).Should().BeEquivalentTo(new int[][] { [0, 1], [], [0, 2] }, options => options.WithStrictOrdering());
        network.PredictLabels(x, 0.73).Should().BeEquivalentTo(new int[][] { [0, 1], [], [2] }, options => options.WithStrictOrdering());
        network.PredictLabels(x, [0.9, 0.26, 0.99])
            .Should().BeEquivalentTo(new int[][] { [1], [1], [1] }, options => options.WithStrictOrdering());
    }

    [Fact]
    public void PredictLabels_ThresholdThatIsNoFloat_IsReachedByItsFloat()
    {
        var network = new Network<float>(2, seed: 1, [new Dense(2, Activation.Identity)]);
        network.Layers[0].Weights = Matrix<float>.Build.DenseIdentity(2);
        network.PredictLabels(Matrix<float>.Build.Dense(2, 1, 0.1f), 0.1).Single().Should().Equal(0, 1);
    }

    [Fact]
    public void PredictLabels_BadArguments_AreRefused()
    {
        var (x, network) = (Given.Normal<double>(2, 3, seed: 1), new Network<double>(2, seed: 1, new Dense(2, Activation.Sigmoid)));
        Failure.Of<InvalidOperationException>(() => new Network<double>(2, seed: 1, new Dense(3, Activation.Softmax)).PredictLabels(x))
            .Should().Be(
            "layer 1 (2 → 3) has Softmax outputs, which depend on each other and answer one class: use PredictClasses. " +
            "Where an example may have several labels, give the output layer Sigmoid.");
        Failure.Of<ArgumentException>(() => network.PredictLabels(x, [0.5, 0.6, 0.7]))
            .Should().Be("There are 3 thresholds for 2 outputs: give one for each, one for all, or none for 0.5. (Parameter 'thresholds')");
        Failure.Of<ArgumentException>(() => network.PredictLabels(x, [0.5, double.NaN]))
            .Should().Be("thresholds[1] is NaN; a threshold must be a finite number. (Parameter 'thresholds')");
        Failure.Of<ArgumentNullException>(() => network.PredictLabels(null!)).Should().Be("Value cannot be null. (Parameter 'x')");
    }

    [Fact]
    public void Seed_SameGivesTheSameBitsAndOtherOthers()
    {
        var theta = new Network<double>(4, seed: 3, Layers).Theta();
        new Network<double>(4, seed: 3, Layers).Theta().Bits().Should().Equal(theta.Bits());
        new Network<double>(4, seed: 4, Layers).Theta().Bits().Should().NotEqual(theta.Bits());
        new Network<float>(4, seed: 3, Layers).Theta().Should().Equal(theta.Select(w => (float)w));

        // Layers of the same shape get numbers of their own.
        var twins = new Network<double>(4, seed: 3, [new Dense(4, Activation.Tanh), new Dense(4, Activation.Tanh)]);
        twins.Layers[0].Weights.Should().NotBe(twins.Layers[1].Weights);
    }

    [Fact]
    public void ConvertTo_OtherType_KeepsTheNumbersAndTheDefinitions()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        network.Layers[0].Biases[1, 0] = 0.1;
        var single = network.ConvertTo<float>();
        single.Theta().Should().Equal(network.Theta().Select(w => (float)w));
        single.Layers.Select(layer => layer.Definition).Should().Equal(Layers);
        single.Seed.Should().Be(3);
        single.ConvertTo<double>().Theta().Should().Equal(network.Theta().Select(w => (double)(float)w));
    }

    [Fact]
    public void ConvertTo_SameType_IsACopy()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        var copy = network.ConvertTo<double>();
        copy.Theta().Bits().Should().Equal(network.Theta().Bits());
        copy.Layers[0].Weights[0, 0] = 99;
        network.Layers[0].Weights[0, 0].Should().NotBe(99);
    }

    [Fact]
    public void ConvertTo_NumberBeyondTheRange_IsRefusedByName()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        network.Layers[1].Weights[2, 3] = -1e300;
        Failure.Of<InvalidOperationException>(() => network.ConvertTo<float>()).Should().Be(
            "layers.1.weight[2, 3] is -1E+300, beyond the 3.4028235E+38 that a float holds: the network cannot be converted.");
        network.ConvertTo<double>().Theta().Bits().Should().Equal(network.Theta().Bits());

        // Rounded up it would be infinity, rounded to zero it is not.
        network.Layers[1].Weights[2, 3] = 3.4028235677973366e38;
        network.Layers[0].Weights[0, 0] = 1e-300;
        Failure.Of<InvalidOperationException>(() => network.ConvertTo<float>()).Should().Be(
            "layers.1.weight[2, 3] is 3.4028235677973366E+38, beyond the 3.4028235E+38 that a float holds: the network cannot be " +
            "converted.");
        network.Layers[1].Weights[2, 3] = float.MaxValue;
        network.ConvertTo<float>().Layers[0].Weights[0, 0].Should().Be(0);
    }

    [Fact]
    public void ConvertTo_NetworkThatIsNotFinite_CopiesWhatItHolds()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        network.Layers[1].Weights[0, 0] = double.NaN;
        network.Layers[1].Weights[1, 0] = double.NegativeInfinity;
        network.ConvertTo<float>().Layers[1].Weights.SubMatrix(0, 2, 0, 1).Enumerate().Should().Equal(float.NaN, float.NegativeInfinity);
    }

    [Fact]
    public void Parameters_AreNamedAndLive()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        network.Parameters.Select(parameter => parameter.ToString()).Should().Equal(
            "layers.0.weight (7 × 4)", "layers.0.bias (7 × 1)", "layers.1.weight (5 × 7)", "layers.1.bias (5 × 1)",
            "layers.2.weight (3 × 5)", "layers.2.bias (3 × 1)");
        network.ParameterCount.Should().Be(35 + 40 + 18);
        network.Parameters[2].Values[1] = 42;
        network.Layers[1].Weights[1, 0].Should().Be(42);
        (network.Inputs, network.Outputs).Should().Be((4, 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void ToString_IsATableOfLayers(string culture)
    {
        var network = new Network<float>(784, seed: 1,
            [new Dense(128, Activation.ReLU) { KeepProbability = 0.8 }, new Dense(64, Activation.LeakyReLU()),
                new Dense(10, Activation.Softmax)]);
        Culture.Of(culture, network.ToString).Should().Be(
            """
            Network<float> 784 → 128 → 64 → 10, 109,386 parameters
            layer  shape      activation       initializer  keep  parameters
            1      784 → 128  ReLU             He           0.8   100,480
            2      128 → 64   LeakyReLU(0.01)  He           1     8,256
            3      64 → 10    Softmax          Xavier       1     650
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void ToString_WithNormalization_HasAColumnForIt()
    {
        var network = new Network<double>(
            4, seed: 1, [new Dense(8, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(3, Activation.Softmax)]);
        network.ToString().Should().Be(
            """
            Network<double> 4 → 8 → 3, 83 parameters
            layer  shape  normalization  activation  initializer  keep  parameters
            1      4 → 8  Layer(1E-05)   ReLU        He           1     56
            2      8 → 3  none           Softmax     Xavier       1     27
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void InputKeepProbability_IsCopiedAndShown(string culture)
    {
        new Network<double>(4, 1, Layers).InputKeepProbability.Should().Be(1);
        var network = new Network<double>(4, 1, Layers) { InputKeepProbability = 0.8 };
        network.ConvertTo<float>().InputKeepProbability.Should().Be(0.8);
        Culture.Of(culture, network.ToString)
            .Should().StartWith("Network<double> 4 → 7 → 5 → 3, 93 parameters, keep 0.8 of the inputs\nlayer");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.1, "1.1")]
    [InlineData(double.NaN, "NaN")]
    public void InputKeepProbability_OutOfRange_IsRefused(double keep, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Network<double>(4, 1, Layers) { InputKeepProbability = keep }).Should().Be(
            $"InputKeepProbability must be in (0, 1], the share of features that dropout keeps (1 is no dropout), got {written}. " +
            $"(Parameter 'InputKeepProbability')");

    [Fact]
    public void Parameters_OfANormalizedLayer_FollowItsWeightAndBias()
    {
        var network = new Network<double>(
            4, seed: 3, [new Dense(7, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(3, Activation.Softmax)]);
        network.Parameters.Select(parameter => parameter.ToString()).Should().Equal(
            "layers.0.weight (7 × 4)", "layers.0.bias (7 × 1)", "layers.0.gain (7 × 1)", "layers.0.shift (7 × 1)",
            "layers.1.weight (3 × 7)", "layers.1.bias (3 × 1)");
        network.ParameterCount.Should().Be(49 + 24);
        network.Parameters[2].Values.Fill(0.1);
        network.ConvertTo<float>().Layers[0].Gains!.Enumerate().Should().OnlyContain(gain => gain == 0.1f);
    }

    [Fact]
    public void Construction_OfAnotherType_IsRefused() => Failure.Of<NotSupportedException>(() => _ = new Network<Half>(2, 1, Layers))
        .Should().Be("Numbers of type Half are not supported: use float or double.");

    [Fact]
    public void ConvertTo_AnotherType_IsRefused() =>
        Failure.Of<NotSupportedException>(() => new Network<float>(2, 1, Layers).ConvertTo<Half>())
        .Should().Be("Numbers of type Half are not supported: use float or double.");

    [Fact]
    public void Construction_BadArguments_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Network<double>(0, 1, Layers))
            .Should().Be("inputs must be 1 or greater, got 0. (Parameter 'inputs')");
        Failure.Of<ArgumentException>(() => _ = new Network<double>(2, 1, []))
            .Should().Be("A network needs at least one layer, its output layer. (Parameter 'layers')");
        Failure.Of<ArgumentNullException>(() => _ = new Network<double>(2, 1, null!))
            .Should().Be("Value cannot be null. (Parameter 'layers')");
        Failure.Of<ArgumentNullException>(() => _ = new Network<double>(2, 1, [Layers[0], null!]))
            .Should().Be("Value cannot be null. (Parameter 'layers[1]')");
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Construction_DropoutOnTheOutput_IsRefused(string culture) => Culture.Of(culture, () => Failure.Of<ArgumentException>(
        () => _ = new Network<double>(2, 1, [new Dense(3, Activation.ReLU), new Dense(2, Activation.Softmax) { KeepProbability = 0.5 }])))
        .Should().Be("layer 2 (3 → 2) is the output layer and has KeepProbability 0.5: dropping outputs would drop the answer. " +
            "Put dropout on hidden layers. (Parameter 'layers')");

    [Fact]
    public void Predict_WrongShape_SaysWhichLayerExpectsWhat()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        Failure.Of<ArgumentException>(() => network.Predict(Given.Normal<double>(6, 4, seed: 1))).Should().Be(
            "layer 1 (4 → 7) expects x of 4 rows, one a feature, with examples as columns; got 6 × 4. " +
            "Transpose a matrix whose rows are examples. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => network.Predict(Vector.Build.Dense(5))).Should().Be(
            "layer 1 (4 → 7) expects x of 4 numbers, one a feature; got a vector of 5. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => network.Predict(new double[10], new double[6])).Should().Be(
            "layer 1 (4 → 7) expects x of 4 numbers for each example; got a span of 10, no multiple of it. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => network.Predict(new double[8], new double[5])).Should().Be(
            "outputs must hold 3 numbers for each of 2 examples, 6 in all, but is a span of 5. (Parameter 'outputs')");
        Failure.Of<ArgumentException>(() => network.PredictClasses(Given.Normal<double>(3, 3, seed: 1))).Should().Be(
            "layer 1 (4 → 7) expects x of 4 rows, one a feature, with examples as columns; got 3 × 3. " +
            "Transpose a matrix whose rows are examples. (Parameter 'x')");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "infinity")]
    [InlineData(float.NegativeInfinity, "-infinity")]
    public void Predict_NotFinite_SaysWhere(float bad, string written)
    {
        var network = new Network<float>(4, seed: 3, Layers);
        var x = Given.Normal<float>(4, 50, seed: 1);
        x[2, 37] = bad;
        Failure.Of<ArgumentException>(() => network.Predict(x)).Should().Be(
            $"x[2, 37] is {written} (feature 2 of example 37, counted from 0). Every value must be finite: remove the example or fill " +
            $"the value in. " +
            "(Parameter 'x')");
    }

    [Fact]
    public void Predict_Null_IsRefused()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        Failure.Of<ArgumentNullException>(() => network.Predict((Matrix<double>)null!))
            .Should().Be("Value cannot be null. (Parameter 'x')");
        Failure.Of<ArgumentNullException>(() => network.Predict((Vector)null!)).Should().Be("Value cannot be null. (Parameter 'x')");
        Failure.Of<ArgumentNullException>(() => network.Evaluate(null!)).Should().Be("Value cannot be null. (Parameter 'data')");
        Failure.Of<ArgumentNullException>(() => network.Evaluate(Given.Normal<double>(4, 2, 1), null!))
            .Should().Be("Value cannot be null. (Parameter 'y')");
    }

    [Fact]
    public void Evaluate_BadTargets_SaysWhatAndWhere()
    {
        var network = new Network<double>(4, seed: 3, Layers);
        var (x, y) = (Given.Normal<double>(4, 5, seed: 1), Given.OneHot<double>(3, 5, seed: 2));
        Failure.Of<ArgumentException>(() => network.Evaluate(x, y.Transpose()))
            .Should().Be("y must be 3 × 5, one column for each example of x, got 5 × 3. (Parameter 'y')");
        y[1, 4] = double.NaN;
        Failure.Of<ArgumentException>(() => network.Evaluate(x, y)).Should().Be(
            "y[1, 4] is NaN (output 1 of example 4, counted from 0). Every value must be finite: remove the example or fill the value " +
            "in. (Parameter 'y')");
        Failure.Of<ArgumentException>(() => network.Evaluate(Given.Classes<double>(6, 2, 5, seed: 3))).Should().Be(
            "data has 6 features and 2 outputs, but the network takes 4 and gives 3: layer 1 (4 → 7) is its first layer and " +
            "layer 3 (5 → 3) its output layer. The targets are one-hot, a row for each of 2 classes: give the network a " +
            "Dense(2, Activation.Softmax) as its output layer and train it with Loss.CrossEntropy. (Parameter 'data')");
    }

    [Fact]
    public void Evaluate_ChoosesByOutputAndTargets()
    {
        var x = Given.Normal<double>(4, 6, seed: 1);
        var y = Given.OneHot<double>(3, 6, seed: 2);
        new Network<double>(4, 3, Layers).Evaluate(x, y).Should().BeOfType<ClassificationEvaluation>();
        new Network<double>(4, 3, [new Dense(3, Activation.Identity)]).Evaluate(x, y).Should().BeOfType<RegressionEvaluation>();
        new Network<double>(4, 3, Layers).Evaluate(x, y * 0.5).Should().BeOfType<RegressionEvaluation>();
    }
}
