using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class DivergenceTests : IDisposable
{
    private const string NothingChanged = "No parameter was changed by this step.";

    private readonly Network<float> network = new(2, seed: 1, [new Dense(3, Activation.ReLU), new Dense(1, Activation.Identity)]);
    private readonly Matrix<float> x = Given.Normal<float>(2, 5, seed: 1);
    private readonly Matrix<float> y = Given.Normal<float>(1, 5, seed: 2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Fit_LearningRateFarTooHigh_NamesEpochStepAndCause()
    {
        var data = Dataset.FromMatrices(x, y);
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1e15));
        var error =
            ((Func<TrainingHistory>)(() => trainer.Fit(data, options: new() { Epochs = 50, BatchSize = 2, EvaluateTrainingSet = false })))
            .Should().ThrowExactly<DivergenceException>().Which;
        var steps = error.History!.StepCosts.Count;
        steps.Should().BeGreaterThan(0);
        trainer.Steps.Should().Be(steps);
        error.Message.Should().Be(
            $"The cost is not finite at epoch {(steps / 3) + 1}, step {(steps % 3) + 1}: every layer is finite, so the loss or the " +
            $"penalty is not; " +
            $"the errors are too large to be summed: lower the learning rate, and normalize inputs and targets. {NothingChanged}");
        error.History.StepCosts.Should().NotContain(cost => !double.IsFinite(cost));
    }

    [Fact]
    public void Step_InfiniteWeight_IsNamedAndNothingIsChanged()
    {
        network.Layers[1].Weights[0, 2] = float.PositiveInfinity;
        network.Layers[0].Biases[2, 0] = 1e3f;
        Diverges(x, y,
            "The cost is not finite at step 1: first W[2] of layer 2 (3 → 1) holds infinity at row 0, column 2; " +
            $"the update before it overflowed: lower the learning rate, and normalize the inputs. {NothingChanged}");
    }

    [Fact]
    public void Step_NaNBias_IsNamed()
    {
        network.Layers[1].Biases[0, 0] = float.NaN;
        Diverges(x, y,
            "The cost is not finite at step 1: first b[2] of layer 2 (3 → 1) holds NaN at row 0, column 0; " +
            $"the update before it overflowed: lower the learning rate, and normalize the inputs. {NothingChanged}");
    }

    [Fact]
    public void Step_OverflowingProduct_IsNamed()
    {
        network.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, 1e30f);
        var huge = Matrix<float>.Build.Dense(2, 5, 0);
        huge[1, 3] = 1e30f;
        Diverges(huge, y,
            "The cost is not finite at step 1: first Z[1] of layer 1 (2 → 3) holds infinity at row 0, column 3; " +
            "W A + b overflowed, since weights or inputs are too large: lower the learning rate, normalize the inputs, " +
            $"or choose an initializer of smaller variance. {NothingChanged}");
    }

    [Fact]
    public void Step_ActivationThatReturnsNaN_IsNamed()
    {
        var rooted = new Network<double>(2, seed: 1, [new Dense(3, new SquareRoot()), new Dense(1, Activation.Identity)]);
        rooted.Layers[0].Weights = Given.Rows([1, 0], [0, 1], [1, 1]);
        var trainer = new Trainer<double>(rooted, Loss.MeanSquaredError, Optimizer.Adam());
        Failure.Of<DivergenceException>(() => trainer.Step(Given.Rows([1, 4], [1, -9]), Given.Rows([1, 1]))).Should().Be(
            "The cost is not finite at step 1: first A[1] of layer 1 (2 → 3) holds NaN at row 1, column 1; " +
            $"SquareRoot returned it for a finite Z: check the activation. {NothingChanged}");
    }

    [Fact]
    public void Step_NormalizedLayer_NamesGainShiftOrNormalization()
    {
        var normalized = new Network<float>(
            2, seed: 1, [new Dense(3, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<float>(normalized, Loss.MeanSquaredError, Optimizer.Adam());
        normalized.Layers[0].Gains![1, 0] = float.NaN;
        Failure.Of<DivergenceException>(() => trainer.Step(x, y)).Should().Be(
            "The cost is not finite at step 1: first γ[1] of layer 1 (2 → 3) holds NaN at row 1, column 0; " +
            $"the update before it overflowed: lower the learning rate, and normalize the inputs. {NothingChanged}");
        normalized.Layers[0].Gains![1, 0] = 1;
        normalized.Layers[0].Shifts![2, 0] = float.NaN;
        Failure.Of<DivergenceException>(() => trainer.Step(x, y)).Should().Be(
            "The cost is not finite at step 1: first β[1] of layer 1 (2 → 3) holds NaN at row 2, column 0; " +
            $"the update before it overflowed: lower the learning rate, and normalize the inputs. {NothingChanged}");
        normalized.Layers[0].Shifts!.Clear();

        // Z = (0, 0, 2), so Ẑ = (−1/√2, −1/√2, √2).
        var (ones, zero) = (Matrix<float>.Build.Dense(2, 1, 1), Matrix<float>.Build.Dense(1, 1));
        normalized.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, (i, _) => i == 2 ? 1 : 0);
        normalized.Layers[0].Gains![2, 0] = float.MaxValue;
        Failure.Of<DivergenceException>(() => trainer.Step(ones, zero)).Should().Be(
            "The cost is not finite at step 1: first Y[1] of layer 1 (2 → 3) holds infinity at row 2, column 0; " +
            $"γ Ẑ + β overflowed, since gains or shifts are too large: lower the learning rate. {NothingChanged}");
        normalized.Layers[0].Gains![2, 0] = 1;
        normalized.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, 1e38f);
        Failure.Of<DivergenceException>(() => trainer.Step(ones, zero)).Should().Be(
            "The cost is not finite at step 1: first Ẑ[1] of layer 1 (2 → 3) holds NaN at row 0, column 0; " +
            $"Layer(1E-05) returned it for a finite Z: lower the learning rate if Z is huge, else check the normalization. " +
            $"{NothingChanged}");
    }

    [Fact]
    public void Step_OverflowingLoss_IsNamed() => Diverges(
        x, Matrix<float>.Build.Dense(1, 5, 1e30f),
        "The cost is not finite at step 1: every layer is finite, so the loss or the penalty is not; the errors are too large to be " +
        "summed: " +
        $"lower the learning rate, and normalize inputs and targets. {NothingChanged}");

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 2)]
    [InlineData(3, 5)]
    public void Fit_UpdateOfTheLastStepThatOverflows_IsNoticed(int epochs, int batchSize)
    {
        var steps = epochs * ((5 + batchSize - 1) / batchSize);
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1));
        var options = new FitOptions
        {
            Epochs = epochs, BatchSize = batchSize, Schedule = new HugeInTheEnd(), EvaluateTrainingSet = false,
            Checkpoints = new(folder.FullName) { EverySteps = 1 },
        };
        var error = FluentActions.Invoking(() => trainer.Fit(Dataset.FromMatrices(x, y), options: options))
            .Should().ThrowExactly<DivergenceException>().Which;

        network.FirstNotFinite().Should().NotBeNull("the update is done");
        error.Message.Should().Be(
            $"After epoch {epochs}, step {steps / epochs} {network.FirstNotFinite()}: an update overflowed. Lower the learning rate, and " +
            $"normalize the inputs. " +
            "The network holds it, and cannot be trained on.");
        error.History!.StepCosts.Should().HaveCount(steps).And.OnlyContain(cost => double.IsFinite(cost));
        error.History.Epochs.Should().HaveCount(epochs - 1);
        Directory.GetFiles(folder.FullName).Should().HaveCount(Math.Min(2, steps - 1), "nothing of the last step is saved");

        var path = Path.Combine(folder.FullName, "after.safetensors");
        Failure.Of<InvalidOperationException>(() => trainer.SaveCheckpoint(path)).Should().StartWith(network.FirstNotFinite());
        Failure.Of<InvalidOperationException>(() => network.Save(path)).Should().StartWith(network.FirstNotFinite());
        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public void Fit_CancelledAfterAnUpdateThatOverflows_IsNoticed()
    {
        using var cancellation = new CancellationTokenSource();
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1));
        var options = new FitOptions { Epochs = 2, BatchSize = 2, Schedule = new HugeInTheEnd(cancellation) };
        Failure.Of<DivergenceException>(
            () => trainer.Fit(Dataset.FromMatrices(x, y), options: options, cancellationToken: cancellation.Token))
            .Should().StartWith($"After epoch 2, step 2 {network.FirstNotFinite()}");
    }

    [Fact]
    public void Fit_GradientWhoseSquareOverflows_IsNoticed()
    {
        // dw is finite and its square is not: Adam would never move the element again.
        network.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, 1);
        network.Layers[1].Weights = Matrix<float>.Build.Dense(1, 3, 1);
        var trainer = new Trainer<float>(network, Loss.MeanAbsoluteError, Optimizer.Adam());
        Failure.Of<DivergenceException>(() => trainer.Fit(
            Dataset.FromMatrices(Matrix<float>.Build.Dense(2, 1, 1e20f), Matrix<float>.Build.Dense(1, 1, 0)),
            options: new() { Epochs = 1 })).Should().Be(
            "After epoch 1, step 1 s of layers.0.weight[0, 0] is infinity: an update overflowed. Lower the learning rate, and normalize " +
            "the inputs. " +
            "The network holds it, and cannot be trained on.");
    }

    [Fact]
    public void Step_AfterADivergedLargerBatch_BlamesOnlyItsOwn()
    {
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.GradientDescent());
        network.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, 1e30f);
        var huge = Matrix<float>.Build.Dense(2, 5, 1e30f);
        FluentActions.Invoking(() => trainer.Step(huge, y)).Should().Throw<DivergenceException>();
        network.Layers[0].Weights = Matrix<float>.Build.Dense(3, 2, 1);
        Failure.Of<DivergenceException>(() => trainer.Step(x.SubMatrix(0, 2, 0, 1), Matrix<float>.Build.Dense(1, 1, 1e30f)))
            .Should().StartWith("The cost is not finite at step 1: every layer is finite");

        // And training can go on.
        trainer.Step(x, y).Should().BePositive();
        trainer.Steps.Should().Be(1);
    }

    private void Diverges(Matrix<float> badX, Matrix<float> badY, string message)
    {
        var before = network.Theta().Bits();
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam());
        Failure.Of<DivergenceException>(() => trainer.Step(badX, badY)).Should().Be(message);
        network.Theta().Bits().Should().Equal(before);
        trainer.Steps.Should().Be(0);

        // In a run the same, with the epoch, and the history of what came before.
        var run = FluentActions.Invoking(() => new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam())
            .Fit(Dataset.FromMatrices(badX, badY), options: new() { BatchSize = 5 })).Should().ThrowExactly<DivergenceException>().Which;
        run.Message.Should().Be(message.Replace("at step 1", "at epoch 1, step 1"));
        run.History!.StepCosts.Should().BeEmpty();
        network.Theta().Bits().Should().Equal(before);
    }

    /// <summary>A factor that makes the last update overflow, and may end the run with it.</summary>
    private sealed class HugeInTheEnd(CancellationTokenSource? cancellation = null) : Schedule
    {
        public override double Factor(ScheduleContext context)
        {
            if (context.FinishedSteps < context.TotalSteps - (cancellation is null ? 1 : 2))
            {
                return 1e-3;
            }

            cancellation?.Cancel();
            return 1e300;
        }
    }

    /// <summary>A user's mistake: no number for negative Z.</summary>
    private sealed class SquareRoot : Activation
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = T.Sqrt(z[i]);
            }
        }

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        {
        }
    }
}
