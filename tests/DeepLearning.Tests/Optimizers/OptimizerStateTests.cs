namespace DeepLearning.Tests;

/// <summary>What every optimizer refuses before it touches a number, and what its state holds.</summary>
public sealed class OptimizerStateTests
{
    private static readonly double[] Shared = new double[12];

    public static TheoryData<Action, string> BadSpans => new()
    {
        { () => Update([], [], 2), SpanMessage.Empty("parameter") },
        { () => Update(new double[4], new double[3], 2), SpanMessage.Length("gradient", 4, "as many as parameter", 3) },
        { () => Update(Shared.AsSpan(0, 4), Shared.AsSpan(2, 4), 2), SpanMessage.Overlap("parameter", "gradient") },
        {
            () => Update(new double[4], new double[4], 1),
            SpanMessage.Length("state", 2, "a slot for each number that the rule remembers", 1)
        },
        { () => Update(new double[3], new double[3], 2), SpanMessage.Length("state", 3, "as many as parameter", 4) },
        { () => Update(Shared.AsSpan(0, 4), new double[4], [new double[4], Shared]), SpanMessage.Overlap("state", "parameter") },
        { () => Update(new double[4], Shared.AsSpan(0, 4), [new double[4], Shared]), SpanMessage.Overlap("state", "gradient") },
        { () => Update(new double[4], new double[4], [Shared, Shared]), SpanMessage.Overlap("state", "another slot of it") },
        { () => _ = new OptimizerState<double>([[1, 2], null!], 0, 2), SlotMessage(1, 2, 0, "none") },
        { () => _ = new OptimizerState<double>([[1, 2, 3]], 2, 2), SlotMessage(0, 2, 2, "one of 3") },
    };

    public static TheoryData<string, string> Names => new()
    {
        { "GradientDescent", "" }, { "Momentum", "v" }, { "HeavyBall", "v" }, { "Nesterov", "v" }, { "RMSprop", "s" }, { "AdaGrad", "s" },
        { "Adam", "v s" }, { "AdamW", "v s" }, { "Nadam", "v s" }, { "AMSGrad", "v s u" },
        { "RAdam", "v s" }, { "Adamax", "v u" }, { "Adadelta", "s d" }, { "Lion", "v" },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void Update_BadSpans_AreRefused(Action call, string message) => Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void Update_BadSteps_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Update(new double[4], new double[4], 2, new OptimizerStep(0, 0.1)))
            .Should().Be("step.Number must be 1 or greater, got 0. (Parameter 'step.Number')");
        Failure.Of<ArgumentOutOfRangeException>(() => Update(new double[4], new double[4], 2, new OptimizerStep(1, -0.5)))
            .Should().Be("step.LearningRate must be a finite number, 0 or greater, got -0.5. (Parameter 'step.LearningRate')");
        Update(new double[4], new double[4], 2, new OptimizerStep(1, 0));
    }

    [Fact]
    public void Construction_NegativeRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new OptimizerState<double>([[1, 2, 3]], -1, 2))
            .Should().Be("start must be 0 or greater, got -1. (Parameter 'start')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new OptimizerState<double>([[1, 2, 3]], 0, -1))
            .Should().Be("length must be 0 or greater, got -1. (Parameter 'length')");
    }

    [Fact]
    public void Item_EachSlot_IsItsRange()
    {
        var state = new OptimizerState<double>([[1, 2, 3, 4], [5, 6, 7]], 1, 2);
        state[0].ToArray().Should().Equal(2, 3);
        state[1].ToArray().Should().Equal(6, 7);
        new OptimizerState<double>([[1, 2]], 2, 0)[0].IsEmpty.Should().BeTrue("a range at the end is one");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Item_NoSuchSlot_IsRefused(int slot) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new OptimizerState<double>([[1], [2]], 0, 1)[slot])
            .Should().Be($"slot must be less than 2, the number of slots, and not negative, got {slot}. (Parameter 'slot')");

    [Theory]
    [MemberData(nameof(Names))]
    public void StateNames_OfEachRule_AreItsSymbols(string name, string symbols)
    {
        var optimizer = Implementations.Optimizers[name];
        string.Join(' ', optimizer.StateNames).Should().Be(symbols);
        optimizer.StateCount.Should().Be(optimizer.StateNames.Count);
    }

    [Fact]
    public void StateNames_OfRulesJustMade_AreTheSymbolsOfTheirFormulas() => Array.ConvertAll<Optimizer, string>(
        [
            Optimizer.GradientDescent(), Optimizer.Momentum(), Optimizer.HeavyBall(), Optimizer.Nesterov(), Optimizer.RMSprop(),
            Optimizer.AdaGrad(),
            Optimizer.Adam(), Optimizer.AdamW(), Optimizer.AMSGrad(), Optimizer.Nadam(), new OfTwo(),
        ],
        optimizer => string.Join(' ', optimizer.StateNames)).Should()
            .Equal("", "v", "v", "v", "s", "s", "v s", "v s", "v s u", "v s", "state 1 state 2");

    private static string SlotMessage(int slot, int length, int start, string has) =>
        $"Slot {slot} of the state must have an array that holds the range of {length} from {start} on, " +
        $"but has {has}. (Parameter 'slots')";

    private static void Update(Span<double> parameter, ReadOnlySpan<double> gradient, int slots, OptimizerStep? step = null)
    {
        double[][] state = [.. Enumerable.Range(0, slots).Select(_ => new double[4])];
        Optimizer.Adam().Update(parameter, gradient, new OptimizerState<double>(state, 0, 4), step ?? new(1, 0.1));
    }

    private static void Update(Span<double> parameter, ReadOnlySpan<double> gradient, double[][] slots) =>
        Optimizer.Adam().Update(parameter, gradient, new OptimizerState<double>(slots, 0, 4), new(1, 0.1));

    /// <summary>A rule that does not name what it remembers.</summary>
    private sealed class OfTwo() : Optimizer(0.1)
    {
        public override int StateCount => 2;

        protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
            throw new NotSupportedException();
    }
}
