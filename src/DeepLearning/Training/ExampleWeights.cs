using System.Numerics;

namespace DeepLearning;

/// <summary>The weights of the examples of a batch: that of the example times that of its class.</summary>
internal sealed class ExampleWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<double>? samples;
    private readonly T[]? classes;
    private readonly T[] weights;

    private ExampleWeights(IReadOnlyList<double>? samples, IReadOnlyList<double>? classes, int batchSize)
    {
        this.samples = samples;
        this.classes = classes is null ? null : [.. classes.Select(T.CreateChecked)];
        weights = new T[batchSize];
    }

    /// <summary>The weights that a run asks for, checked; null when it asks for none.</summary>
    public static ExampleWeights<T>? Of(FitOptions options, int examples, int outputs, int batchSize)
    {
        if (options is { SampleWeights: null, ClassWeights: null })
        {
            return null;
        }

        Check(options.SampleWeights, examples, nameof(FitOptions.SampleWeights), $"the training set has {Plural.Of(examples, "example")}");
        Check(
            options.ClassWeights, Math.Max(2, outputs), nameof(FitOptions.ClassWeights),
            outputs == 1 ? "a single output is a question with 2 answers, no and yes" : $"the network has {Plural.Of(outputs, "output")}");
        return new(options.SampleWeights, options.ClassWeights, batchSize);
    }

    /// <summary>The weights of a batch; they hold until the next call.</summary>
    /// <param name="numbers">Which examples of the training set the batch holds.</param>
    /// <param name="y">Their targets.</param>
    public ReadOnlySpan<T> Of(ReadOnlySpan<int> numbers, ReadOnlySpan<T> y)
    {
        var outputs = y.Length / numbers.Length;
        for (var i = 0; i < numbers.Length; i++)
        {
            weights[i] = (samples is null ? T.One : T.CreateChecked(samples[numbers[i]])) * OfClass(y.Slice(i * outputs, outputs));
        }

        return weights.AsSpan(0, numbers.Length);
    }

    /// <summary>Σ_k w_k y_k: the weight of the class, or the mean over the classes of a target that is a distribution.</summary>
    private T OfClass(ReadOnlySpan<T> target)
    {
        if (classes is null)
        {
            return T.One;
        }

        if (target.Length == 1)
        {
            return ((T.One - target[0]) * classes[0]) + (target[0] * classes[1]);
        }

        var sum = T.Zero;
        for (var k = 0; k < target.Length; k++)
        {
            sum += classes[k] * target[k];
        }

        return sum;
    }

    private static void Check(IReadOnlyList<double>? values, int count, string name, string because)
    {
        // The values themselves were checked when the options were made.
        if (values is not null && values.Count != count)
        {
            throw new ArgumentException($"{name} must hold {Plural.Of(count, "weight")}, got {values.Count}: {because}.", "options");
        }
    }
}
