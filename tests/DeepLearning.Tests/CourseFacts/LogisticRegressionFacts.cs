using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Logistic regression is the network of one layer and one sigmoid unit.</summary>
public class LogisticRegressionFacts
{
    [Fact]
    public void ZeroInitialization_Suffices_ForLogisticRegression()
    {
        var network = new Network<double>(2, seed: 1, new Dense(1, Activation.Sigmoid) { Initializer = Initializer.Zeros });
        network.Evaluate(Problems.Separable).Metric.Should().BeLessThan(0.7, "it begins by answering ½ to everything");

        var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(1));
        trainer.Fit(Problems.Separable, options: new() { Epochs = 300, BatchSize = FitOptions.AllExamples });

        network.Evaluate(Problems.Separable).Metric.Should().Be(1);
    }

    [Fact]
    public void VectorizedStep_Equals_LoopsOverExamplesAndFeatures()
    {
        const double Rate = 0.3;
        var data = Problems.Separable;
        var network = new Network<double>(2, seed: 4, new Dense(1, Activation.Sigmoid));
        double[] w = [.. network.Parameters[0].Values];
        var (b, cost) = (0.0, 0.0);
        var (dw, db) = (new double[2], 0.0);
        for (var i = 0; i < data.Examples; i++)
        {
            var z = b;
            for (var j = 0; j < data.Features; j++)
            {
                z += w[j] * data.X[j, i];
            }

            var (a, y) = (1 / (1 + Math.Exp(-z)), data.Y[0, i]);
            cost -= (y * Math.Log(a)) + ((1 - y) * Math.Log(1 - a));
            for (var j = 0; j < data.Features; j++)
            {
                dw[j] += data.X[j, i] * (a - y);
            }

            db += a - y;
        }

        var actual = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(Rate)).Step(data.X, data.Y);

        actual.Should().BeApproximately(cost / data.Examples, 1e-13);
        network.Layers[0].Weights[0, 0].Should().BeApproximately(w[0] - (Rate * dw[0] / data.Examples), 1e-13);
        network.Layers[0].Weights[0, 1].Should().BeApproximately(w[1] - (Rate * dw[1] / data.Examples), 1e-13);
        network.Layers[0].Biases[0, 0].Should().BeApproximately(b - (Rate * db / data.Examples), 1e-13);
    }

    [Fact]
    public void SoftmaxOfTwoClasses_Equals_SigmoidOfTheDifference()
    {
        var two = new Network<double>(2, seed: 1, new Dense(2, Activation.Softmax) { BiasInitializer = Initializer.Normal(1) });
        var one = new Network<double>(2, seed: 1, new Dense(1, Activation.Sigmoid));
        var difference = Matrix<double>.Build.DenseOfRowArrays([-1.0, 1]);
        (one.Layers[0].Weights, one.Layers[0].Biases) = (difference * two.Layers[0].Weights, difference * two.Layers[0].Biases);
        var x = Problems.Separable.X;

        (two.Predict(x).Row(1) - one.Predict(x).Row(0)).InfinityNorm().Should().BeLessThan(1e-14);
    }
}
