namespace DeepLearning.Tests;

/// <summary>What every loss refuses before it touches a number, and which output activations it takes.</summary>
public sealed class LossTests
{
    private static readonly double[] Shared = new double[12];

    public static TheoryData<Action, string> BadSpans => new()
    {
        { () => Forward(new double[4], new double[4], []), SpanMessage.Empty("losses") },
        { () => Forward(new double[4], new double[4], new double[3]), SpanMessage.Columns("outputs", 3, "as many as losses", 4) },
        { () => Forward(new double[4], new double[2], new double[2]), SpanMessage.Length("targets", 4, "as many as outputs", 2) },
        { () => Forward(Part(0), new double[4], Part(3)), SpanMessage.Overlap("losses", "outputs") },
        { () => Forward(new double[4], Part(0), Part(3)), SpanMessage.Overlap("losses", "targets") },
        { () => Backward(new double[5], new double[5], new double[5], 2), SpanMessage.Columns("outputs", 2, "units", 5) },
        { () => Backward(new double[4], new double[6], new double[4], 2), SpanMessage.Length("targets", 4, "as many as outputs", 6) },
        { () => Backward(new double[4], new double[4], new double[2], 2), SpanMessage.Length("delta", 4, "as many as outputs", 2) },
        { () => Backward(Part(0), new double[4], Part(3), 2), SpanMessage.Overlap("delta", "outputs") },
        { () => Backward(new double[4], Part(0), Part(3), 2), SpanMessage.Overlap("delta", "targets") },
        { () => Both(new double[5], new double[5], new double[2], new double[5], 2), SpanMessage.Columns("outputs", 2, "units", 5) },
        {
            () => Both(new double[4], new double[4], new double[4], new double[4], 2),
            SpanMessage.Length("losses", 2, "one number for each example", 4)
        },
        { () => Both(Part(0), new double[4], Part(3)[..2], new double[4], 2), SpanMessage.Overlap("losses", "outputs") },
        { () => Both(new double[4], new double[4], Part(3)[..2], Part(0), 2), SpanMessage.Overlap("losses", "delta") },
        { () => Loss.CrossEntropy.InvalidTarget<double>([]), SpanMessage.Empty("target") },
        { () => Loss.CrossEntropy.InvalidTarget<double>(new double[3], 2, out _), SpanMessage.Columns("targets", 2, "units", 3) },
    };

    public static TheoryData<string, double[], int> MisfitsInTheThirdExample => new()
    {
        { "BinaryCrossEntropy", [0, 1, 0.5, 1, 0, 2], 2 },
        { "CrossEntropy", [0, 1, 0.5, 0.5, 0, 2], 2 },
        { "KullbackLeibler", [0, 1, 0.5, 0.5, 0, 2], 2 },
        { "Hinge", [0, 1, -1, 1, 0, 2], 2 },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void Methods_BadSpans_AreRefused(Action call, string message) => Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void Backward_NoUnits_IsRefused() =>
        Failure.Of<ArgumentOutOfRangeException>(() => Backward(new double[4], new double[4], new double[4], 0))
            .Should().Be("units must be 1 or greater, got 0. (Parameter 'units')");

    [Theory]
    [MemberData(nameof(MisfitsInTheThirdExample))]
    public void InvalidTarget_OfManyExamples_SaysWhichOne(string name, double[] targets, int units)
    {
        var loss = Implementations.Losses[name];
        loss.InvalidTarget<double>(targets, units, out var example).Should().Be(loss.InvalidTarget<double>(targets.AsSpan(4)));
        example.Should().Be(2);
        loss.InvalidTarget<double>(targets.AsSpan(0, 4), units, out _).Should().BeNull();
    }

    [Fact]
    public void InvalidTarget_AnyTargetsOfARegression_IsNone()
    {
        Loss.MeanSquaredError.InvalidTarget<double>([1, -7], 1, out var example).Should().BeNull();
        example.Should().Be(-1);
    }

    [Fact]
    public void InvalidTarget_OutputOfAnotherActivation_SaysWhatToDo()
    {
        Loss.CrossEntropy.InvalidTarget(Activation.Softmax).Should().BeNull();
        Loss.CrossEntropy.InvalidTarget(Activation.Sigmoid).Should().Be(
            "CrossEntropy is computed from the logits of Softmax, but the output layer has Sigmoid; " +
            "give the output layer Softmax, or choose another loss");
        Failure.Of<ArgumentNullException>(() => Loss.CrossEntropy.InvalidTarget(null!))
            .Should().Be("Value cannot be null. (Parameter 'output')");
    }

    [Fact]
    public void DecisionThreshold_OfHingeAlone_IsZero()
    {
        foreach (var (name, loss) in Implementations.Losses)
        {
            loss.DecisionThreshold.Should().Be(name == "Hinge" ? 0 : null, name);
        }
    }

    private static Span<double> Part(int start) => Shared.AsSpan(start, 4);

    private static void Forward(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> losses) =>
        Loss.MeanSquaredError.Forward(outputs, targets, losses);

    private static void Backward(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> delta, int units) =>
        Loss.MeanSquaredError.Backward(outputs, targets, delta, units);

    private static void Both(
        ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> losses, Span<double> delta, int units) =>
        Loss.MeanSquaredError.ForwardAndBackward(outputs, targets, losses, delta, units);
}
