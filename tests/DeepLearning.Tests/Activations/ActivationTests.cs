namespace DeepLearning.Tests;

/// <summary>What every activation refuses before it touches a number.</summary>
public sealed class ActivationTests
{
    private static readonly double[] Shared = new double[12];

    public static TheoryData<Action, string> BadSpans => new()
    {
        { () => Forward([], [], 2), SpanMessage.Columns("z", 2, "units", 0) },
        { () => Forward(new double[5], new double[5], 2), SpanMessage.Columns("z", 2, "units", 5) },
        { () => Forward(new double[4], new double[3], 2), SpanMessage.Length("a", 4, "as many as z", 3) },
        { () => Forward(Part(0), Part(2), 2), SpanMessage.Overlap("a", "z") },
        { () => Backward([], [], [], 2), SpanMessage.Columns("z", 2, "units", 0) },
        { () => Backward(new double[5], new double[5], new double[5], 3), SpanMessage.Columns("z", 3, "units", 5) },
        { () => Backward(new double[4], new double[6], new double[4], 2), SpanMessage.Length("a", 4, "as many as z", 6) },
        { () => Backward(new double[4], new double[4], new double[2], 2), SpanMessage.Length("delta", 4, "as many as z", 2) },
        { () => Backward(Part(0), new double[4], Part(3), 2), SpanMessage.Overlap("delta", "z") },
        { () => Backward(new double[4], Part(0), Part(3), 2), SpanMessage.Overlap("delta", "a") },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void ForwardAndBackward_BadSpans_AreRefused(Action call, string message) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void ForwardAndBackward_NoUnits_AreRefused()
    {
        const string Message = "units must be 1 or greater, got 0. (Parameter 'units')";
        Failure.Of<ArgumentOutOfRangeException>(() => Forward(new double[4], new double[4], 0)).Should().Be(Message);
        Failure.Of<ArgumentOutOfRangeException>(() => Backward(new double[4], new double[4], new double[4], 0)).Should().Be(Message);
    }

    [Fact]
    public void Backward_ZAndAOfOneMemory_AreTakenSinceNeitherIsWritten()
    {
        double[] z = [1, 2], delta = [3, 4];
        Activation.Identity.Backward<double>(z, z, delta, 2);
        delta.Should().Equal(3, 4);
    }

    private static Span<double> Part(int start) => Shared.AsSpan(start, 4);

    private static void Forward(ReadOnlySpan<double> z, Span<double> a, int units) => Activation.Softmax.Forward(z, a, units);

    private static void Backward(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units) =>
        Activation.Softmax.Backward(z, a, delta, units);
}
