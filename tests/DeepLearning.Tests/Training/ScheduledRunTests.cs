namespace DeepLearning.Tests;

/// <summary>Schedules in a run of training.</summary>
public sealed class ScheduledRunTests
{
    private static readonly Dataset<double> Data = Given.Classes<double>(4, 3, 25, seed: 6);

    [Fact]
    public void Fit_AsksForEveryStepWithWhatIsFinished()
    {
        var schedule = new Noted(_ => 1);
        var history = Trainer().Fit(Data, Data, new() { Epochs = 2, BatchSize = 10, Schedule = schedule });
        var costs = history.Epochs.Select(epoch => epoch.Validation!.Cost).ToArray();
        schedule.Moments
            .Should()
                .Equal("0/6 0/2 []", "1/6 0/2 []", "2/6 0/2 []", $"3/6 1/2 [{costs[0]}]", $"4/6 1/2 [{costs[0]}]", $"5/6 1/2 [{costs[0]}]");
    }

    [Fact]
    public void Fit_WithoutValidation_ShowsTheRunningCost()
    {
        var schedule = new Noted(_ => 1);
        var history = Trainer().Fit(Data, options: new() { Epochs = 2, BatchSize = 25, Schedule = schedule });
        schedule.Moments.Should().Equal("0/2 0/2 []", $"1/2 1/2 [{history.Epochs[0].Cost}]");
    }

    [Fact]
    public void Fit_Factor_IsOnTheOptimizersRate()
    {
        var (scheduled, plain) = (Trainer(0.4), Trainer(0.1));
        var history = scheduled.Fit(Data, options: new() { Epochs = 3, BatchSize = 10, Schedule = new Noted(_ => 0.25) });
        plain.Fit(Data, options: new() { Epochs = 3, BatchSize = 10 });
        scheduled.Network.Theta().Bits().Should().Equal(plain.Network.Theta().Bits());
        history.Epochs.Select(epoch => epoch.LearningRate).Should().Equal(0.1, 0.1, 0.1);
    }

    [Fact]
    public void Fit_Ended_TheRateIsTheOptimizersAgain()
    {
        var (scheduled, plain) = (Trainer(), Trainer());
        scheduled.Fit(Data, options: new() { Epochs = 1, Schedule = new Noted(_ => 0) });
        scheduled.Step(Data.X, Data.Y);
        plain.Step(Data.X, Data.Y);
        scheduled.Network.Theta().Bits()
            .Should().Equal(plain.Network.Theta().Bits(), "a factor of 0 moved nothing, and a single step has no schedule");
    }

    [Fact]
    public void Fit_EverySchedule_Learns()
    {
        foreach (var schedule in Implementations.Schedules.Values)
        {
            var history = Trainer(0.5).Fit(Data, options: new() { Epochs = 30, BatchSize = 5, Schedule = schedule });
            history.Epochs[^1].Training!.Cost.Should().BeLessThan(0.8 * history.Epochs[0].Cost, schedule.Name);
            history.Epochs[1].LearningRate.Should().BeInRange(0, 0.5);
        }
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Fit_BadFactor_IsRefusedBeforeTheStep(double factor, string written)
    {
        var trainer = Trainer();
        Failure.Of<InvalidOperationException>(() => trainer.Fit(
                Data, options: new() { BatchSize = 10, Schedule = new Noted(step => step == 4 ? factor : 1) }))
            .Should().Be($"The schedule Noted gave the factor {written} at epoch 2, step 2; it must be a finite number, 0 or greater.");
        trainer.Steps.Should().Be(4);
    }

    [Fact]
    public void Schedule_Null_IsRefused() => Failure.Of<ArgumentNullException>(() => _ = new FitOptions { Schedule = null! })
        .Should().Be("Value cannot be null. (Parameter 'Schedule')");

    private static Trainer<double> Trainer(double learningRate = 0.1) => new(
        new Network<double>(4, seed: 9, [new Dense(6, Activation.Tanh), new Dense(3, Activation.Softmax)]),
        Loss.CrossEntropy, Optimizer.GradientDescent(learningRate));

    private sealed class Noted(Func<long, double> factor) : Schedule
    {
        public List<string> Moments { get; } = [];

        public override double Factor(ScheduleContext context)
        {
            Moments.Add(
                $"{context.FinishedSteps}/{context.TotalSteps} {context.FinishedEpochs}/{context.TotalEpochs} " +
                $"[{string.Join(", ", context.Costs.ToArray())}]");
            return factor(context.FinishedSteps);
        }
    }
}
