namespace DeepLearning.Tests;

/// <summary>What every normalization refuses before it touches a number.</summary>
public sealed class NormalizationTests
{
    private static readonly double[] Shared = new double[12];

    public static TheoryData<Action, string> BadSpans => new()
    {
        { () => Forward([], [], 2), SpanMessage.Columns("z", 2, "units", 0) },
        { () => Forward(new double[4], new double[3], 2), SpanMessage.Length("normalized", 4, "as many as z", 3) },
        { () => Forward(Part(0), Part(2), 2), SpanMessage.Overlap("normalized", "z") },
        { () => Backward(new double[5], new double[5], new double[5], 3), SpanMessage.Columns("z", 3, "units", 5) },
        { () => Backward(new double[4], new double[6], new double[4], 2), SpanMessage.Length("normalized", 4, "as many as z", 6) },
        { () => Backward(new double[4], new double[4], new double[2], 2), SpanMessage.Length("delta", 4, "as many as z", 2) },
        { () => Backward(Part(0), new double[4], Part(3), 2), SpanMessage.Overlap("delta", "z") },
        { () => Backward(new double[4], Part(0), Part(3), 2), SpanMessage.Overlap("delta", "normalized") },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void ForwardAndBackward_BadSpans_AreRefused(Action call, string message) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);

    private static Span<double> Part(int start) => Shared.AsSpan(start, 4);

    private static void Forward(ReadOnlySpan<double> z, Span<double> normalized, int units) =>
        Normalization.Layer().Forward(z, normalized, units);

    private static void Backward(ReadOnlySpan<double> z, ReadOnlySpan<double> normalized, Span<double> delta, int units) =>
        Normalization.Layer().Backward(z, normalized, delta, units);
}
