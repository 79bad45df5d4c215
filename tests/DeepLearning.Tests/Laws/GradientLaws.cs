namespace DeepLearning.Tests;

/// <summary>Backpropagation agrees with differences for everything that the library can combine.</summary>
public sealed class GradientLaws
{
    private const int Inputs = 3;
    private const int Outputs = 3;
    private const int Examples = 5;

    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var combinations = new TheoryData<string, string, string>();
            foreach (var hidden in Implementations.Activations.Keys)
            {
                foreach (var (loss, output) in Implementations.Outputs)
                {
                    // Every activation under every loss; every output under every loss above one activation.
                    if (output == (loss.FusedActivation ?? Activation.Identity) || hidden == Activation.Tanh.Name)
                    {
                        combinations.Add(hidden, output.Name, loss.Name);
                    }
                }
            }

            return combinations;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Run_AfterInitialization_EveryDepthAndRegularizerPasses(string hidden, string output, string loss)
    {
        foreach (var (depth, regularizer) in Cases)
        {
            var network = Network(hidden, output, depth);
            var (x, y) = Batch(loss);
            var report = GradientCheck.Run(network, Implementations.Losses[loss], x, y, regularizer);
            Verify(report, depth, regularizer, hidden, output);
            report.Kinks.Should().NotContain(kink => kink.Parameter.EndsWith(".weight"), "no weight of 0 was drawn");
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void RunAfterTraining_EveryDepthAndRegularizerPasses(string hidden, string output, string loss)
    {
        foreach (var (depth, regularizer) in Cases)
        {
            var network = Network(hidden, output, depth);
            var (x, y) = Batch(loss);
            var report = GradientCheck.RunAfterTraining(
                network, Implementations.Losses[loss], x, y, steps: 20, Optimizer.Adam(0.02), regularizer);
            Verify(report, depth, regularizer, hidden, output);
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Float_EveryDepthAndRegularizer_AgreesWithDouble(string hidden, string output, string loss)
    {
        foreach (var (depth, regularizer) in Cases)
        {
            var single = Network(hidden, output, depth).ConvertTo<float>();
            var exact = single.ConvertTo<double>();
            var (x, y) = Batch(loss);
            var (x32, y32) = (x.Map(value => (float)value), y.Map(value => (float)value));
            (x, y) = (x32.Map(value => (double)value), y32.Map(value => (double)value));
            var because = $"of {depth} layers and {regularizer}";

            Near(single.Predict(x32).Enumerate(), exact.Predict(x).Enumerate(), because);
            Near(
                Given.Gradient(single, Implementations.Losses[loss], x32, y32, regularizer),
                Given.Gradient(exact, Implementations.Losses[loss], x, y, regularizer),
                because);
            var cost = new Trainer<double>(exact, Implementations.Losses[loss], Optimizer.Adam(), regularizer).Step(x, y);
            new Trainer<float>(single, Implementations.Losses[loss], Optimizer.Adam(), regularizer).Step(x32, y32)
                .Should().BeApproximately(cost, 2e-6 * Math.Max(1, cost), because);
        }
    }

    private static IEnumerable<(int Depth, Regularizer Regularizer)> Cases =>
        from depth in Enumerable.Range(1, 5)
        from regularizer in Implementations.Regularizers.Values
        select (depth, regularizer);

    private static void Verify(GradientCheck report, int depth, Regularizer regularizer, string hidden, string output)
    {
        var because = $"of {depth} layers and {regularizer}: {report}";
        report.Difference.Should().BeLessThan(1e-7, because);
        report.Passed.Should().BeTrue(because);

        // Only some have kinks. Where a layer is dead for an example, the pre-activations of the next are its biases: zero, the kink.
        string[] kinks = ["ReLU", "SELU", "ELU(0.7)", "HardSigmoid"];
        var kinked = kinks.Any(name => hidden.Contains(name, StringComparison.Ordinal) || output.Contains(name, StringComparison.Ordinal));
        report.Kinks.Count.Should().BeLessThanOrEqualTo(kinked ? (int)report.Count / 8 : 0, because);
    }

    private static void Near(IEnumerable<float> actual, IEnumerable<double> expected, string because)
    {
        var pairs = actual.Zip(expected, (a, e) => (Actual: (double)a, Expected: e)).ToArray();
        var norm = Math.Sqrt(pairs.Sum(pair => pair.Expected * pair.Expected));
        Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.Actual - pair.Expected, 2)))
            .Should().BeLessThanOrEqualTo(1e-5 * Math.Max(norm, 0.1), because);
    }

    private static Network<double> Network(string hidden, string output, int depth)
    {
        int[] widths = [4, 3, 5, 4];
        var layers = widths.Take(depth - 1).Select(width => new Dense(width, Implementations.Activations[hidden]))
            .Append(new Dense(Outputs, Implementations.Activations[output]));
        return new(Inputs, seed: depth, [.. layers]);
    }

    private static (MathNet.Numerics.LinearAlgebra.Matrix<double> X, MathNet.Numerics.LinearAlgebra.Matrix<double> Y) Batch(string loss) =>
        (Given.Normal<double>(Inputs, Examples, seed: 1), Given.Targets<double>(Implementations.Losses[loss], Outputs, Examples, seed: 2));
}
