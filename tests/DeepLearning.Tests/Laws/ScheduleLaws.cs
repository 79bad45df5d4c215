namespace DeepLearning.Tests;

public sealed class ScheduleLaws
{
    public static TheoryData<string> All => [.. Implementations.Schedules.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Factor_RunsOfAnyLength_LiesBetweenZeroAndOne(string name)
    {
        for (var epochs = 1; epochs <= 12; epochs++)
        {
            for (var stepsPerEpoch = 1; stepsPerEpoch <= 4; stepsPerEpoch++)
            {
                Factors(name, epochs, stepsPerEpoch).Should().OnlyContain(factor => factor >= 0 && factor <= 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Factor_HasOneTopACycle(string name)
    {
        var factors = Factors(name, 20, 5);
        var changes = factors.Zip(factors.Skip(1), (now, next) => Math.Sign(next - now)).Where(change => change != 0).ToArray();
        var tops = changes.Append(-1).Prepend(1).ToArray();
        tops.Zip(tops.Skip(1), (before, after) => before > 0 && after < 0).Count(isTop => isTop)
            .Should().Be(Implementations.Schedules[name] is CosLog cycles ? cycles.Cycles : 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Factor_AskedOutOfOrder_IsTheSame(string name)
    {
        // Nothing is remembered: a resumed run has the rates that it would have had.
        var factors = Factors(name, 10, 3);
        for (var step = factors.Length - 1; step >= 0; step--)
        {
            Factor(name, step, 10, 3).Should().Be(factors[step]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Name_IsThatOfTheTable(string name) => Implementations.Schedules[name].Name.Should().Be(name);

    private static double[] Factors(string name, int epochs, int stepsPerEpoch) =>
        [.. Enumerable.Range(0, epochs * stepsPerEpoch).Select(step => Factor(name, step, epochs, stepsPerEpoch))];

    private static double Factor(string name, int step, int epochs, int stepsPerEpoch) =>
        Implementations.Schedules[name].Factor(new ScheduleContext
    {
        FinishedSteps = step,
        TotalSteps = (long)epochs * stepsPerEpoch,
        FinishedEpochs = step / stepsPerEpoch,
        TotalEpochs = epochs,
        Costs = Enumerable.Range(0, step / stepsPerEpoch).Select(epoch => epoch < 4 ? 1.0 / (epoch + 1) : 0.3).ToArray(),
    });
}
