using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>
/// Inverted dropout, seen through a second layer of W = I and b = 0 that records what it is given. The first layer computes
/// a constant, its biases 1, 2, …, whatever its input.
/// </summary>
public class DropoutFacts
{
    private const int Units = 100;
    private const int Examples = 64;
    private static readonly Matrix<double> X = Matrix<double>.Build.Dense(1, Examples);
    private static readonly Matrix<double> Y = Matrix<double>.Build.Dense(Units, Examples);

    /// <summary>
    /// Every element is 0 or a / keep. The share that is kept, of N draws, strays from the keep probability by √(keep (1 − keep) / N); five
    /// times that is passed once in 1.7 million.
    /// </summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void InvertedDropout_KeepsTheExpectedActivation(double keep)
    {
        const int Steps = 20;
        var columns = Columns(keep, Steps).SelectMany(step => step).ToArray();
        columns.Should().HaveCount(Steps * Examples);

        var draws = columns.SelectMany(column => column.Select((a, unit) => a / (unit + 1))).ToArray();
        draws.Should().OnlyContain(draw => draw == 0 || Math.Abs(draw - (1 / keep)) < 1e-12);
        draws.Average().Should().BeApproximately(1, Bound(draws.Length), "E[a] is kept over all units");
        for (var unit = 0; unit < Units; unit++)
        {
            columns.Average(column => column[unit] / (unit + 1))
                .Should().BeApproximately(1, Bound(columns.Length), "E[a] is kept for each unit");
        }

        double Bound(int n) => 5 * Math.Sqrt(keep * (1 - keep) / n) / keep;
    }

    [Fact]
    public void Masks_DifferByExampleAndPass()
    {
        var steps = Columns(keep: 0.5, steps: 5);

        var masks = steps.SelectMany(step => step).Select(column => string.Concat(column.Select(a => a == 0 ? '0' : '1')));
        masks.Should().HaveCount(5 * Examples).And.OnlyHaveUniqueItems("two masks of a hundred fair coins are never equal");
    }

    [Fact]
    public void Masks_OfNeighbours_AreIndependent()
    {
        var columns = Columns(keep: 0.5, steps: 20).SelectMany(step => step).ToArray();

        // Of N pairs of fair coins half agree, give or take ½ √(1/N).
        var pairs = columns.SelectMany(column => column.Zip(column.Skip(1), (a, b) => a == 0 == (b == 0))).ToArray();
        pairs.Average(equal => equal ? 1 : 0).Should().BeApproximately(0.5, 5 * 0.5 / Math.Sqrt(pairs.Length));
    }

    [Fact]
    public void Prediction_NeverDrops()
    {
        var recorder = new Recorder();
        var network = Network(recorder, keep: 0.5);

        var outputs = network.Predict(X);

        outputs.EnumerateColumns().Should().OnlyContain(column => column.Select((a, unit) => a == unit + 1).All(same => same));
        network.Evaluate(X, Y).Metric.Should().Be(network.Evaluate(X, Y).Metric);
        recorder.Take().Should().OnlyContain(column => column[Units - 1] == Units);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void DropoutOnInputs_KeepsTheExpectedFeature_InTrainingOnly(double keep)
    {
        var recorder = new Recorder();
        var network = new Network<double>(Units, seed: 9, new Dense(Units, recorder)) { InputKeepProbability = keep };
        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(Units);
        var x = Matrix<double>.Build.Dense(Units, Examples, (feature, _) => feature + 1);
        var before = x.Clone();

        new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1)).Step(x, Y);

        var columns = recorder.Take();
        var draws = columns.SelectMany(column => column.Select((a, feature) => a / (feature + 1))).ToArray();
        draws.Should().OnlyContain(draw => draw == 0 || Math.Abs(draw - (1 / keep)) < 1e-12);
        draws.Average().Should().BeApproximately(1, 5 * Math.Sqrt(keep * (1 - keep) / draws.Length) / keep);
        x.Should().Be(before, "what is given is left alone");

        // dW = (1/m) dZ X̃ᵀ, with the features as they were kept: L = (1/n) Σ a², so dZ = 2 a / n.
        var kept = Matrix<double>.Build.DenseOfColumnArrays(columns);
        var moved = Matrix<double>.Build.DenseIdentity(Units) - network.Layers[0].Weights;
        (moved - (kept * kept.Transpose() * (2.0 / Units / Examples))).L2Norm().Should().BeLessThan(1e-9);

        network.Layers[0].Weights = Matrix<double>.Build.DenseIdentity(Units);
        network.Layers[0].Biases.Clear();
        (network.Predict(x) - x).L2Norm().Should().Be(0);
    }

    [Fact]
    public void Gradient_FlowsThroughKeptUnitsOnly()
    {
        var recorder = new Recorder();
        var network = Network(recorder, keep: 0.5);
        var before = network.Layers[0].Biases.Clone();

        new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1))
            .Step(X.SubMatrix(0, 1, 0, 1), Y.SubMatrix(0, Units, 0, 1));

        // L = (1/n) Σ d² with d = 2 a for a unit kept and 0 for one dropped, so db is 2 d / n times the mask's 2, or 0.
        var output = recorder.Take().Single();
        var moved = before - network.Layers[0].Biases;
        output.Count(a => a == 0).Should().BeInRange(25, 75);
        for (var unit = 0; unit < Units; unit++)
        {
            moved[unit, 0].Should().BeApproximately(2 * output[unit] / Units * (output[unit] == 0 ? 0 : 2), 1e-12);
        }
    }

    /// <summary>What the second layer saw in each of some steps.</summary>
    private static List<IReadOnlyList<double[]>> Columns(double keep, int steps)
    {
        var recorder = new Recorder();
        var network = Network(recorder, keep);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1e-3));
        var seen = new List<IReadOnlyList<double[]>>();
        for (var step = 0; step < steps; step++)
        {
            Set(network);
            trainer.Step(X, Y);
            seen.Add(recorder.Take());
        }

        return seen;
    }

    private static Network<double> Network(Recorder recorder, double keep)
    {
        var network = new Network<double>(
            1, seed: 9, new Dense(Units, Activation.Identity) { KeepProbability = keep }, new Dense(Units, recorder));
        Set(network);
        return network;
    }

    private static void Set(Network<double> network)
    {
        network.Layers[0].Weights = Matrix<double>.Build.Dense(Units, 1);
        network.Layers[0].Biases = Matrix<double>.Build.Dense(Units, 1, (unit, _) => unit + 1);
        network.Layers[1].Weights = Matrix<double>.Build.DenseIdentity(Units);
        network.Layers[1].Biases = Matrix<double>.Build.Dense(Units, 1);
    }
}
