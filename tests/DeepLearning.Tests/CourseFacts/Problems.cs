using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Small problems to learn, always the same.</summary>
internal static class Problems
{
    /// <summary>Exclusive or: the four corners of a square, no line between the classes.</summary>
    public static Dataset<double> ExclusiveOr { get; } = Dataset.FromMatrices(
        Matrix<double>.Build.DenseOfRowArrays([0, 0, 1, 1], [0, 1, 0, 1]),
        Matrix<double>.Build.DenseOfRowArrays([0.0, 1, 1, 0]));

    /// <summary>Two features, 200 examples; the class is the side of the line x₁ + 2 x₂ = 0.5, with nothing within 0.3 of it.</summary>
    public static Dataset<double> Separable { get; } = Of(200, 2, (x, _) =>
    {
        var side = x[0] + (2 * x[1]) - 0.5;
        x[0] += Math.Sign(side) * 0.3;
        return side > 0 ? 1 : 0;
    });

    /// <summary>Two features, 200 examples; the class is whether a point lies within a circle.</summary>
    public static Dataset<double> Circle { get; } = Of(200, 2, (x, _) => (x[0] * x[0]) + (x[1] * x[1]) < 1.3 ? 1 : 0);

    /// <summary>Twenty features, 200 examples; only the first three matter: y = 3 x₁ − 2 x₂ + x₃ and noise of deviation 0.5.</summary>
    public static Dataset<double> FewFeaturesMatter { get; } = Of(200, 20, (x, noise) => (3 * x[0]) - (2 * x[1]) + x[2] + (0.5 * noise));

    /// <summary>Examples with features uniform on ±√3, of variance 1, and a target computed from features and a normal number.</summary>
    private static Dataset<double> Of(int examples, int features, Func<double[], double, double> target)
    {
        var (feature, noise) = (new RandomStream(1).Fork("features"), new RandomStream(1).Fork("noise"));
        var x = new double[examples][];
        var y = new double[examples];
        for (var i = 0; i < examples; i++)
        {
            x[i] = [.. Enumerable.Range(0, features).Select(j => Math.Sqrt(3) * ((2 * feature.Uniform((i * features) + j)) - 1))];
            y[i] = target(x[i], noise.Normal(i));
        }

        return Dataset.FromArrays(x, y);
    }
}
