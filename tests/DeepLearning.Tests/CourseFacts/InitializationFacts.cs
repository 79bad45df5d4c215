using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Random weights break the symmetry of hidden units; their variance decides whether a signal survives many layers.</summary>
public class InitializationFacts
{
    private const int Depth = 50;
    private const int Units = 256;

    [Fact]
    public void ZeroInitialization_KeepsHiddenUnitsIdentical_ThroughTraining()
    {
        var network = TrainedOnCircle(Initializer.Zeros);

        var (w, b) = (network.Layers[0].Weights, network.Layers[0].Biases);
        w.L2Norm().Should().BeGreaterThan(0.01, "the weights do move, but all units alike");
        for (var unit = 1; unit < w.RowCount; unit++)
        {
            (w.Row(unit) - w.Row(0)).InfinityNorm().Should().BeLessThan(1e-9);
            b[unit, 0].Should().BeApproximately(b[0, 0], 1e-9);
        }

        network.Evaluate(Problems.Circle).Metric.Should().BeLessThan(0.85, "eight equal units are one unit, and one unit draws one line");
    }

    [Fact]
    public void RandomInitialization_BreaksTheSymmetry()
    {
        var network = TrainedOnCircle(Initializer.Xavier());

        var w = network.Layers[0].Weights;
        (w.Row(1) - w.Row(0)).InfinityNorm().Should().BeGreaterThan(0.1);
        network.Evaluate(Problems.Circle).Metric.Should().BeGreaterThan(0.97);
    }

    /// <summary>
    /// For z of variance q, E[ReLU(z)²] = q/2, so a layer multiplies E[a²] by n Var(W) / 2: 1 for He, ½ for Xavier, 0.0128 for N(0, 0.01²)
    /// and 256 inputs. Over finite widths the logarithm of the product of 49 such factors strays by about √(49 · 5/n) ≈ 1.
    /// </summary>
    [Fact]
    public void He_KeepsTheVariance_ThroughFiftyLayersOfReLU()
    {
        Kept(Activation.ReLU, Initializer.He()).Should().BeInRange(0.05, 20);
        Kept(Activation.ReLU, Initializer.Normal(0.01)).Should().BeLessThan(1e-80, "0.0128⁴⁹ is about 10⁻⁹³: the signal vanishes");
        Kept(Activation.ReLU, Initializer.Xavier()).Should().BeInRange(1e-17, 1e-13, "2⁻⁴⁹ is about 10⁻¹⁵");
        Kept(Activation.ReLU, Initializer.He(varianceGain: 2)).Should().BeGreaterThan(1e13, "2⁴⁹ is about 10¹⁵: the signal explodes");
    }

    /// <summary>tanh(z) ≈ z − z³/3, so a layer of Xavier takes q to about q − 2 q²: after l layers q is about 1/(2 l), not 0.</summary>
    [Fact]
    public void Xavier_KeepsTheVariance_ThroughFiftyLayersOfTanh()
    {
        Kept(Activation.Tanh, Initializer.Xavier()).Should().BeInRange(0.005, 1);
        Kept(Activation.Tanh, Initializer.Normal(0.01)).Should().BeLessThan(1e-60, "0.0256⁴⁹ is about 10⁻⁷⁸");
    }

    [Fact]
    public void DefaultInitializer_OfEachActivation_KeepsItsVariance()
    {
        foreach (var activation in (Activation[])[Activation.ReLU, Activation.LeakyReLU(), Activation.Tanh])
        {
            Kept(activation, initializer: null)
                .Should().BeInRange(0.005, 20, "{0} is initialized by {1}", activation, activation.DefaultInitializer);
        }
    }

    /// <summary>E[a²] of layer 50 over E[a²] of layer 1, for normal inputs.</summary>
    private static double Kept(Activation activation, Initializer? initializer)
    {
        var layers = Enumerable.Repeat(new Dense(Units, activation) { Initializer = initializer }, Depth).ToArray();
        var normal = new RandomStream(2).Fork("inputs");
        var x = Matrix<double>.Build.Dense(Units, 20, (i, j) => normal.Normal((j * Units) + i));
        return MeanSquare(layers) / MeanSquare(layers[..1]);

        double MeanSquare(Dense[] layers) =>
            new Network<double>(Units, seed: 3, layers).Predict(x).ToColumnMajorArray().Average(a => a * a);
    }

    private static Network<double> TrainedOnCircle(Initializer initializer)
    {
        var network = new Network<double>(
            2, seed: 1,
            new Dense(8, Activation.Sigmoid) { Initializer = initializer },
            new Dense(1, Activation.Sigmoid) { Initializer = initializer });
        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.Adam(0.05));
        trainer.Fit(Problems.Circle, options: new() { Epochs = 100, BatchSize = 32, EvaluateTrainingSet = false });
        return network;
    }
}
