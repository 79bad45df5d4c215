using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class TrainerTests
{
    private static readonly Dense[] Layers = [new(6, Activation.ReLU), new(3, Activation.Softmax)];

    [Fact]
    public void Step_LogisticRegression_IsTheFormula()
    {
        // One unit, two examples, zero weights: a = ½, J = log 2, dz = (−½, ½), dw = ½ Σ dz x, db = ½ Σ dz = 0.
        var network = new Network<double>(2, seed: 1, [new Dense(1, Activation.Sigmoid) { Initializer = Initializer.Zeros }]);
        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(0.5));
        trainer.Step(Given.Rows([1, 3], [2, -4]), Given.Rows([1, 0])).Should().BeApproximately(Math.Log(2), 1e-15);
        network.Layers[0].Weights.Should().Be(Given.Rows([-0.25, 0.75]));
        network.Layers[0].Biases.Should().Be(Given.Rows([0]));
        trainer.Steps.Should().Be(1);
    }

    [Fact]
    public void Step_TwoLayersWithL2_IsTheFormula()
    {
        // z₁ = 2·3 + 1 = 7, a₁ = 7, a₂ = −1·7 + 2 = −5; L = (−5 − 1)² = 36, R = ½·4·(2² + 1²) = 10, m = 1, J = 46.
        // dz₂ = 2·(−6) = −12, dw₂ = −12·7 − 4·1, db₂ = −12; dz₁ = 12, dw₁ = 12·3 + 4·2, db₁ = 12.
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.ReLU), new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights[0, 0] = 2;
        network.Layers[0].Biases[0, 0] = 1;
        network.Layers[1].Weights[0, 0] = -1;
        network.Layers[1].Biases[0, 0] = 2;
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1), Regularizer.L2(4));
        trainer.Step(Given.Rows([3]), Given.Rows([1])).Should().Be(46);
        network.Theta().Should().Equal(2 - 44, 1 - 12, -1 + 88, 2 + 12);
    }

    [Fact]
    public void Step_Regularization_IsDividedByTheExamplesOnceAndSparesBiases()
    {
        var network = new Network<double>(3, seed: 1, Layers);
        network.Layers[0].Biases[0, 0] = 100;
        var (x, y) = (Given.Normal<double>(3, 5, seed: 1), Given.OneHot<double>(3, 5, seed: 2));
        double Cost(Regularizer? regularizer) =>
            new Trainer<double>(network.ConvertTo<double>(), Loss.CrossEntropy, Optimizer.Adam(), regularizer).Step(x, y);
        var weights = network.Layers.SelectMany(layer => layer.Weights.Enumerate()).ToArray();
        (Cost(Regularizer.L2(0.3)) - Cost(null)).Should().BeApproximately(0.3 / (2 * 5) * weights.Sum(w => w * w), 1e-12);
        (Cost(Regularizer.L1(0.3)) - Cost(null)).Should().BeApproximately(0.3 / 5 * weights.Sum(Math.Abs), 1e-12);
    }

    [Fact]
    public void Step_RegularizerOfALayer_ComesBeforeTheTrainers()
    {
        Dense[] layers = [
            new(4, Activation.Tanh) { Regularizer = Regularizer.None }, new(3, Activation.Softmax) { Regularizer = Regularizer.L1(0.5) },
            new(3, Activation.Softmax)];
        var network = new Network<double>(3, seed: 1, layers);
        var (x, y) = (Given.Normal<double>(3, 5, seed: 1), Given.OneHot<double>(3, 5, seed: 2));
        double Cost(Regularizer? regularizer) =>
            new Trainer<double>(network.ConvertTo<double>(), Loss.CrossEntropy, Optimizer.Adam(), regularizer).Step(x, y);
        var plain = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam()).Measure(Dataset.FromMatrices(x, y)).Cost;
        var ofSecond = 0.5 * network.Layers[1].Weights.Enumerate().Sum(Math.Abs);
        var ofThird = 1.0 * network.Layers[2].Weights.Enumerate().Sum(w => w * w);
        Cost(null).Should().BeApproximately(plain + (ofSecond / 5), 1e-12);
        Cost(Regularizer.L2(2)).Should().BeApproximately(plain + ((ofSecond + ofThird) / 5), 1e-12);
    }

    [Fact]
    public void Step_SpansAndMatricesOfAnyStorage_AreTheSameBits()
    {
        Same<double>();
        Same<float>();

        static void Same<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var diagonal = Matrix<T>.Build.DiagonalOfDiagonalArray(3, 5, [T.One, T.CreateChecked(-2), T.CreateChecked(0.5)]);
            var dense = Matrix<T>.Build.DenseOfMatrix(diagonal);
            var y = Given.OneHot<T>(3, 5, seed: 2);
            var expected = After(trainer => trainer.Step(dense, y));
            After(trainer => trainer.Step(diagonal, y)).Should().Equal(expected);
            After(trainer => trainer.Step(Matrix<T>.Build.SparseOfMatrix(dense), Matrix<T>.Build.SparseOfMatrix(y)))
                .Should().Equal(expected);
            After(trainer => trainer.Step(dense.ToColumnMajorArray(), y.ToColumnMajorArray())).Should().Equal(expected);
            After(trainer => trainer.Fit(Dataset.FromMatrices(diagonal, y), options: new() { Epochs = 2, BatchSize = 5 }).StepCosts[0])
                .Should().Equal(expected, "batch gradient descent takes the same steps");

            static long[] After(Func<Trainer<T>, double> step)
            {
                var trainer = new Trainer<T>(new Network<T>(3, seed: 1, Layers), Loss.CrossEntropy, Optimizer.Adam());
                var costs = new[] { step(trainer) };
                if (trainer.Steps == 1)
                {
                    step(trainer);
                }

                return [.. trainer.Network.Theta().Bits(), .. costs.Bits()];
            }
        }
    }

    [Fact]
    public void Step_SmallerBatchAfterALargerOne_IsAsIfItWereTheFirst()
    {
        var network = new Network<double>(3, seed: 1, Layers);
        var (x, y) = (Given.Normal<double>(3, 9, seed: 1), Given.OneHot<double>(3, 9, seed: 2));
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.GradientDescent());
        trainer.Step(x, y);
        var fresh = new Trainer<double>(network.ConvertTo<double>(), Loss.CrossEntropy, Optimizer.GradientDescent());
        var (fewX, fewY) = (x.SubMatrix(0, 3, 2, 2), y.SubMatrix(0, 3, 2, 2));
        trainer.Step(fewX, fewY).Should().Be(fresh.Step(fewX, fewY));
        trainer.Network.Theta().Bits().Should().Equal(fresh.Network.Theta().Bits());
    }

    [Fact]
    public void Step_ReturnsTheCostBeforeTheUpdateOfTheVeryBatch()
    {
        var network = new Network<double>(3, seed: 1, Layers);
        var (x, y) = (Given.Normal<double>(3, 5, seed: 1), Given.OneHot<double>(3, 5, seed: 2));
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.GradientDescent());
        var expected = -network.Predict(x).PointwiseLog().PointwiseMultiply(y).ColumnSums().Sum() / 5;
        trainer.Step(x, y).Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void Step_Dropout_AnotherMaskForEveryExampleAndStepAndNeverInPrediction()
    {
        // W = 1, b = 0, x = 1: with one hidden unit the output is 0 where it is dropped and 1 / keep where it is kept.
        var network = new Network<double>(
            1, seed: 4, [new Dense(1, Activation.Identity) { KeepProbability = 0.5 }, new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights[0, 0] = 1;
        network.Layers[1].Weights[0, 0] = 1;
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, new Still());
        var one = Given.Rows([1]);
        var costs = Enumerable.Range(0, 400).Select(_ => trainer.Step(one, Given.Rows([0]))).ToArray();
        costs.Distinct().Should().BeEquivalentTo([0.0, 4]);
        costs.Count(cost => cost > 0).Should().BeCloseTo(200, 50);

        // Many examples in one step: the mean of the squared outputs is E[a²] = 4 · ½ when every example has a mask of its own.
        var many = Matrix<double>.Build.Dense(1, 1000, 1);
        trainer.Step(many, 0 * many).Should().BeApproximately(2, 0.4);
        network.Predict(one)[0, 0].Should().Be(1);
        trainer.Measure(Dataset.FromMatrices(many, many)).Cost.Should().Be(0);
    }

    [Fact]
    public void Measure_IsTheMeanLossWithoutDropoutAndWithoutRegularization()
    {
        var data = Given.Classes<double>(3, 3, 600, seed: 5);
        var network = new Network<double>(
            3, seed: 1, [new Dense(6, Activation.ReLU) { KeepProbability = 0.5 }, new Dense(3, Activation.Softmax)]);
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(), Regularizer.L2(100));
        var outputs = network.Predict(data.X);
        var measured = trainer.Measure(data);
        measured.Cost.Should().BeApproximately(-outputs.PointwiseLog().PointwiseMultiply(data.Y).ColumnSums().Sum() / 600, 1e-12);
        var actual = Matrices.Labels(data.Y);
        measured.Metric.Should().Be(network.PredictClasses(data.X).Zip(actual, (p, a) => p == a ? 1.0 : 0).Average());
        measured.MetricName.Should().Be("accuracy");
        trainer.Steps.Should().Be(0);

        var regression = new Trainer<double>(
            new Network<double>(3, 1, [new Dense(3, Activation.Identity)]), Loss.MeanSquaredError, Optimizer.Adam());
        var errors = regression.Network.Predict(data.X) - data.Y;
        regression.Measure(data).Cost.Should().BeApproximately(errors.PointwiseMultiply(errors).ColumnSums().Sum() / 1800, 1e-12);
        regression.Measure(data).MetricName.Should().Be("R²");
    }

    [Fact]
    public void Reset_ForgetsStateStepsAndEpochsButNotWeights()
    {
        var data = Given.Classes<double>(3, 3, 50, seed: 5);
        var trainer = new Trainer<double>(new Network<double>(3, seed: 1, Layers), Loss.CrossEntropy, Optimizer.Adam());
        trainer.Fit(data, options: new() { Epochs = 2, BatchSize = 8 });
        var copy = trainer.Network.ConvertTo<double>();
        trainer.Reset();
        (trainer.Steps, trainer.EpochsBegun).Should().Be((0, 0));
        trainer.Network.Theta().Bits().Should().Equal(copy.Theta().Bits());

        trainer.Fit(data, options: new() { Epochs = 2, BatchSize = 8 });
        new Trainer<double>(copy, Loss.CrossEntropy, Optimizer.Adam()).Fit(data, options: new() { Epochs = 2, BatchSize = 8 });
        trainer.Network.Theta().Bits().Should().Equal(copy.Theta().Bits());
    }

    /// <summary>Moves nothing.</summary>
    private sealed class Still() : Optimizer(1)
    {
        protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
        {
        }
    }
}
