using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>Data that the sample makes itself: 32 measurements of a wave, and the question which of four shapes it has.</summary>
internal static class Waves
{
    private const int Measurements = 32;
    private const int Shapes = 4;
    private const double Noise = 0.3;

    public static (Dataset<float> Train, Dataset<float> Dev) Load() => (Examples(4_000, seed: 1), Examples(1_000, seed: 2));

    private static Dataset<float> Examples(int count, long seed)
    {
        var random = new RandomStream(seed).Fork("waves");
        var labels = Enumerable.Range(0, count).Select(i => (int)(Shapes * random.Fork("shape").Uniform(i))).ToArray();
        return Dataset.FromLabels([.. labels.Select((label, i) => Wave(label, random.Fork(i)))], labels, Shapes);
    }

    /// <summary>A sine, a square, a triangle or a saw, of some phase and length, with noise.</summary>
    private static float[] Wave(int shape, RandomStream random)
    {
        var (phase, length) = (random.Uniform(0), 8 + (16 * random.Uniform(1)));
        return [.. Enumerable.Range(0, Measurements).Select(t =>
        {
            var turn = ((t / length) + phase) % 1;
            var value = shape switch
            {
                0 => Math.Sin(2 * Math.PI * turn),
                1 => turn < 0.5 ? 1 : -1,
                2 => (4 * Math.Abs(turn - 0.5)) - 1,
                _ => (2 * turn) - 1,
            };
            return (float)(value + (Noise * random.Normal(2 + t)));
        })];
    }
}
