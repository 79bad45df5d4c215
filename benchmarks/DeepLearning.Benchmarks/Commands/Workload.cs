using System.Globalization;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>sizes:batch or sizes:batch:optimizer, such as 784-128-10:32:adam: ReLU hidden layers, softmax cross-entropy, float.</summary>
internal sealed record Workload(string Text, int[] Sizes, int Batch, Optimizer Optimizer)
{
    private const int Seed = 1;

    /// <summary>The number of weights.</summary>
    public long Weights => Sizes.Zip(Sizes.Skip(1), (inputs, units) => (long)inputs * units).Sum();

    /// <summary>How many examples the steps go through.</summary>
    public int Examples => Math.Max(8 * Batch, 2048);

    public static Workload Parse(string text)
    {
        var parts = text.Split(':');
        var sizes = parts[0].Split('-').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        Optimizer optimizer = parts.Length < 3 || parts[2] == "sgd" ? new GradientDescent(0.01)
            : parts[2] == "adam" ? new Adam()
            : throw new ArgumentException($"'{parts[2]}' is no optimizer of this benchmark: sgd or adam.", nameof(text));
        return new Workload(text, sizes, int.Parse(parts[1], CultureInfo.InvariantCulture), optimizer);
    }

    public Network<float> Network() => new(
        Sizes[0], Seed,
        [.. Sizes[1..^1].Select(units => new Dense(units, Activation.ReLU)), new Dense(Sizes[^1], Activation.Softmax)]);

    /// <summary>X and Y with one example after another.</summary>
    public (float[] X, float[] Y) Data()
    {
        var random = new Random(Seed);
        var x = new float[Examples * Sizes[0]];
        foreach (ref var value in x.AsSpan())
        {
            value = random.NextSingle();
        }

        var y = new float[Examples * Sizes[^1]];
        for (var example = 0; example < Examples; example++)
        {
            y[(example * Sizes[^1]) + random.Next(Sizes[^1])] = 1;
        }

        return (x, y);
    }
}
