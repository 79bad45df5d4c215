using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class GradientCheckTests
{
    private readonly Matrix<double> x = Given.Normal<double>(3, 6, seed: 1);
    private readonly Matrix<double> y = Given.Normal<double>(2, 6, seed: 2);

    [Fact]
    public void Run_WrongActivationInOneLayer_PointsBelowIt()
    {
        // The derivative of layer 2 reaches the gradients of layers 1 and 2, and not those of layer 3.
        var network = Network(new Dense(4, Activation.Tanh), new Dense(4, new WrongTanh()), new Dense(2, Activation.Identity));
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeFalse();
        report.Difference.Should().BeGreaterThan(1e-3);
        Wrong(report).Should().Equal("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias");
        report.Kinks.Should().BeEmpty();
    }

    [Fact]
    public void Run_WrongElement_IsNamedWithBothValues()
    {
        // The derivative of one weight is taken for 2 where it is 1.
        var network = Network(new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Layers[1].Weights[1, 2] = 5;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, new WrongAtTheLargest(above: 4));
        report.Passed.Should().BeFalse();
        var worst = report.Worst;
        (worst.Parameter, worst.Row, worst.Column).Should().Be(("layers.1.weight", 1, 2));
        (worst.Analytic - worst.Numeric).Should().BeApproximately(1 / 6.0, 1e-8);
        Wrong(report).Should().Equal("layers.1.weight");
        worst.Analytic.Should().BeApproximately(
            Given.Gradient(network, Loss.MeanSquaredError, x, y, new WrongAtTheLargest(above: 4))[12 + 4 + (2 * 2) + 1], 1e-13);
    }

    [Fact]
    public void Run_WrongLoss_SpoilsEveryParameter()
    {
        var network = Network(new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity));
        var report = GradientCheck.Run(network, new WrongSquares(), x, y);
        report.Passed.Should().BeFalse();

        // Half of the right gradient: |½ − 1| / (½ + 1).
        report.Difference.Should().BeApproximately(1 / 3.0, 1e-6);
        Wrong(report).Should().HaveCount(4);
    }

    [Fact]
    public void Run_TinyErrorOfASmoothFunctionNearItsMinimum_IsNotExcused()
    {
        // At the minimum of a parabola the gradient is almost nothing and the curvature is not: 10 % of almost nothing is still wrong.
        var network = new Network<double>(1, 1, [new Dense(1, new Scaled(1.1))]);
        network.Layers[0].Weights[0, 0] = 1;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, Given.Rows([1]), Given.Rows([1 - 1e-7]), epsilon: 1e-5);
        report.Passed.Should().BeFalse();
        report.Kinks.Should().BeEmpty();
    }

    [Fact]
    public void Run_DropoutOnInputs_IsCheckedUnderOneFrozenMask()
    {
        var network = new Network<double>(
            3, seed: 5, [new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity)]) { InputKeepProbability = 0.5 };
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeTrue(report.ToString());
        report.DropoutFrozen.Should().BeTrue();
        GradientCheck.Run(network.ConvertTo<double>(), Loss.MeanSquaredError, x, y, dropoutStep: 2).Worst.Should().NotBe(report.Worst);
        GradientCheck.RunAfterTraining(network, Loss.MeanSquaredError, x, y, steps: 5).Passed.Should().BeTrue();
    }

    [Fact]
    public void Run_Dropout_IsCheckedUnderOneFrozenMask()
    {
        var network = Network(
            new Dense(8, Activation.Tanh) { KeepProbability = 0.5 }, new Dense(5, Activation.Tanh) { KeepProbability = 0.8 },
            new Dense(2, Activation.Identity));
        var first = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        first.Passed.Should().BeTrue(first.ToString());
        first.DropoutFrozen.Should().BeTrue();
        first.ToString().Should().EndWith("The network has dropout: all evaluations used the same masks.");
        GradientCheck.Run(network, Loss.MeanSquaredError, x, y).Worst.Should().Be(first.Worst);

        var other = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, dropoutStep: 2);
        other.Passed.Should().BeTrue(other.ToString());
        other.Worst.Should().NotBe(first.Worst, "step 2 drops other activations");

        // The masks are those of the trainer's step.
        var gradient = Given.Gradient(network, Loss.MeanSquaredError, x, y);
        var column = network.Parameters.TakeWhile(parameter => parameter.Name != first.Worst.Parameter)
            .Sum(parameter => parameter.Values.Length);
        var rows = network.Parameters.Single(parameter => parameter.Name == first.Worst.Parameter).Rows;
        gradient[column + first.Worst.Row + (first.Worst.Column * rows)].Should().BeApproximately(first.Worst.Analytic, 1e-14);
    }

    [Fact]
    public void Run_WrongActivationUnderDropout_IsCaught() =>
        GradientCheck.Run(
            Network(new Dense(8, new WrongTanh()) { KeepProbability = 0.5 }, new Dense(2, Activation.Identity)), Loss.MeanSquaredError, x,
            y)
            .Passed.Should().BeFalse();

    [Fact]
    public void RunAndRunAfterTraining_LeaveTheNetworkAsItWas()
    {
        var network = Network(new Dense(4, Activation.ReLU), new Dense(2, Activation.Identity));
        var before = network.Theta().Bits();
        GradientCheck.Run(network, Loss.MeanSquaredError, x, y, Regularizer.L2(1));
        GradientCheck.RunAfterTraining(network, Loss.MeanSquaredError, x, y, steps: 5);
        network.Theta().Bits().Should().Equal(before);
    }

    [Fact]
    public void RunAfterTraining_IsRunOnTheTrainedCopy()
    {
        var network = Network(new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity));
        var trained = network.ConvertTo<double>();
        var trainer = new Trainer<double>(trained, Loss.MeanSquaredError, Optimizer.Adam(0.01), Regularizer.L2(0.1));
        for (var step = 0; step < 7; step++)
        {
            trainer.Step(x, y);
        }

        GradientCheck.RunAfterTraining(network, Loss.MeanSquaredError, x, y, 7, Optimizer.Adam(0.01), Regularizer.L2(0.1)).Worst
            .Should().Be(GradientCheck.Run(trained, Loss.MeanSquaredError, x, y, Regularizer.L2(0.1)).Worst);
    }

    [Fact]
    public void RunAfterTraining_WithoutANetwork_Throws() => FluentActions
        .Invoking(() => GradientCheck.RunAfterTraining<double>(null!, Loss.MeanSquaredError, x, y))
            .Should().Throw<ArgumentNullException>().WithParameterName("network");

    [Fact]
    public void RunAfterTraining_Cancelled_TakesNoStep()
    {
        var network = Network(new Dense(2, Activation.Identity));
        FluentActions.Invoking(() => GradientCheck.RunAfterTraining(
                network, Loss.MeanSquaredError, x, y, optimizer: new NeverUsed(), cancellationToken: new CancellationToken(canceled: true)))
            .Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(true, "right")]
    [InlineData(false, "WRONG")]
    public void ToString_BeginsWithTheVerdict(bool right, string verdict)
    {
        var network = Network(new Dense(4, right ? Activation.Tanh : new WrongTanh()), new Dense(2, Activation.Identity));
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.ToString().Should().StartWith(string.Create(
            CultureInfo.InvariantCulture,
            $"The gradient is {verdict}: difference {report.Difference:0.00E0}, tolerance 1E-7, 26 parameters, ε = 1E-6."));
    }

    [Fact]
    public void RunAfterTraining_FaultThatShowsOnlyAwayFromTheStart_IsCaught()
    {
        // db of the first layer is right while the biases are zero: the fault is in the derivative at z ≥ 0.4.
        var network = new Network<double>(1, 1, [new Dense(1, new WrongBeyond(0.4)), new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights[0, 0] = 0.1;
        network.Layers[1].Weights[0, 0] = 1;
        var (one, two) = (Given.Rows([1, 1.1]), Given.Rows([2, 2]));
        GradientCheck.Run(network, Loss.MeanSquaredError, one, two).Passed.Should().BeTrue();
        GradientCheck.RunAfterTraining(network, Loss.MeanSquaredError, one, two, steps: 50).Passed.Should().BeFalse();
    }

    [Fact]
    public void Run_Float_IsCheckedAgainstDifferencesInDoubleWithAWiderTolerance()
    {
        var network = Network(new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity)).ConvertTo<float>();
        var (x32, y32) = (x.Map(value => (float)value), y.Map(value => (float)value));
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x32, y32);
        report.Tolerance.Should().Be(1e-3);
        report.Difference.Should().BeLessThan(1e-6);
        var wrong = Network(new Dense(4, new WrongTanh()), new Dense(2, Activation.Identity)).ConvertTo<float>();
        GradientCheck.Run(wrong, Loss.MeanSquaredError, x32, y32).Passed.Should().BeFalse();
    }

    [Fact]
    public void Run_Tolerance_DecidesTheVerdict()
    {
        var network = Network(new Dense(4, new WrongTanh()), new Dense(2, Activation.Identity));
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y, tolerance: 0.9, epsilon: 1e-5);
        report.Passed.Should().BeTrue();
        (report.Tolerance, report.Epsilon, report.Count).Should().Be((0.9, 1e-5, 26));
    }

    [Fact]
    public void Run_NetworkWithNaN_DoesNotPass()
    {
        var network = Network(new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Layers[0].Weights[0, 0] = double.NaN;
        var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
        report.Passed.Should().BeFalse();
        report.Difference.Should().Be(double.NaN);
    }

    [Fact]
    public void Run_Cancelled_Ends() => FluentActions.Invoking(() => GradientCheck.Run(
        Network(new Dense(2, Activation.Tanh)), Loss.MeanSquaredError, x, y, cancellationToken: new CancellationToken(canceled: true)))
        .Should().Throw<OperationCanceledException>();

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(
            () => GradientCheck.Run(Network(new Dense(2, Activation.Tanh)), Loss.MeanSquaredError, x, y, epsilon: 0))
            .Should().Be("epsilon must be a finite number greater than 0, got 0. (Parameter 'epsilon')");
        Failure.Of<ArgumentOutOfRangeException>(
            () => GradientCheck.Run(Network(new Dense(2, Activation.Tanh)), Loss.MeanSquaredError, x, y, tolerance: -1))
            .Should().Be("tolerance must be a finite number greater than 0, got -1. (Parameter 'tolerance')");
        Failure.Of<ArgumentOutOfRangeException>(
            () => GradientCheck.RunAfterTraining(Network(new Dense(2, Activation.Tanh)), Loss.MeanSquaredError, x, y, steps: 0))
            .Should().Be("steps must be 1 or greater, got 0. (Parameter 'steps')");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void Report_ToString_ExplainsEverything(string culture)
    {
        // z = w₁ x = 2 and a = z, whose derivative is claimed to be 1.5; ŷ = 3a + 1 = 7 for y = 9, and m = 2; the second example is met
        // exactly. dJ/dŷ = (1/m) 2 (7 − 9) = −2, so dw₂ = −2 · 2, db₂ = −2; dz = −2 · 3 · 1.5 = −9 for −6, and dw₁ and db₁ alike.
        // J is a parabola in each, so that with an ε of a power of two the differences are exact.
        var network = new Network<double>(1, 1, [new Dense(1, new Scaled(1.5)), new Dense(1, Activation.Identity)]);
        network.Layers[0].Weights[0, 0] = 2;
        network.Layers[1].Weights[0, 0] = 3;
        network.Layers[1].Biases[0, 0] = 1;
        var report = GradientCheck.Run(
            network, Loss.MeanSquaredError, Given.Rows([1, 0]), Given.Rows([9, 1]), epsilon: 1 / 1024.0, tolerance: 1e-6);

        // ‖(3, 3, 0, 0)‖ / (‖(9, 9, 4, 2)‖ + ‖(6, 6, 4, 2)‖) = √18 / (√182 + √92), and 3 / (9 + 6) for each of the first layer.
        Culture.Of(culture, report.ToString).Should().Be(
            """
            The gradient is WRONG: difference 1.84E-1, tolerance 1E-6, 4 parameters, ε = 1E-3.
            Farthest apart: layers.0.weight[0, 0]: -9 by backpropagation, -6 by differences.
              layers.0.weight: 2.00E-1
              layers.0.bias: 2.00E-1
              layers.1.weight: 0.00E0
              layers.1.bias: 0.00E0
            """.ReplaceLineEndings("\n"));
    }

    private static string[] Wrong(GradientCheck report) =>
        [.. report.Differences.Where(pair => pair.Value > 1e-6).Select(pair => pair.Key)];

    private static Network<double> Network(params Dense[] layers) => new(3, seed: 5, layers);

    /// <summary>Fails when a step is taken.</summary>
    private sealed class NeverUsed() : Optimizer(1)
    {
        protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
            throw new InvalidOperationException("A step was taken.");
    }
}
