using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Single kinks, where all can be computed by hand; <see cref="GradientCheckLaws"/> has many at once.</summary>
public sealed class GradientCheckKinksTests
{
    private readonly Matrix<double> x = Given.Normal<double>(3, 6, seed: 1);
    private readonly Matrix<double> y = Given.Normal<double>(2, 6, seed: 2);

    [Fact]
    public void Run_KinkAtExactlyZero_IsRecognizedAndSaid()
    {
        // The zero input leaves z = b = 0, the kink of ReLU; weights do not matter there, biases do.
        var network = Network(new Dense(2, Activation.ReLU), new Dense(2, Activation.Identity));
        x.SetColumn(3, [0, 0, 0]);
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeTrue(report.ToString());
        report.Kinks.Select(kink => (kink.Parameter, kink.Row)).Should().Equal(("layers.0.bias", 0), ("layers.0.bias", 1));
        report.Kinks.Should().OnlyContain(kink => Math.Abs(kink.Analytic - kink.Numeric) > 1e-4);
        report.ToString().Should().EndWith(
            "\nAt kinks: 2 of 14 parameters, whose ±ε crosses one (as of ReLU at 0), where no derivative exists; "
            + $"they are right along the slopes that backpropagation takes there. First: {report.Kinks[0]}.");
    }

    [Theory]
    [InlineData(0.5e-6)]
    [InlineData(-0.5e-6)]
    [InlineData(0.05e-6)]
    [InlineData(-0.05e-6)]
    [InlineData(0.99e-6)]
    [InlineData(-0.12e-6)]
    public void Run_KinkWithinEpsilon_IsRecognized(double bias)
    {
        var network = Network(new Dense(2, Activation.ReLU), new Dense(2, Activation.Tanh));
        x.SetColumn(3, [0, 0, 0]);
        network.Layers[0].Biases[1, 0] = bias;
        network.Layers[0].Biases[0, 0] = 0.1;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeTrue(report.ToString());
        report.Kinks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Parameter = "layers.0.bias", Row = 1, Column = 0 });
    }

    [Theory]
    [InlineData(1e-8)]
    [InlineData(-1e-8)]
    public void Run_WeightNextToTheKinkOfL1_IsRightAlongItsSlope(double weight)
    {
        // λ sign(w) holds at w, where the two-sided difference is λ w / ε = 0.01 λ.
        var network = Network(new Dense(2, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Layers[0].Weights[1, 2] = weight;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, Regularizer.L1(2));
        report.Passed.Should().BeTrue(report.ToString());
        report.Kinks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Parameter = "layers.0.weight", Row = 1, Column = 2 });
    }

    [Fact]
    public void Run_RegularizerWithASlopeOfOneSideAtItsKink_IsRightAlongIt()
    {
        var network = Network(new Dense(2, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Layers[0].Weights[1, 2] = 0;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, new SlopeOfTheRight());
        report.Passed.Should().BeTrue(report.ToString());
        report.Kinks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Parameter = "layers.0.weight", Row = 1, Column = 2 });
    }

    [Fact]
    public void Run_KinkOfL1AtZeroWeight_IsRecognized()
    {
        var network = Network(new Dense(2, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Layers[0].Weights[1, 2] = 0;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, Regularizer.L1(2));

        // The two-sided difference of |w| at 0 is 0, which is what L1 takes there: it is no finding that a kink would have to explain.
        report.Passed.Should().BeTrue(report.ToString());
        network.Layers[0].Weights[1, 2] = 0.3e-6;
        var crossed = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, Regularizer.L1(2));
        crossed.Passed.Should().BeTrue(crossed.ToString());
        crossed.Kinks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Parameter = "layers.0.weight", Row = 1, Column = 2 });
    }

    [Theory]
    [InlineData(1, 0.001)]
    [InlineData(0.99, 0)]
    [InlineData(0.5, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public void Run_WrongReLU_IsNotExcusedAsAKink(double above, double below)
    {
        var wrong = Network(new Dense(4, new ClaimedReLU(above, below)), new Dense(2, Activation.Identity));
        var report = GradientCheck.Run(wrong, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeFalse();
        Wrong(report).Should().Equal("layers.0.weight", "layers.0.bias");
        report.Kinks.Should().BeEmpty();

        // Nor where there really is a kink beside the fault.
        x.SetColumn(3, [0, 0, 0]);
        var atKink = GradientCheck.Run(wrong, Loss.MeanSquaredError, x, y);
        atKink.Passed.Should().BeFalse();
        atKink.Kinks.Count.Should().BeLessThanOrEqualTo(4, "only the biases stand on a kink");
    }

    [Theory]
    [InlineData(-0.5, false)]
    [InlineData(0, true)]
    [InlineData(0.5, true)]
    [InlineData(1, true)]
    [InlineData(1.5, false)]
    public void Run_DerivativeAtTheKink_MayBeAnySlopeBetweenTheTwoSidesAndNoOther(double atZero, bool right)
    {
        var network = Network(new Dense(2, new ClaimedReLU(1, 0, atZero)), new Dense(2, Activation.Identity));
        x.SetColumn(3, [0, 0, 0]);
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().Be(right, report.ToString());
        Wrong(report).Should().Equal(right ? [] : ["layers.0.bias"]);
        report.Kinks.Should().HaveCount(right ? 2 : 0);
    }

    [Fact]
    public void Run_WrongSlopeThatTheTwoSidedDifferenceOfAKinkAgreesWith_IsCaught()
    {
        // a₁ = z₁ with a claimed slope of 3, below a leaky ReLU at 0 of slopes 1 and 0.2, of which backpropagation takes 0.2:
        // dJ/db₁ = 3 · 0.2, and the two-sided difference over the kink is (1 + 0.2) / 2 as well.
        var network = new Network<double>(1, 1, [new Dense(1, new Scaled(3)), new Dense(1, Activation.LeakyReLU(0.2))]);
        network.Layers[0].Weights[0, 0] = network.Layers[1].Weights[0, 0] = 1;
        var report = GradientCheck.Run(network, Loss.MeanAbsoluteError, Given.Rows([0]), Given.Rows([-1]));
        report.Passed.Should().BeFalse();
        Wrong(report).Should().Equal("layers.0.bias");
        report.Worst.Analytic.Should().BeApproximately(0.6, 1e-15);
        report.Worst.Numeric.Should().BeApproximately(0.2, 1e-9);
        report.Kinks.Should().ContainSingle().Which.Parameter.Should().Be("layers.1.bias");
    }

    [Fact]
    public void Run_RightReLU_IsTheControl()
    {
        var report =
            GradientCheck.Run(Network(new Dense(4, new ClaimedReLU(1, 0)), new Dense(2, Activation.Identity)), Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeTrue();
        report.Kinks.Should().BeEmpty();
    }

    private static string[] Wrong(GradientCheck report) =>
        [.. report.Differences.Where(pair => pair.Value > 1e-6).Select(pair => pair.Key)];

    private static Network<double> Network(params Dense[] layers) => new(3, seed: 5, layers);

    /// <summary>R = |w|, whose derivative at 0 is taken for 1, that of the right side.</summary>
    private sealed class SlopeOfTheRight : Regularizer
    {
        protected override double PenaltyCore<T>(ReadOnlySpan<T> weights)
        {
            var sum = 0.0;
            foreach (var weight in weights)
            {
                sum += Math.Abs(double.CreateChecked(weight));
            }

            return sum;
        }

        protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                gradient[i] += weights[i] < T.Zero ? -factor : factor;
            }
        }
    }
}
