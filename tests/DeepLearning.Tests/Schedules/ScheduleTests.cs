namespace DeepLearning.Tests;

/// <summary>Factors by hand; PyTorch's are among the golden numbers.</summary>
public sealed class ScheduleTests
{
    private static readonly double[] Costs = [1, 0.9, 0.95, 0.95, 0.95, 0.5, 0.6];

    [Fact]
    public void InverseTimeDecay_IsTheCoursesFormula()
    {
        // α₀ = 0.2 with decay 1 gives 0.1, 0.067, 0.05, 0.04 after 1, 2, 3, 4 epochs.
        ByEpoch(Schedule.InverseTimeDecay(1), 5).Select(factor => 0.2 * factor)
            .Should().Equal([0.2, 0.1, 0.2 / 3, 0.05, 0.04], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void StepDecay_HoldsForItsPeriod() => ByEpoch(Schedule.StepDecay(2, 0.5), 5).Should().Equal(1, 1, 0.5, 0.5, 0.25);

    [Fact]
    public void ExponentialDecay_MultipliesEveryEpoch() => ByEpoch(Schedule.ExponentialDecay(0.5), 4).Should().Equal(1, 0.5, 0.25, 0.125);

    [Fact]
    public void LinearDecay_FallsByTheSameAtEveryStep()
    {
        ByStep(Schedule.LinearDecay(), 4).Should().Equal(1, 0.75, 0.5, 0.25);
        ByStep(Schedule.LinearDecay(0.5), 4).Should().Equal(1, 0.875, 0.75, 0.625);
        ByStep(Schedule.LinearDecay(1), 3).Should().Equal(1, 1, 1);
    }

    [Fact]
    public void CosineDecay_IsHalfWayInTheMiddle()
    {
        var factors = ByStep(Schedule.CosineDecay(0.2), 4);
        factors[0].Should().Be(1);
        factors[2].Should().BeApproximately(0.6, 1e-15);
        factors[3].Should().BeApproximately(0.2 + (0.4 * (1 - Math.Sqrt(0.5))), 1e-15);
    }

    [Fact]
    public void WarmUp_MultipliesTheScheduleUnderneath()
    {
        ByStep(Schedule.WarmUp(4), 6).Should().Equal(0.25, 0.5, 0.75, 1, 1, 1);
        var cosine = ByStep(Schedule.CosineDecay(), 6);
        ByStep(Schedule.WarmUp(4, Schedule.CosineDecay()), 6).Should()
            .Equal(cosine[0] * 0.25, cosine[1] * 0.5, cosine[2] * 0.75, cosine[3], cosine[4], cosine[5]);
    }

    [Fact]
    public void OneCycle_VeryShortRuns_BeginAtTheTop()
    {
        ByStep(Schedule.OneCycle(), 1).Should().Equal(1);
        ByStep(Schedule.OneCycle(), 2).Should().Equal([1, 4e-6], (a, e) => Math.Abs(a - e) < 1e-15);
        ByStep(Schedule.OneCycle(0.5), 2).Should().Equal([1, 4e-6], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void CosLog_EveryCycleIsTwiceAsLongAsTheOneBefore()
    {
        // Four cycles of 1, 2, 4 and 8 parts of 15: the rate is 0 where one ends, and 1 in the middle of each on a logarithmic scale.
        const int Part = 1000;
        var factors = ByStep(Schedule.CosLog(), 15 * Part);
        foreach (var end in new[] { 0, 1, 3, 7 })
        {
            factors[end * Part].Should().BeApproximately(0, 1e-12);
            factors[(int)Math.Round(((Math.Sqrt(2) * (end + 1)) - 1) * Part)].Should().BeApproximately(1, 1e-6);
        }

        ByStep(Schedule.CosLog(1), 3).Should().Equal(
            [0, 0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(4 / 3.0))), 0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(5 / 3.0)))],
            (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void ReduceOnPlateau_CountsEpochsWithoutProgress()
    {
        // No progress in epochs 2, 3 and 4: more than two, so the sixth has half the rate.
        Plateau(Schedule.ReduceOnPlateau(0.5, patience: 2)).Should().Equal(1, 1, 1, 1, 1, 0.5, 0.5, 0.5);
        Plateau(Schedule.ReduceOnPlateau(0.5, patience: 0)).Should().Equal(1, 1, 1, 0.5, 0.25, 0.125, 0.125, 0.0625);
        Plateau(Schedule.ReduceOnPlateau(0.5, patience: 0, cooldown: 1)).Should().Equal(1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125);
        Plateau(Schedule.ReduceOnPlateau(0.5, patience: 0, least: 0.2)).Should().Equal(1, 1, 1, 0.5, 0.25, 0.2, 0.2, 0.2);
        Plateau(Schedule.ReduceOnPlateau(0.5, patience: 0, threshold: 0.2)).Should().Equal(1, 1, 0.5, 0.25, 0.125, 0.0625, 0.0625, 0.03125);
    }

    [Fact]
    public void ReduceOnPlateau_NaN_IsNoProgress() =>
        Schedule.ReduceOnPlateau(0.5, patience: 0).Factor(AfterEpochs(3, 10, [1, double.NaN, 0.5])).Should().Be(0.5);

    [Fact]
    public void Factor_LastEpochsOfALongRun_StayFinite()
    {
        Schedule.ExponentialDecay(0.5).Factor(AfterEpochs(1_000_000, 1_000_001, [])).Should().Be(0);
        Schedule.InverseTimeDecay().Factor(AfterEpochs(1_000_000, 1_000_001, [])).Should().BeApproximately(1e-6, 1e-11);
    }

    public static TheoryData<Action, string> OutOfRange => new()
    {
        { () => Schedule.StepDecay(0), "period must be 1 or greater, got 0. (Parameter 'period')" },
        { () => Schedule.StepDecay(1, 1.5), "gamma must be in (0, 1], got 1.5. (Parameter 'gamma')" },
        { () => Schedule.ExponentialDecay(0), "gamma must be in (0, 1], got 0. (Parameter 'gamma')" },
        { () => Schedule.InverseTimeDecay(-1), "decay must be a finite number, 0 or greater, got -1. (Parameter 'decay')" },
        { () => Schedule.LinearDecay(-0.1), "last must be in [0, 1], got -0.1. (Parameter 'last')" },
        { () => Schedule.CosineDecay(1.1), "last must be in [0, 1], got 1.1. (Parameter 'last')" },
        { () => Schedule.WarmUp(0), "steps must be 1 or greater, got 0. (Parameter 'steps')" },
        { () => Schedule.OneCycle(rise: 1), "rise must be in (0, 1), got 1. (Parameter 'rise')" },
        { () => Schedule.OneCycle(first: 0), "first must be in (0, 1], got 0. (Parameter 'first')" },
        { () => Schedule.OneCycle(last: double.NaN), "last must be in [0, 1], got NaN. (Parameter 'last')" },
        { () => Schedule.ReduceOnPlateau(1), "gamma must be in (0, 1), got 1. (Parameter 'gamma')" },
        { () => Schedule.ReduceOnPlateau(patience: -1), "patience must be 0 or greater, got -1. (Parameter 'patience')" },
        { () => Schedule.ReduceOnPlateau(threshold: 1), "threshold must be in [0, 1), got 1. (Parameter 'threshold')" },
        { () => Schedule.ReduceOnPlateau(cooldown: -2), "cooldown must be 0 or greater, got -2. (Parameter 'cooldown')" },
        { () => Schedule.ReduceOnPlateau(least: 2), "least must be in [0, 1], got 2. (Parameter 'least')" },
        { () => AfterEpochs(-1, 10, []), "FinishedEpochs must be 0 or greater, got -1. (Parameter 'FinishedEpochs')" },
        { () => AfterEpochs(0, 0, []), "TotalSteps must be 1 or greater, got 0. (Parameter 'TotalSteps')" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Construction_OutOfRange_IsRefused(Action make, string message) =>
        Failure.Of<ArgumentOutOfRangeException>(make).Should().Be(message);

    private static double[] Plateau(Schedule schedule) =>
        [.. Enumerable.Range(0, Costs.Length + 1).Select(epoch => schedule.Factor(AfterEpochs(epoch, 20, Costs[..epoch])))];

    private static double[] ByEpoch(Schedule schedule, int epochs) =>
        [.. Enumerable.Range(0, epochs).Select(epoch => schedule.Factor(AfterEpochs(epoch, epochs, new double[epoch])))];

    /// <summary>One epoch of so many steps.</summary>
    private static double[] ByStep(Schedule schedule, int steps) => [.. Enumerable.Range(0, steps).Select(
        step => schedule.Factor(new ScheduleContext { FinishedSteps = step, TotalSteps = steps, FinishedEpochs = 0, TotalEpochs = 1 }))];

    /// <summary>Of epochs of two steps each.</summary>
    private static ScheduleContext AfterEpochs(int finished, int total, double[] costs) => new()
    {
        FinishedEpochs = finished,
        TotalSteps = 2L * total,
        FinishedSteps = Math.Max(0, 2L * finished),
        TotalEpochs = total,
        Costs = costs,
    };
}
