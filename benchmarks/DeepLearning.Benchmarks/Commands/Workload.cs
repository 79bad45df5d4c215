using System.Globalization;
using System.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// sizes:batch and then any of adam (or sgd), double (or float), norm (layer normalization of hidden layers) and clip (gradients clipped by
/// their global norm), such as 784-128-10:32:adam: ReLU hidden layers, softmax cross-entropy, gradient descent and float. One output is a
/// sigmoid with binary cross-entropy: 12288-1:209:sgd:double is logistic regression.
/// </summary>
internal sealed record Workload(string Text, int[] Sizes, int Batch, HashSet<string> Words)
{
    private const int Seed = 1;

    private static readonly string[] Known = ["sgd", "adam", "float", "double", "norm", "clip"];

    /// <summary>The number of weights.</summary>
    public long Weights => Sizes.Zip(Sizes.Skip(1), (inputs, units) => (long)inputs * units).Sum();

    /// <summary>How many examples the steps go through.</summary>
    public int Examples => Math.Max(8 * Batch, 2048);

    public static Workload Parse(string text)
    {
        var parts = text.Split(':');
        var sizes = parts[0].Split('-').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        var words = parts[2..].ToHashSet();
        if (words.FirstOrDefault(word => !Known.Contains(word)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown}' is no word of a workload: {string.Join(", ", Known)}.", nameof(text));
        }

        return new Workload(text, sizes, int.Parse(parts[1], CultureInfo.InvariantCulture), words);
    }

    public bool InDouble => Words.Contains("double");

    private Loss Loss => Sizes[^1] == 1 ? Loss.BinaryCrossEntropy : Loss.CrossEntropy;

    public Network<T> Network<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Sizes[0], Seed,
        [.. Sizes[1..^1].Select(Hidden), new Dense(Sizes[^1], Loss.FusedActivation!)]);

    public Trainer<T> Trainer<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Network<T>(), Loss, Words.Contains("adam") ? Optimizer.Adam() : Optimizer.GradientDescent(0.01))
    {
        Clipping = Words.Contains("clip") ? GradientClipping.ByGlobalNorm() : null,
    };

    private Dense Hidden(int units) =>
        new(units, Activation.ReLU) { Normalization = Words.Contains("norm") ? Normalization.Layer() : null };

    /// <summary>X and Y with one example after another.</summary>
    public (T[] X, T[] Y) Data<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(Seed);
        var x = new T[Examples * Sizes[0]];
        foreach (ref var value in x.AsSpan())
        {
            value = T.CreateChecked(random.NextSingle());
        }

        var y = new T[Examples * Sizes[^1]];
        for (var example = 0; example < Examples; example++)
        {
            y[(example * Sizes[^1]) + random.Next(Sizes[^1])] = Sizes[^1] == 1 ? T.CreateChecked(example % 2) : T.One;
        }

        return (x, y);
    }
}
