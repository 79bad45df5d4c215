using DeepLearning;
using DeepLearning.Data;

using Gaussian = MathNet.Numerics.Distributions.Normal;

namespace DeepLearning.Samples;

/// <summary>Arms of a spiral around one middle, a class each: no straight line, and no single bend, tells them apart.</summary>
/// <param name="Arms">The number of classes.</param>
/// <param name="TrainingPoints">The number of points of each class to learn from.</param>
/// <param name="Noise">The standard deviation by which points are moved at random, in cm.</param>
internal sealed record SpiralArms(int Arms, int TrainingPoints, double Noise)
{
    public const int TestPoints = 1000;
    private const double Turns = 1.35;
    private const double Innermost = 0.4;
    private const double Outermost = 5;

    /// <summary>A training set and a test set; the same seed gives the same points.</summary>
    public (Dataset<float> Train, Dataset<float> Test) Draw(int seed)
    {
        var random = new Random(seed);
        return (Draw(TrainingPoints, random), Draw(TestPoints, random));
    }

    private Dataset<float> Draw(int points, Random random)
    {
        var rows = new List<float[]>();
        var labels = new List<int>();
        for (var arm = 0; arm < Arms; arm++)
        {
            for (var i = 0; i < points; i++)
            {
                var radius = Innermost + ((Outermost - Innermost) * random.NextDouble());
                var angle = 2 * Math.PI * ((Turns * radius / Outermost) + ((double)arm / Arms));
                rows.Add([Moved(radius * Math.Cos(angle)), Moved(radius * Math.Sin(angle))]);
                labels.Add(arm);
            }
        }

        return Dataset.FromLabels<float>(
            [.. rows], labels.ToArray(), Arms, ["east in cm", "north in cm"], [.. Enumerable.Range(1, Arms).Select(arm => $"arm {arm}")]);

        float Moved(double coordinate) => (float)(coordinate + Gaussian.Sample(random, 0, Noise));
    }
}
