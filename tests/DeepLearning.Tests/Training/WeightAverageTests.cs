using System.Numerics;

namespace DeepLearning.Tests;

[Collection(nameof(Numerics.BackendTests))]
public sealed class WeightAverageTests : IDisposable
{
    private static readonly Dataset<double> Data = Given.Classes<double>(5, 3, 24, seed: 1);
    private static readonly Dataset<double> Development = Given.Classes<double>(5, 3, 11, seed: 2);
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Averages => ["exponential", "schedule-free"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Exponential_OfARun_IsTheAverageOfTheWeightsOfItsSteps(double beta)
    {
        var formula = new ExponentiallyWeightedAverage(beta);
        var (plain, averaged) = (MakeTrainer(Optimizer.Adam(0.01)), MakeTrainer(Optimizer.Adam(0.01)));
        var expected = new double[plain.Network.ParameterCount];
        using var steps = plain.Epochs(Data, Development, Options(average: null)).GetEnumerator();
        foreach (var epoch in averaged.Epochs(Data, Development, Options(WeightAverage.Exponential(beta))))
        {
            steps.MoveNext().Should().BeTrue();
            formula.Next<double>(expected, plain.Network.Theta());
            var correction = formula.BiasCorrection(epoch.Epoch);
            Distance(averaged.Network.Theta(), [.. expected.Select(sum => sum / correction)]).Should().BeLessThan(1e-12);
            epoch.Cost.Should().Be(steps.Current.Cost, "gradients are computed as without");
            epoch.Validation.Should().Be(averaged.Measure(Development), "the run measures by the averages");
            epoch.Training.Should().Be(averaged.Measure(Data));
        }

        steps.MoveNext().Should().BeFalse();
        (averaged.Network.Theta().SequenceEqual(plain.Network.Theta())).Should().Be(beta == 0, "with β = 0 nothing is averaged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void ScheduleFree_OfARun_IsTheIterationOfThePaper(double beta)
    {
        // z := z − α ∇J(y), x := (1 − α²/Σα²) x + α²/Σα² z, y := (1 − β) z + β x, step for step and with a rate that warms up.
        const double Rate = 0.3;
        var trainer = MakeTrainer(Optimizer.GradientDescent(Rate));
        var reference = MakeTrainer(Optimizer.GradientDescent(Rate));
        var gradients = new Gradients<double>(reference.Network);
        double[] z = reference.Network.Theta(), x = reference.Network.Theta();
        var sum = 0.0;
        foreach (var epoch in trainer.Epochs(Data, null, Options(WeightAverage.ScheduleFree(beta), Schedule.WarmUp(4))))
        {
            reference.ComputeGradients(Data.X, Data.Y, gradients).Should().BeApproximately(epoch.Cost, 1e-12);
            var rate = epoch.LearningRate;
            sum += rate * rate;
            double[] g = [.. gradients.Names.SelectMany(name => gradients[name].ToColumnMajorArray())];
            for (var i = 0; i < z.Length; i++)
            {
                z[i] -= rate * g[i];
                x[i] += rate * rate / sum * (z[i] - x[i]);
            }

            Distance(trainer.Network.Theta(), x).Should().BeLessThan(1e-12);
            var p = 0;
            foreach (var parameter in reference.Network.Parameters)
            {
                foreach (ref var y in parameter.Values)
                {
                    y = ((1 - beta) * z[p]) + (beta * x[p]);
                    p++;
                }
            }
        }

        trainer.Steps.Should().Be(12);
    }

    [Fact]
    public void ScheduleFreeAdamW_LearnsWithoutASchedule()
    {
        var plain = MakeTrainer(Optimizer.AdamW(0.05, beta1: 0));
        var first = plain.Measure(Data).Cost;
        plain.Fit(Data, options: Options(WeightAverage.ScheduleFree(), epochs: 200));
        plain.Measure(Data).Cost.Should().BeLessThan(first / 10);
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Fit_StopsEarly_RestoresTheAveragesOfTheBestEpoch(string average)
    {
        var (whole, stopped) = (MakeTrainer(Optimizer.Adam(0.2)), MakeTrainer(Optimizer.Adam(0.2)));
        var shown = new List<double[]>();
        foreach (var epoch in whole.Epochs(Data, Development, Options(Of(average), epochs: 40)))
        {
            shown.Add(whole.Network.Theta());
        }

        var history = stopped.Fit(
            Data, Development,
                new() { Epochs = 40, BatchSize = 24, Shuffle = false, WeightAverage = Of(average),
                    EarlyStopping = new() { Patience = 3 } });
        history.StoppedEarly.Should().BeTrue("the test is of a run that ends early");
        stopped.Network.Theta().Should().Equal(shown[history.BestEpoch!.Value - 1]);
        stopped.Measure(Development).Should().Be(history.Epochs[history.BestEpoch.Value - 1].Validation);
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Checkpoint_OfARun_HoldsTheAveragesAsTheNetwork(string average)
    {
        var trainer = MakeTrainer(Optimizer.Adam(0.05));
        var checkpoints = new Checkpoints(folder.Path) { KeepBest = true, KeepLast = 100 };
        var options = new FitOptions { Epochs = 5, BatchSize = 7, WeightAverage = Of(average), Checkpoints = checkpoints };
        var shown = new List<double[]>();
        foreach (var epoch in trainer.Epochs(Data, Development, options))
        {
            shown.Add(trainer.Network.Theta());
            Network<double>.Load(checkpoints.FindLast()!).Theta().Should().Equal(shown[^1]);
        }

        var again = MakeTrainer(Optimizer.Adam(0.05));
        again.Resume(checkpoints.FindLast()!);
        again.Fit(Data, Development, new() { Epochs = 5, BatchSize = 7, WeightAverage = Of(average) });
        again.Network.Theta().Should().Equal(shown[^1], "a run that is over leaves the averages");
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Epochs_WorkBetweenThem_DoesNotMixWithTheAverages(string average)
    {
        var (alone, busy) = (MakeTrainer(Optimizer.Adam(0.05)), MakeTrainer(Optimizer.Adam(0.05)));
        alone.Fit(Data, Development, Options(Of(average)));
        foreach (var epoch in busy.Epochs(Data, Development, Options(Of(average))))
        {
            busy.Measure(Development);
            busy.FindLearningRate(Data, steps: 3);
            busy.SaveCheckpoint(Path.Combine(folder.Path, "between.safetensors"));
        }

        busy.Network.Theta().Should().Equal(alone.Network.Theta());
        Network<double>.Load(Path.Combine(folder.Path, "between.safetensors")).Theta().Should().Equal(alone.Network.Theta());
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Fit_WithAverages_LeavesWhatDoesNotTrainAndKeepsConstraints(string average)
    {
        var network = new Network<double>(
            5, seed: 3,
            [
                new(7, Activation.Tanh) { IsTrainable = false },
                new(6, Activation.Tanh) { Constraint = Constraint.MaxNorm(0.3) },
                new(3, Activation.Softmax),
            ]);
        var before = network.Layers[0].Weights.Clone();
        new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.1)).Fit(Data, options: Options(Of(average), epochs: 30));
        network.Layers[0].Weights.Should().Be(before);
        network.Layers[1].Weights.EnumerateRows()
            .Should().OnlyContain(row => row.L2Norm() <= 0.3 + 1e-12, "the ball that the constraint keeps to is convex");
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Fit_OnAnyNumberOfThreads_HasTheSameBits(string average)
    {
        int[] BitsOf(int threads)
        {
            var before = Backend.Threads;
            try
            {
                Backend.Threads = threads;
                var network = new Network<float>(40, seed: 3, [new(90, Activation.ReLU), new(3, Activation.Softmax)]);
                new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam()).Fit(
                    Given.Classes<float>(40, 3, 300, seed: 1), options: new() { Epochs = 3, WeightAverage = Of(average) });
                return [.. network.Theta().Select(BitConverter.SingleToInt32Bits)];
            }
            finally
            {
                Backend.Threads = before;
            }
        }

        BitsOf(4).Should().Equal(BitsOf(1));
    }

    [Fact]
    public void Resume_WithOtherAverages_IsRefused()
    {
        var checkpoints = new Checkpoints(folder.Path);
        MakeTrainer(Optimizer.Adam())
            .Fit(Data, options: new() { Epochs = 2, WeightAverage = WeightAverage.Exponential(0.9), Checkpoints = checkpoints });
        var trainer = MakeTrainer(Optimizer.Adam());
        trainer.Resume(checkpoints.FindLast()!);
        Failure.Of<ArgumentException>(() => trainer.Fit(Data, options: new() { Epochs = 3, WeightAverage = WeightAverage.ScheduleFree() }))
            .Should().Be(
            "The trainer was resumed in a run of other data or options: the average of the weights is schedule-free average of the " +
            "weights, β = 0.9, " +
            "but was exponential moving average of the weights, β = 0.9. (Parameter 'options')");
    }

    [Fact]
    public void WeightAverage_BetaOutOfRange_IsRefused()
    {
        foreach (var beta in new[] { -0.1, 1, double.NaN })
        {
            FluentActions.Invoking(() => WeightAverage.Exponential(beta))
                .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("beta");
            FluentActions.Invoking(() => WeightAverage.ScheduleFree(beta))
                .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("beta");
        }
    }

    private static WeightAverage Of(string average) =>
        average == "exponential" ? WeightAverage.Exponential(0.9) : WeightAverage.ScheduleFree();

    private static FitOptions Options(WeightAverage? average, Schedule? schedule = null, int epochs = 12) => new()
    {
        Epochs = epochs, BatchSize = FitOptions.AllExamples, Shuffle = false, WeightAverage = average,
        Schedule = schedule ?? Schedule.Constant,
    };

    private static Trainer<double> MakeTrainer(Optimizer optimizer) => new(
        new Network<double>(5, seed: 3, [new(7, Activation.Tanh) { Normalization = Normalization.Layer() }, new(3, Activation.Softmax)]),
        Loss.CrossEntropy, optimizer);

    private static double Distance(double[] left, double[] right) => Math.Sqrt(left.Zip(right, (a, b) => (a - b) * (a - b)).Sum());
}
