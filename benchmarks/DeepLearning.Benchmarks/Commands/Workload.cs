using System.Globalization;
using System.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// sizes:batch, sizes:batch:optimizer or sizes:batch:optimizer:type, such as 784-128-10:32:adam: ReLU hidden layers, softmax cross-entropy,
/// float. One output is a sigmoid with binary cross-entropy: 12288-1:209:sgd:double is logistic regression.
/// </summary>
internal sealed record Workload(string Text, int[] Sizes, int Batch, Optimizer Optimizer, bool InDouble)
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
        var inDouble = parts.Length > 3 && (parts[3] is "float" or "double" ? parts[3] == "double"
            : throw new ArgumentException($"'{parts[3]}' is no type of number of this benchmark: float or double.", nameof(text)));
        return new Workload(text, sizes, int.Parse(parts[1], CultureInfo.InvariantCulture), optimizer, inDouble);
    }

    /// <summary>What the output layer is trained by.</summary>
    public Loss Loss => Sizes[^1] == 1 ? Loss.BinaryCrossEntropy : Loss.CrossEntropy;

    public Network<T> Network<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Sizes[0], Seed,
        [.. Sizes[1..^1].Select(units => new Dense(units, Activation.ReLU)), new Dense(Sizes[^1], Loss.FusedActivation!)]);

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
