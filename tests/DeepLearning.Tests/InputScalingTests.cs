using System.Numerics;
using DeepLearning.GradientChecking;
using DeepLearning.Tests.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>The diagonal layer in front of a network.</summary>
[Collection(nameof(BackendTests))]
public sealed class InputScalingTests
{
    private const int Inputs = 37;
    private const int Examples = 24;

    [Theory]
    [InlineData(1, false)]
    [InlineData(0.6, false)]
    [InlineData(1, true)]
    public void GradientCheck_OfEveryParameter_Passes(double keep, bool normalized)
    {
        var network = MakeNetwork<double>(1, keep, normalized);
        var report = GradientCheck.Run(
            network, Loss.CrossEntropy, Given.Normal<double>(Inputs, 7, seed: 5), Given.OneHot<double>(3, 7, seed: 6), Regularizer.L2(0.1));

        report.Passed.Should().BeTrue(report.ToString());
        report.Differences["input.scale"].Should().BeLessThan(1e-7);
        GradientCheck.Run(
                network.ConvertTo<float>(), Loss.CrossEntropy, Given.Normal<float>(Inputs, 7, seed: 5), Given.OneHot<float>(3, 7, seed: 6))
            .Passed.Should().BeTrue();
    }

    [Fact]
    public void Step_OfGradientDescent_IsTheFormula()
    {
        // One linear unit, L = (a − y)²: a = Σ wᵢ sᵢ xᵢ + b, dwᵢ = 2 (a − y) sᵢ xᵢ, dsᵢ = 2 (a − y) wᵢ xᵢ.
        var network = new Network<double>(2, seed: 1, new Dense(1, Activation.Identity))
        {
            InputScaling = new() { LearningRateFactor = 10 },
        };
        new[] { 3.0, 5, 0.5, 2, -1 }.CopyTo(network);
        var cost = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(0.01))
            .Step(Given.Rows([1], [2]), Given.Rows([4]));

        // a = 3 · 2 · 1 + 5 · (−1) · 2 + 0.5 = −3.5, 2 (a − y) = −15.
        cost.Should().Be(56.25);
        network.Theta().Should().Equal(
            [3 + (0.01 * 15 * 2), 5 - (0.01 * 15 * 2), 0.5 + (0.01 * 15), 2 + (0.1 * 15 * 3), -1 + (0.1 * 15 * 10)],
            (a, e) => Math.Abs(a - e) < 1e-12);
    }

    [Fact]
    public void Predict_IsThatOfTheNetworkBehindOnScaledInputs()
    {
        Same<float>();
        Same<double>();

        void Same<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var network = Trained<T>();
            var behind = new Network<T>(Inputs, 1, [.. network.Layers.Select(layer => layer.Definition)]);
            network.Theta()[..^Inputs].CopyTo(behind);
            var x = Given.Normal<T>(Inputs, Examples, seed: 8);
            var scaled = x.Clone();
            for (var j = 0; j < Examples; j++)
            {
                scaled.SetColumn(j, x.Column(j).PointwiseMultiply(network.Parameters[^1].Matrix.Column(0)));
            }

            network.Parameters[^1].Values.ToArray().Should().NotContain(T.One, "all of them have been learned");
            network.Predict(x).Should().Be(behind.Predict(scaled));
            network.Predict(x.SubMatrix(0, Inputs, 3, 1)).Should().Be(network.Predict(x).SubMatrix(0, 3, 3, 1));
        }
    }

    [Fact]
    public void Fit_OnAnyNumberOfThreads_GivesTheSameBits()
    {
        var before = Backend.Threads;
        try
        {
            Backend.Threads = 1;
            var one = Trained<float>(wide: true).Theta().Bits();
            foreach (var threads in new[] { 2, 3, 5 })
            {
                Backend.Threads = threads;
                Trained<float>(wide: true).Theta().Bits().Should().Equal(one);
            }
        }
        finally
        {
            Backend.Threads = before;
        }
    }

    [Fact]
    public void ComputeGradientsAndApply_AreTheStepBitForBit()
    {
        var (whole, parts) = (MakeNetwork<float>(4), MakeNetwork<float>(4));
        var (ofWhole, ofParts) = (MakeTrainer(whole), MakeTrainer(parts));
        var (x, y) = (Given.Normal<float>(Inputs, Examples, seed: 5), Given.OneHot<float>(3, Examples, seed: 6));
        var gradients = new Gradients<float>(parts);
        for (var step = 0; step < 4; step++)
        {
            ofWhole.Step(x, y).Should().Be(ofParts.ComputeGradients(x, y, gradients));
            ofParts.Apply(gradients);
            parts.Theta().Bits().Should().Equal(whole.Theta().Bits());
        }

        gradients.Names[^1].Should().Be("input.scale");
    }

    [Fact]
    public void ComputeInputGradients_AreTheSlopesOfTheLoss()
    {
        const double Epsilon = 1e-6;
        var network = Trained<double>();
        var trainer = MakeTrainer(network);
        var (x, y) = (Given.Normal<double>(Inputs, 1, seed: 9), Given.OneHot<double>(3, 1, seed: 10));
        var gradients = trainer.ComputeInputGradients(x, y);
        for (var i = 0; i < Inputs; i++)
        {
            double Cost(double shift)
            {
                var moved = x.Clone();
                moved[i, 0] += shift;
                return trainer.Measure(Dataset.FromMatrices(moved, y)).Cost;
            }

            gradients[i, 0].Should().BeApproximately((Cost(Epsilon) - Cost(-Epsilon)) / (2 * Epsilon), 1e-8);
        }
    }

    [Fact]
    public void Fit_OfAFrozenFirstLayer_LeavesTheFactors()
    {
        var network = MakeNetwork<float>(4);
        network.Layers[0].IsTrainable = false;
        MakeTrainer(network).Fit(Given.Classes<float>(Inputs, 3, 60, seed: 2), options: new() { Epochs = 2 });
        network.Parameters[^1].Values.ToArray().Should().AllSatisfy(s => s.Should().Be(1));
    }

    [Fact]
    public void Fit_OfFeaturesThatSayNothing_TakesThemOut()
    {
        var x = Given.Normal<float>(10, 2000, seed: 3);
        var y = Matrix<float>.Build.Dense(1, 2000, (_, j) => (2 * x[0, j]) - x[1, j]);
        var network = new Network<float>(10, 1, new Dense(16, Activation.Tanh), new Dense(1, Activation.Identity))
        {
            InputScaling = new() { LearningRateFactor = 16 },
        };
        new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam(0.003))
            .Fit(Dataset.FromMatrices(x, y), options: new() { Epochs = 60, Schedule = Schedule.CosLog() });

        var factors = network.Parameters[^1].Values.ToArray().Select(Math.Abs).ToArray();
        factors[..2].Min().Should().BeGreaterThan(4 * factors[2..].Max());
    }

    [Fact]
    public void Files_ExportsAndCopies_KeepTheFunction()
    {
        var network = Trained<double>();
        var x = Given.Normal<double>(Inputs, 5, seed: 8);
        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;
        var loaded = Network<double>.Load(stream);

        loaded.InputScaling.Should().Be(network.InputScaling);
        loaded.Theta().Bits().Should().Equal(network.Theta().Bits());
        loaded.Predict(x).Should().Be(network.Predict(x));
        network.ConvertTo<double>().Predict(x).Should().Be(network.Predict(x));
        network.WithOutput(Activation.Softmax).Predict(x).Should().Be(network.Predict(x));
        network.WithOutput(new Dense(2, Activation.Softmax), seed: 2).Parameters[^1].Matrix.Should().Be(network.Parameters[^1].Matrix);

        using var onnx = new MemoryStream();
        network.SaveOnnx(onnx);
        onnx.Position = 0;
        var imported = Network<double>.LoadOnnx(onnx);
        imported.InputScaling.Should().BeNull("the factors are multiplied into the weights of the first layer");
        (imported.Predict(x) - network.Predict(x)).L2Norm().Should().BeLessThan(1e-12);
        $"{network}".Should().Contain("scaled inputs, learning rate × 4");
    }

    [Fact]
    public void Step_Allocates_Nothing()
    {
        var trainer = MakeTrainer(MakeNetwork<float>(4));
        var x = Given.Normal<float>(Inputs, Examples, seed: 5).AsColumnMajorArray();
        var y = Given.OneHot<float>(3, Examples, seed: 6).AsColumnMajorArray();
        Allocations.Of(() => trainer.State.Step(x, y)).Should().Be(0);
    }

    private static Network<T> MakeNetwork<T>(double factor, double keep = 1, bool normalized = false, int units = 11)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Inputs, seed: 3, new Dense(units, Activation.Tanh) { Normalization = normalized ? Normalization.Layer() : null },
        new Dense(3, Activation.Softmax))
    {
        InputScaling = new() { LearningRateFactor = factor },
        InputKeepProbability = keep,
    };

    private static Trainer<T> MakeTrainer<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(network, Loss.CrossEntropy, Optimizer.Adam(0.01)) { Clipping = GradientClipping.ByGlobalNorm() };

    private static Network<T> Trained<T>(bool wide = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = MakeNetwork<T>(4, units: wide ? 300 : 11);
        MakeTrainer(network).Fit(Given.Classes<T>(Inputs, 3, 300, seed: 2), options: new() { Epochs = 3, BatchSize = 50 });
        return network;
    }
}
