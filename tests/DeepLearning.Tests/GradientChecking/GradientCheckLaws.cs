namespace DeepLearning.Tests;

/// <summary>What is right passes and what is wrong does not, on random networks of which much stands at kinks.</summary>
public sealed class GradientCheckLaws
{
    private const int Cases = 1000;
    private const int CasesOfAFault = 5;

    /// <summary>A gradient that differs by less, in proportion, may pass: the tolerance is 1e-7.</summary>
    private const double Visible = 1e-6;

    /// <summary>A gradient that differs by no more than this is 0 but for rounding.</summary>
    private const double Rounding = 1e-12;

    public static TheoryData<string> FaultNames => [.. Faults.All.Keys];

    [Fact]
    public void Run_RightNetworks_GiveNoFalseAlarm()
    {
        var atKinks = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var one = new RandomCase(seed);
            var report = one.Check();
            report.Passed.Should().BeTrue($"seed {seed}, {one}: {report}");
            atKinks += report.Kinks.Count > 0 ? 1 : 0;
        }

        atKinks.Should().BeGreaterThan(Cases / 4, "otherwise this tests little");
    }

    [Fact]
    public void Run_RightNetworksOfFloat_GiveNoFalseAlarm()
    {
        for (var seed = 0; seed < Cases / 10; seed++)
        {
            var one = new RandomCase(seed);
            var (x, y) = (one.X.Map(value => (float)value), one.Y.Map(value => (float)value));
            var report = GradientCheck.Run(one.Network.ConvertTo<float>(), one.Loss, x, y, one.Regularizer);
            report.Passed.Should().BeTrue($"seed {seed}, {one}: {report}");
        }
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e5)]
    public void Run_InputsOfAnyScale_GiveNoFalseAlarm(double scale)
    {
        for (var seed = 0; seed < Cases / 10; seed++)
        {
            var one = new RandomCase(seed);
            var report = GradientCheck.Run(one.Network, one.Loss, scale * one.X, one.Y, one.Regularizer);
            report.Passed.Should().BeTrue($"seed {seed}, {one}: {report}");
        }
    }

    [Theory]
    [InlineData("LeakyReLU(0.2)", false)]
    [InlineData("ReLU", false)]
    [InlineData("HardSigmoid", false)]
    [InlineData("ReLU", true)]
    [InlineData("SELU", true)]
    public void Run_ExampleOfZerosAndZeroBiases_GivesNoFalseAlarm(string activation, bool isNormalized)
    {
        // All units of all layers stand at the kink for one example, and a bias of the first layer moves them all.
        var atKinks = 0;
        for (var seed = 0; seed < Cases / 20; seed++)
        {
            var hidden = new Dense(4, Implementations.Activations[activation])
            {
                Normalization = isNormalized ? Normalization.Layer() : null,
            };
            var network = new Network<double>(3, seed, [hidden, hidden, new Dense(2, Activation.Identity)]);
            var (x, y) = (Given.Normal<double>(3, 6, seed), Given.Normal<double>(2, 6, seed + 1));
            x.ClearColumn(3);
            var report = GradientCheck.Run(network, Loss.MeanSquaredError, x, y);
            report.Passed.Should().BeTrue($"seed {seed}: {report}");
            atKinks += report.Kinks.Any(kink => kink.Parameter == "layers.0.bias") ? 1 : 0;
        }

        atKinks.Should().Be(activation == "HardSigmoid" ? 0 : Cases / 20);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Run_Fault_IsCaughtWhereverItChangesTheGradient(string name)
    {
        var fault = Faults.All[name];
        var caught = 0;
        for (var seed = 0; caught < CasesOfAFault; seed++)
        {
            seed.Should().BeLessThan(Cases, "the fault must show somewhere");
            var right = new RandomCase(seed, fault.Right);
            var faulty = right.With(fault.Faulty);
            if (Differ(right.Gradient(), faulty.Gradient()))
            {
                var report = faulty.Check();
                report.Passed.Should().BeFalse($"seed {seed}, {faulty}: {report}");
                caught++;
            }
        }
    }

    private static bool Differ(double[] right, double[] wrong)
    {
        var distance = Norm([.. right.Zip(wrong, (r, w) => r - w)]);
        return distance > Rounding && distance > Visible * (Norm(right) + Norm(wrong));
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
