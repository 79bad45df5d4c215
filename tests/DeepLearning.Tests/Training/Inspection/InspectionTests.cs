using System.Numerics;
using DeepLearning.Numerics;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Training;

/// <summary>Looking into steps: what is seen, and that nothing changes by it.</summary>
[Collection(nameof(BackendTests))]
public sealed class InspectionTests : IDisposable
{
    private readonly int threads = Backend.Threads;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var optimizer in Implementations.Optimizers.Keys)
            {
                foreach (var clipping in Implementations.Clippings.Keys.Prepend("none"))
                {
                    cases.Add(optimizer, clipping);
                }
            }

            return cases;
        }
    }

    public void Dispose() => Backend.Threads = threads;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_Inspected_SameBitsAsUninspectedOnAnyNumberOfThreads(string optimizer, string clipping)
    {
        SameBits<float>(Implementations.Optimizers[optimizer], Implementations.Clippings.GetValueOrDefault(clipping));
        SameBits<double>(Implementations.Optimizers[optimizer], Implementations.Clippings.GetValueOrDefault(clipping));
    }

    [Fact]
    public void Fit_NormalizedLayer_IsSeenBehindItsNormalization()
    {
        // Z = (7, −3), so Ẑ = (1, −1) but for ε, and Y = Ẑ − 5 = (−4, −6): both units are dead.
        var network = new Network<double>(
            1, seed: 1, [new Dense(2, Activation.ReLU) { Normalization = Normalization.Layer(1e-20) }, new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights = Given.Rows([2], [-1]);
        network.Layers[0].Biases = Given.Rows([1], [0]);
        network.Layers[0].Shifts = Given.Rows([-5], [-5]);
        var layer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent())
            .Fit(
                Dataset.FromMatrices(Given.Rows([3]), Given.Rows([1])),
                options: new() { Epochs = 1, InspectEverySteps = 100 }).Inspections[0].Layers[0];
        layer.DeadShare.Should().Be(1);
        (layer.Z.Mean, layer.Z.Variance, layer.A.Mean).Should().Be((-5, 1, 0));
        layer.Parameters.Select(parameter => parameter.Name)
            .Should().Equal("layers.0.weight", "layers.0.bias", "layers.0.gain", "layers.0.shift");
    }

    [Fact]
    public void Fit_NormalizedOutput_IsSeenBehindItsNormalization()
    {
        // The loss is fused with softmax: Y = (1, −1), A = (e², 1) / (e² + 1).
        var network = new Network<double>(1, seed: 1, [new Dense(2, Activation.Softmax) { Normalization = Normalization.Layer(1e-20) }]);
        network.Layers[0].Weights = Given.Rows([2], [-1]);
        var layer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.GradientDescent())
            .Fit(
                Dataset.FromMatrices(Given.Rows([3]), Given.Rows([1], [0])),
                options: new() { Epochs = 1, InspectEverySteps = 100 }).Inspections[0].Layers[0];
        (layer.Z.Mean, layer.Z.Variance).Should().Be((0, 1));
        layer.A.Variance.Should().BeApproximately(Math.Pow(Math.Tanh(1) / 2, 2), 1e-12);
    }

    [Fact]
    public void Fit_TwoLayers_IsWhatTheFormulasSay()
    {
        // z₁ = (2·3 + 1, −1·3) = (7, −3), a₁ = (7, 0), a₂ = −7 + 2 = −5, L = 36; dz₂ = −12, dw₂ = (−84, 0), db₂ = −12; dz₁ = (12, 0).
        // v = (1 − β) dw is half of each gradient, the update half of that.
        var network = new Network<double>(1, seed: 1, [new Dense(2, Activation.ReLU), new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights = Given.Rows([2], [-1]);
        network.Layers[0].Biases = Given.Rows([1], [0]);
        network.Layers[1].Weights = Given.Rows([-1, 0]);
        network.Layers[1].Biases = Given.Rows([2]);
        var trainer = new Trainer<double>(
            network, Loss.MeanSquaredError, Optimizer.Momentum(0.5, beta: 0.5)) { Clipping = GradientClipping.ByValue(1000) };
        var history = trainer.Fit(
            Dataset.FromMatrices(Given.Rows([3]), Given.Rows([1])), options: new() { Epochs = 1, InspectEverySteps = 100 });

        var step = history.Inspections.Should().ContainSingle().Which;
        step.Should().BeEquivalentTo(new { Step = 1L, Epoch = 1, Examples = 1, Cost = 36.0, LearningRate = 0.5 });
        step.GradientNorm.Should().BeApproximately(Math.Sqrt((36 * 36) + (12 * 12) + (84 * 84) + (12 * 12)), 1e-12);
        var (first, second) = (step.Layers[0], step.Layers[1]);
        first.Should().BeEquivalentTo(new
        {
            Layer = 1, Name = "layer 1 (1 → 2)", Activation = "ReLU", Error = 12.0, DeadShare = 0.5, LastingDeadShare = 0.5,
            SaturatedShare = (double?)null,
        });
        (first.Z.Mean, first.Z.Variance, first.A.Mean, first.A.Variance).Should().Be((2, 25, 3.5, 12.25));
        (first.A.Counts[0], first.A.Counts[^1], first.A.Counts.Sum()).Should().Be((1, 1, 2));
        first.Weights.Should().BeEquivalentTo(new { Name = "layers.0.weight", Norm = Math.Sqrt(5), GradientNorm = 36.0, UpdateNorm = 9.0 });
        first.Weights.UpdateRatio.Should().BeApproximately(9 / Math.Sqrt(5), 1e-15);
        first.Weights.States.Should().Equal(("v", 18.0));
        first.Weights.Gradient.Mean.Should().Be(18);
        first.Biases.Should().BeEquivalentTo(new { Name = "layers.0.bias", Norm = 1.0, GradientNorm = 12.0, UpdateNorm = 3.0 });
        second.Should().BeEquivalentTo(new { Layer = 2, Error = 12.0, DeadShare = 0.0, SaturatedShare = (double?)null });
        second.Weights.Should().BeEquivalentTo(new { Norm = 1.0, GradientNorm = 84.0, UpdateNorm = 21.0 });
        second.Biases.UpdateRatio.Should().Be(1.5);
    }

    [Fact]
    public void Fit_ClippedGradients_AreSeenUnclippedAndTheirUpdatesClipped()
    {
        foreach (var clipping in new[] { GradientClipping.ByGlobalNorm(0.01), GradientClipping.ByValue(1e-4) })
        {
            var layers = Fit(Activation.Tanh, clipping).Inspections[0].Layers;
            layers.SelectMany(layer => layer.Parameters).Sum(parameter => parameter.UpdateNorm * parameter.UpdateNorm)
                .Should().BeLessThan(1.0001e-4, clipping.Name);
            layers[0].Weights.GradientNorm.Should().BeGreaterThan(0.05, clipping.Name);
            layers[0].Weights.GradientNorm.Should().Be(Fit(Activation.Tanh, clipping: null).Inspections[0].Layers[0].Weights.GradientNorm);
        }
    }

    [Fact]
    public void Fit_FusedOutput_ShowsProbabilitiesAndNoSlopes()
    {
        var output = Fit(Activation.ReLU, clipping: null).Inspections[0].Layers[^1];
        output.A.Mean.Should().BeApproximately(1.0 / 3, 1e-6, "probabilities of three classes");
        (output.DeadShare, output.LastingDeadShare, output.SaturatedShare).Should().Be((null, null, null));
    }

    [Theory]
    [InlineData("Tanh", 0.0, 1.0)]
    [InlineData("Sigmoid", 0.0, 1.0)]
    [InlineData("HardSigmoid", 1.0, 1.0)]
    [InlineData("ReLU", 0.5, null)]
    [InlineData("LeakyReLU(0.01)", 0.0, null)]
    [InlineData("Softplus", 0.0, null)]
    [InlineData("Identity", 0.0, null)]
    public void Fit_ZFarOut_IsDeadOrSaturatedByTheKindOfActivation(string activation, double dead, double? saturated)
    {
        // Half of the units at 8, half at −8 for every example: far enough for tanh and sigmoid, near enough to leave their slopes above 0.
        var network = new Network<double>(
            2, seed: 1,
                [new Dense(4, Implementations.Activations[activation]) { Initializer = Initializer.Zeros },
                    new Dense(1, Activation.Identity)]);
        network.Layers[0].Biases = Given.Rows([8], [-8], [8], [-8]);
        var data = Dataset.FromMatrices(Given.Normal<double>(2, 6, seed: 1), Given.Normal<double>(1, 6, seed: 2));
        var layer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1e-9))
            .Fit(data, options: new() { Epochs = 1, InspectEverySteps = 100 }).Inspections[0].Layers[0];
        (layer.DeadShare, layer.SaturatedShare).Should().Be((dead, saturated));
    }

    [Fact]
    public void Fit_LastingDeadUnits_AreThoseOfTenInspectedSteps()
    {
        // Batches of one example: a unit that is silent for one of them is not dead.
        var history = Fit(Activation.ReLU, clipping: null, every: 1, batchSize: 1);
        history.Inspections[0].Layers[0].LastingDeadShare.Should().Be(history.Inspections[0].Layers[0].DeadShare).And.BeGreaterThan(0.2);
        history.Inspections[12].Layers[0].DeadShare.Should().BeGreaterThan(0.2);
        history.Inspections[12].Layers[0].LastingDeadShare.Should().BeLessThan(0.1);
    }

    [Fact]
    public void Fit_EveryFewSteps_InspectsTheseAndReportsTheLast()
    {
        var reports = new List<TrainingProgress>();
        var history = Fit(Activation.ReLU, clipping: null, every: 7, batchSize: 10, progress: new Reports(reports.Add));
        history.Inspections.Select(step => step.Step).Should().Equal(1, 8, 15);
        history.Inspections.Select(step => step.Epoch).Should().Equal(1, 1, 2);
        history.Inspections.Select(step => step.Cost).Should().Equal(new[] { 0, 7, 14 }.Select(i => history.StepCosts[i]));
        reports[^1].Inspection.Should().BeSameAs(history.Inspections[^1]);
    }

    [Fact]
    public void Fit_ByDefault_InspectsNothing()
    {
        new FitOptions().InspectEverySteps.Should().BeNull();
        Fit(Activation.ReLU, clipping: null, every: 0).Inspections.Should().BeEmpty();
    }

    [Fact]
    public void InspectEverySteps_OutOfRange_IsRefused() =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new FitOptions { InspectEverySteps = 0 })
            .Should().Be("InspectEverySteps must be 1 or greater, got 0. (Parameter 'InspectEverySteps')");

    [Fact]
    public void Fit_AnOptimizerThatNamesTooFewOfItsStates_IsRefused()
    {
        var network = new Network<double>(1, seed: 1, [new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, new Misnamed());
        var data = Dataset.FromMatrices(Given.Rows([3]), Given.Rows([1]));
        Failure.Of<InvalidOperationException>(() => trainer.Fit(data, options: new() { InspectEverySteps = 100 }))
            .Should().Be("The optimizer Misnamed has a StateCount of 2, but names 1 in StateNames.");
    }

    private static TrainingHistory Fit(
        Activation hidden, GradientClipping? clipping, int every = 100, int batchSize = 100, IProgress<TrainingProgress>? progress = null)
    {
        var network = new Network<float>(8, seed: 3, [new Dense(30, hidden), new Dense(3, Activation.Softmax)]);
        return new Trainer<float>(network, Loss.CrossEntropy, Optimizer.GradientDescent(1)) { Clipping = clipping }.Fit(
            Given.Classes<float>(8, 3, 100, seed: 1),
            options: new() { Epochs = 2, BatchSize = batchSize, InspectEverySteps = every == 0 ? null : every },
            progress: progress);
    }

    private static void SameBits<T>(Optimizer optimizer, GradientClipping? clipping)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long[]? expected = null;
        var data = Given.Classes<T>(120, 10, 134, seed: 3);
        foreach (var count in new[] { 1, 2 })
        {
            Backend.Threads = count;
            foreach (var inspection in new int?[] { null, 1, 2 })
            {
                var network = new Network<T>(
                    120, seed: 2,
                        [new Dense(150, Activation.ReLU) { KeepProbability = 0.8, Constraint = Constraint.MaxNorm(0.9) },
                            new Dense(10, Activation.Softmax)]);
                var history = new Trainer<T>(
                    network, Loss.CrossEntropy, optimizer, Regularizer.ElasticNet(0.1, 0.1)) { Clipping = clipping }
                    .Fit(data, options: new() { Epochs = 2, BatchSize = 67, EvaluateTrainingSet = false, InspectEverySteps = inspection });
                history.Inspections.Should().HaveCount(inspection is null ? 0 : 4 / inspection.Value);
                var bits = network.Theta().Concat(history.StepCosts.Select(T.CreateChecked)).Bits();
                expected ??= bits;
                bits.Should().Equal(expected, $"{count} threads, inspection every {inspection} steps");
            }
        }
    }

    private sealed class Misnamed() : Optimizer(1)
    {
        public override int StateCount => 2;

        public override IReadOnlyList<string> StateNames => ["v"];

        protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step)
        {
        }
    }

    private sealed class Reports(Action<TrainingProgress> add) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => add(value);
    }
}
