namespace DeepLearning.Tests;

public sealed class InitializerTests
{
    public static TheoryData<Action, string> OutOfRange => new()
    {
        { () => Initializer.Normal(-1), "scale must be a finite number, 0 or greater, got -1. (Parameter 'scale')" },
        { () => Initializer.Normal(double.NaN), "scale must be a finite number, 0 or greater, got NaN. (Parameter 'scale')" },
        { () => Initializer.Xavier(0), "varianceGain must be a finite number greater than 0, got 0. (Parameter 'varianceGain')" },
        { () => Initializer.Glorot(-2), "varianceGain must be a finite number greater than 0, got -2. (Parameter 'varianceGain')" },
        { () => Initializer.He(double.PositiveInfinity), "varianceGain must be a finite number greater than 0, got Infinity. (Parameter " +
            "'varianceGain')" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Construction_OutOfRange_IsRefused(Action make, string message) =>
        Failure.Of<ArgumentOutOfRangeException>(make).Should().Be(message);

    [Fact]
    public void Initialize_NeitherWeightsNorBiases_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Initializer.Zeros.Initialize<double>(new double[15], 8, 2, new RandomStream(1)))
            .Should().Be(SpanMessage.Length("weights", 16, "fanOut · fanIn weights or fanOut biases", 15));
        Failure.Of<ArgumentOutOfRangeException>(() => Initializer.Zeros.Initialize<double>(new double[2], 0, 2, new RandomStream(1)))
            .Should().Be("fanIn must be 1 or greater, got 0. (Parameter 'fanIn')");
        Failure.Of<ArgumentOutOfRangeException>(() => Initializer.Zeros.Initialize<double>([], 8, 0, new RandomStream(1)))
            .Should().Be("fanOut must be 1 or greater, got 0. (Parameter 'fanOut')");
        double[] biases = [1, 2];
        Initializer.Zeros.Initialize<double>(biases, 8, 2, new RandomStream(1));
        biases.Should().Equal(0, 0);
    }

    [Fact]
    public void Initialize_KnownStream_IsTheDeviationTimesItsNormalNumbers()
    {
        // n[l−1] = 8, n[l] = 2: σ = 1/√8, √(2/10), √(2/8) = 1/2.
        var random = new RandomStream(5);
        Filled(Initializer.Xavier())[3].Should().Be(Math.Sqrt(0.125) * random.Normal(3));
        Filled(Initializer.Glorot())[3].Should().Be(Math.Sqrt(0.2) * random.Normal(3));
        Filled(Initializer.He())[3].Should().Be(0.5 * random.Normal(3));
        Filled(Initializer.Normal())[3].Should().Be(0.01 * random.Normal(3));
        Filled(Initializer.Zeros)[3].Should().Be(0);

        double[] Filled(Initializer initializer)
        {
            var weights = new double[16];
            initializer.Initialize<double>(weights, fanIn: 8, fanOut: 2, random);
            return weights;
        }
    }
}
