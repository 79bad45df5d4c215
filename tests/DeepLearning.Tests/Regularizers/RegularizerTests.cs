namespace DeepLearning.Tests;

/// <summary>What every regularizer refuses before it touches a number.</summary>
public sealed class RegularizerTests
{
    private static readonly double[] Shared = new double[12];

    public static TheoryData<Action, string> BadSpans => new()
    {
        { () => Regularizer.L2(1).Penalty<double>([]), SpanMessage.Empty("weights") },
        { () => Regularizer.L2(1).AddGradient<double>([], 1, []), SpanMessage.Empty("weights") },
        {
            () => Regularizer.L2(1).AddGradient<double>(new double[4], 1, new double[3]),
            SpanMessage.Length("gradient", 4, "as many as weights", 3)
        },
        {
            () => Regularizer.L2(1).AddGradient<double>(Shared.AsSpan(0, 4), 1, Shared.AsSpan(3, 4)),
            SpanMessage.Overlap("gradient", "weights")
        },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void Methods_BadSpans_AreRefused(Action call, string message) => Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void Name_OfEachFormula_IsWhatMakesIt()
    {
        foreach (var (name, regularizer) in Implementations.Regularizers)
        {
            regularizer.ToString().Should().Be(name);
        }

        Implementations.Regularizers.Keys.Should().Equal("None", "L1(0.3)", "L2(0.7)", "ElasticNet(0.2, 0.5)");
    }
}
