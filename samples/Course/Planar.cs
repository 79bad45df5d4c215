using DeepLearning.Data;

using Gaussian = MathNet.Numerics.Distributions.Normal;

namespace DeepLearning.Samples;

/// <summary>Points of a plane in two classes, as many of each; the same seed gives the same points.</summary>
internal static class Planar
{
    /// <summary>Petals of a flower, the classes by turns.</summary>
    public static Dataset<double> Flower(int points, int seed) => Draw(points, seed, noise: 0.2, (yes, random) =>
    {
        var angle = (Math.PI * random.NextDouble()) + (yes ? Math.PI : 0);
        var radius = 4 * Math.Sin(4 * angle);
        return (radius * Math.Sin(angle), radius * Math.Cos(angle));
    });

    /// <summary>A ring around another.</summary>
    public static Dataset<double> Rings(int points, int seed) => Draw(points, seed, noise: 0.1, (yes, random) =>
    {
        var (radius, angle) = (yes ? 1 : 0.6, 2 * Math.PI * random.NextDouble());
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    });

    /// <summary>Two crescents, each around an end of the other.</summary>
    public static Dataset<double> Moons(int points, double noise, int seed) => Draw(points, seed, noise, (yes, random) =>
    {
        var angle = Math.PI * random.NextDouble();
        return yes ? (1 - Math.Cos(angle), 0.5 - Math.Sin(angle)) : (Math.Cos(angle), Math.Sin(angle));
    });

    private static Dataset<double> Draw(int points, int seed, double noise, Func<bool, Random, (double X, double Y)> place)
    {
        var random = new Random(seed);
        var (rows, targets) = (new double[points][], new double[points]);
        for (var i = 0; i < points; i++)
        {
            var (x, y) = place(i % 2 == 1, random);
            rows[i] = [x + Gaussian.Sample(random, 0, noise), y + Gaussian.Sample(random, 0, noise)];
            targets[i] = i % 2;
        }

        return Dataset.FromArrays(rows, targets, ["x₁", "x₂"]);
    }
}
