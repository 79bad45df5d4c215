using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Samples;

/// <summary>Changes images a little in the direction that hurts the network most.</summary>
internal static class Adversary
{
    private const int BatchSize = 32;

    /// <summary>x + ε sign(∂L/∂x), kept within the brightness of pixels: the fast gradient sign method.</summary>
    public static Matrix<float> Attack(Trainer<float> trainer, Dataset<float> data, float epsilon) =>
        Attack(trainer, data.X, data.Y, epsilon);

    /// <summary>Trains on every batch and on the same batch attacked.</summary>
    public static Trainer<float> Train(Dataset<float> train, float epsilon, int epochs)
    {
        var trainer = Digits.Trainer();
        for (var step = 0; step < epochs * train.Examples / BatchSize; step++)
        {
            var (x, y) = Digits.Batch(train, BatchSize * step, BatchSize);
            trainer.Step(x.Append(Attack(trainer, x, y, epsilon)), y.Append(y));
        }

        return trainer;
    }

    private static Matrix<float> Attack(Trainer<float> trainer, Matrix<float> x, Matrix<float> y, float epsilon) =>
        x.Map2((pixel, slope) => Math.Clamp(pixel + (epsilon * Math.Sign(slope)), 0, 1), trainer.ComputeInputGradients(x, y));
}
