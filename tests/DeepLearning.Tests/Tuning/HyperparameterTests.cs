namespace DeepLearning.Tests;

public sealed class HyperparameterTests
{
    private const int Draws = 4000;

    /// <summary>Each scale, with the ends and the middle of its values.</summary>
    public static TheoryData<string, double, double, double> Scales => new()
    {
        { "Linear", 2, 4, 3 },
        { "Logarithmic", 1e-4, 1e-2, 1e-3 },
        { "Decay", 0.9, 0.999, 0.99 },
        { "Integer", 1, 9, 5 },
        { "LogarithmicInteger", 8, 31, 15.5 },
    };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Draw_ManyTimes_HalfLieBelowTheMiddleAndAllWithinTheRange(string scale, double low, double high, double middle)
    {
        var values = Values(Make(scale, low, high));
        values.Should().OnlyContain(value => value >= low && value <= high);
        var below = values.Count(value => value < middle) + (0.5 * values.Count(value => value == middle));
        (below / Draws).Should().BeInRange(0.47, 0.53);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Draw_AtTheEndsOfTheUniform_StaysWithinTheRange(string scale, double low, double high, double middle)
    {
        _ = middle;
        Make(scale, low, high).Draw(0).Number.Should().BeApproximately(low, 1e-12);
        Make(scale, low, high).Draw(1 - (1.0 / (1L << 53))).Number.Should().BeInRange(low, high).And.BeApproximately(high, 1e-3 * high);
    }

    [Fact]
    public void Draw_Integers_AreAllMetEquallyOften()
    {
        var values = Values(Hyperparameter.Integer("n", -1, 2));
        values.GroupBy(value => value)
            .Should().HaveCount(4).And.OnlyContain(group => group.Count() > 0.22 * Draws && group.Count() < 0.28 * Draws);
        Hyperparameter.Integer("n", int.MinValue, int.MaxValue).Draw(0.5).Number.Should().BeInRange(-1, 1);
        Hyperparameter.LogarithmicInteger("n", 1, int.MaxValue).Draw(1 - 1e-16).Number.Should().BeInRange(int.MaxValue - 10, int.MaxValue);
    }

    [Fact]
    public void Draw_Choices_AreAllMetEquallyOftenAndKeepTheirObjects()
    {
        var choice = Hyperparameter.Choice("activation", Activation.ReLU, Activation.Tanh);
        Values(choice).Count(index => index == 1).Should().BeInRange((int)(0.47 * Draws), (int)(0.53 * Draws));
        var last = choice.Draw(0.99);
        last.Value.Should().BeSameAs(Activation.Tanh);
        (last.Number, last.Hyperparameter).Should().Be((1, choice));
        Hyperparameter.Choice("size", 0.5, 1.5).Draw(0).Text.Should().Be("0.5");
    }

    [Fact]
    public void ToString_OfEach_SaysWhatItDrawsFrom()
    {
        Hyperparameter.Linear("dropout", 0, 0.5).ToString().Should().Be("dropout: linear from 0 to 0.5");
        Hyperparameter.Logarithmic("rate", 1e-4, 0.1).ToString().Should().Be("rate: logarithmic from 0.0001 to 0.1");
        Hyperparameter.Decay("β", 0.9, 0.999).ToString().Should().Be("β: decay from 0.9 to 0.999");
        Hyperparameter.Integer("layers", 1, 3).ToString().Should().Be("layers: integer from 1 to 3");
        Hyperparameter.LogarithmicInteger("units", 16, 256).ToString().Should().Be("units: logarithmic integer from 16 to 256");
        Hyperparameter.Choice("batch", 32, 64).ToString().Should().Be("batch: one of 32, 64");
        Hyperparameter.Linear("dropout", 0, 0.5).Draw(0.5).ToString().Should().Be("dropout 0.25");
    }

    [Fact]
    public void Make_OutOfRange_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.Linear("x", 2, 2))
            .Should().Be("high must be greater than low, 2, got 2. (Parameter 'high')");
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.Linear("x", 0, double.NaN))
            .Should().Be("high must be a finite number, got NaN. (Parameter 'high')");
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.Logarithmic("x", 0, 1))
            .Should().Be("low must be a finite number greater than 0, got 0. (Parameter 'low')");
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.Decay("x", 0.9, 1))
            .Should().Be("high must be in [0, 1), got 1. (Parameter 'high')");
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.Integer("x", 3, 1))
            .Should().Be("high must be greater than low, 3, got 1. (Parameter 'high')");
        Failure.Of<ArgumentOutOfRangeException>(() => Hyperparameter.LogarithmicInteger("x", 0, 1))
            .Should().Be("low must be 1 or greater, got 0. (Parameter 'low')");
        Failure.Of<ArgumentException>(() => Hyperparameter.Choice<int>("x"))
            .Should().Be("The hyperparameter 'x' has no values to choose from. (Parameter 'values')");
        FluentActions.Invoking(() => Hyperparameter.Choice<string>("x", "a", null!))
            .Should().ThrowExactly<ArgumentNullException>().WithParameterName("values[1]");
        FluentActions.Invoking(() => Hyperparameter.Linear(" ", 0, 1)).Should().ThrowExactly<ArgumentException>().WithParameterName("name");
    }

    private static double[] Values(Hyperparameter hyperparameter) =>
        [.. Enumerable.Range(0, Draws).Select(i => hyperparameter.Draw(new RandomStream(1).Uniform(i)).Number)];

    private static Hyperparameter Make(string scale, double low, double high) => scale switch
    {
        "Linear" => Hyperparameter.Linear("x", low, high),
        "Logarithmic" => Hyperparameter.Logarithmic("x", low, high),
        "Decay" => Hyperparameter.Decay("x", low, high),
        "Integer" => Hyperparameter.Integer("x", (int)low, (int)high),
        _ => Hyperparameter.LogarithmicInteger("x", (int)low, (int)high),
    };
}
