using System.Numerics;

namespace DeepLearning.Tests;

public sealed class NormalizationLaws
{
    private const int Inputs = 3;
    private const int Examples = 6;

    public static TheoryData<string> All => [.. Implementations.Normalizations.Keys];

    public static TheoryData<string, string> AllWithActivations => new(
        from normalization in Implementations.Normalizations.Keys
        from activation in Implementations.Activations.Keys
        select (normalization, activation));

    public static TheoryData<string, string, string> AllWithOutputs => new(
        from normalization in Implementations.Normalizations.Keys
        from output in Implementations.Outputs
        select (normalization, output.Loss.Name, output.Output.Name));

    [Theory]
    [MemberData(nameof(AllWithActivations))]
    public void GradientCheck_HiddenLayersOfEveryActivation_Pass(string normalization, string activation)
    {
        Dense Hidden(int units) =>
            new(units, Implementations.Activations[activation]) { Normalization = Implementations.Normalizations[normalization] };
        Dense[] layers = [Hidden(5), new(4, Activation.Tanh), Hidden(4), new(2, Activation.Identity)];
        var (x, y) = (Given.Normal<double>(Inputs, Examples, seed: 1), Given.Normal<double>(2, Examples, seed: 2));
        Pass(new Network<double>(Inputs, seed: 3, layers), Loss.MeanSquaredError, x, y);
    }

    [Theory]
    [MemberData(nameof(AllWithOutputs))]
    public void GradientCheck_OutputLayerUnderEveryLoss_Passes(string normalization, string loss, string output)
    {
        Dense[] layers =
        [
            new(4, Activation.Tanh) { KeepProbability = 0.7, Normalization = Implementations.Normalizations[normalization] },
            new(3, Implementations.Activations[output]) { Normalization = Implementations.Normalizations[normalization] },
        ];
        var x = Given.Normal<double>(Inputs, Examples, seed: 1);
        Pass(
            new Network<double>(Inputs, seed: 3, layers), Implementations.Losses[loss], x,
            Given.Targets<double>(Implementations.Losses[loss], 3, Examples, seed: 2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_AgreesWithCentralDifferences(string name)
    {
        const int Units = 5;
        const double Epsilon = 1e-5;
        var z = Given.Normal<double>(Units, 4, seed: 4, scale: 2).ToColumnMajorArray();
        var weights = Given.Normal<double>(Units, 4, seed: 5).ToColumnMajorArray();
        var delta = Backward(name, z, weights, Units);
        for (var i = 0; i < z.Length; i++)
        {
            double Weighted(double shift) => Forward<double>(name, [.. z.Select((value, j) => j == i ? value + shift : value)], Units)
                .Zip(weights, (a, w) => a * w).Sum();
            delta[i].Should().BeApproximately((Weighted(Epsilon) - Weighted(-Epsilon)) / (2 * Epsilon), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardAndBackward_ExampleByExample_AreTheWholeBitForBit(string name)
    {
        Check<double>(name);
        Check<float>(name);

        static void Check<T>(string name)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (var units in new[] { 2, 3, 7, 16, 33, 128, 300 })
            {
                const int Columns = 9;
                var z = Given.Normal<T>(units, Columns, seed: 3, scale: 3).ToColumnMajorArray();
                var delta = Given.Normal<T>(units, Columns, seed: 4).ToColumnMajorArray();
                var (whole, wholeDelta) = (Forward(name, z, units), Backward(name, z, delta, units));
                for (var i = 0; i < Columns; i++)
                {
                    var own = new Range(i * units, (i + 1) * units);
                    Forward(name, z[own], units).Bits().Should().Equal(whole[own].Bits(), $"of {units} units");
                    Backward(name, z[own], delta[own], units).Bits().Should().Equal(wholeDelta[own].Bits(), $"of {units} units");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Float_AgreesWithDouble(string name)
    {
        var single = MakeNetwork<double>(Implementations.Normalizations[name]).ConvertTo<float>();
        var exact = single.ConvertTo<double>();
        var (x, y) = (Given.Normal<float>(Inputs, Examples, seed: 1), Given.OneHot<float>(3, Examples, seed: 2));
        var (x64, y64) = (x.Map(value => (double)value), y.Map(value => (double)value));
        (single.Predict(x).Map(value => (double)value) - exact.Predict(x64)).L2Norm().Should().BeLessThan(1e-5);
        Given.Gradient(single, Loss.CrossEntropy, x, y)
            .Zip(Given.Gradient(exact, Loss.CrossEntropy, x64, y64), (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(1e-5);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_ClassesOfNormalData_AreLearned(string name)
    {
        var data = Given.Classes<float>(5, 3, 300, seed: 7);
        var network = new Network<float>(5, seed: 1,
            [new Dense(20, Activation.ReLU) { Normalization = Implementations.Normalizations[name] }, new Dense(3, Activation.Softmax)]);
        new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(0.01)).Fit(data, options: new() { Epochs = 30, BatchSize = 30 });
        network.Evaluate(data).Should().BeOfType<ClassificationEvaluation>().Which.Accuracy.Should().BeGreaterThan(0.95);
        network.Layers[0].Gains!.Enumerate().Should().Contain(gain => Math.Abs(gain - 1) > 0.01, "gains are trained");
        network.Layers[0].Shifts!.Enumerate().Should().Contain(shift => Math.Abs(shift) > 0.01, "shifts are trained");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Regularizers_LeaveGainsAndShiftsAlone(string name)
    {
        var network = MakeNetwork<double>(Implementations.Normalizations[name]);
        var (x, y) = (Given.Normal<double>(Inputs, Examples, seed: 1), Given.OneHot<double>(3, Examples, seed: 2));
        var (plain, regularized) =
            (Given.Gradient(network, Loss.CrossEntropy, x, y), Given.Gradient(network, Loss.CrossEntropy, x, y, Regularizer.L2(5)));
        var start = 0;
        foreach (var parameter in network.Parameters)
        {
            var own = new Range(start, start += parameter.Values.Length);
            var distance = plain[own].Zip(regularized[own], (a, b) => Math.Abs(a - b)).Max();
            if (parameter.Name.EndsWith(".weight", StringComparison.Ordinal))
            {
                distance.Should().BeGreaterThan(0.1, parameter.Name);
            }
            else
            {
                distance.Should().BeLessThan(1e-12, parameter.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ToString_IsTheName(string name) => Implementations.Normalizations[name].ToString().Should().Be(name);

    private static void Pass(
        Network<double> network, Loss loss, MathNet.Numerics.LinearAlgebra.Matrix<double> x,
        MathNet.Numerics.LinearAlgebra.Matrix<double> y)
    {
        foreach (var report in new[]
        {
            GradientCheck.Run(network, loss, x, y, Regularizer.L2(0.3)),
            GradientCheck.RunAfterTraining(network, loss, x, y, steps: 20, Optimizer.Adam(0.02), Regularizer.L1(0.1)),
        })
        {
            report.Passed.Should().BeTrue(report.ToString());
            report.Count.Should().Be(network.ParameterCount);
            report.Differences.Keys.Should().Contain(["layers.0.gain", "layers.0.shift"]);
        }
    }

    private static Network<T> MakeNetwork<T>(Normalization normalization)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(
            Inputs, seed: 3,
                [new Dense(6, Activation.Tanh) { Normalization = normalization },
                    new Dense(3, Activation.Softmax) { Normalization = normalization }]);

    private static T[] Forward<T>(string name, T[] z, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var normalized = new T[z.Length];
        Implementations.Normalizations[name].Forward<T>(z, normalized, units);
        return normalized;
    }

    private static T[] Backward<T>(string name, T[] z, T[] delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] result = [.. delta];
        Implementations.Normalizations[name].Backward(z, Forward(name, z, units), result, units);
        return result;
    }
}
