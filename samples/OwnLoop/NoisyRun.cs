using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Samples;

/// <summary>A training whose gradients are disturbed before they are applied.</summary>
internal static class NoisyRun
{
    private const int BatchSize = 32;
    private const int Steps = 2000;

    public static double Accuracy(Dataset<float> train, Dataset<float> dev, double eta)
    {
        Dense[] layers = [.. Enumerable.Range(0, 10).Select(_ => new Dense(16, Activation.ReLU)), new Dense(10, Activation.Softmax)];
        var trainer = new Trainer<float>(
            new Network<float>(inputs: 64, seed: 1, layers), Loss.CrossEntropy, Optimizer.GradientDescent(0.05));
        var gradients = new Gradients<float>(trainer.Network);
        var random = new RandomStream(1).Fork("gradient noise");
        for (var step = 0; step < Steps; step++)
        {
            var (x, y) = Digits.Batch(train, BatchSize * step, BatchSize);
            trainer.ComputeGradients(x, y, gradients);
            var deviation = Math.Sqrt(eta / Math.Pow(1 + step, 0.55));
            foreach (var name in gradients.Names)
            {
                var noise = random.Fork(name).Fork(step);
                gradients[name]
                    .MapIndexedInplace(
                        (i, j, g) => g + (float)(deviation * noise.Normal(i + (j * gradients[name].RowCount))), Zeros.Include);
            }

            trainer.Apply(gradients);
        }

        return trainer.Network.EvaluateClassification(dev).Accuracy;
    }
}
