using System.Globalization;
using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>What a network says to the examples of a data set, beside what it should say.</summary>
internal readonly ref struct EvaluatedOutputs<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>So many examples of a source are in memory at once.</summary>
    private const int Block = 1024;

    private EvaluatedOutputs(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Dataset<T>? named)
    {
        Outputs = outputs;
        Targets = targets;
        (ClassNames, OutputNames) = (named?.ClassNames, named?.OutputNames);
    }

    /// <summary>A[L], n_y × m.</summary>
    public ReadOnlySpan<T> Outputs { get; }

    /// <summary>Y, n_y × m.</summary>
    public ReadOnlySpan<T> Targets { get; }

    /// <summary>The names of the classes, of a single output two.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>A name for each output.</summary>
    public IReadOnlyList<string>? OutputNames { get; }

    public static EvaluatedOutputs<T> Of(Network<T> network, ExampleSource<T> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        network.RequireFit(data, name);
        network.RequirePreparation(data, name);
        if (data.Examples < 1)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{name} has {Plural.Of(data.Examples, "example")}, but must have at least one."), name);
        }

        var outputs = new T[ArrayLength.Of(data.Outputs, data.Examples, "The outputs for all examples", name)];
        if (data is Dataset<T> inMemory)
        {
            Prediction<T>.Run(network, inMemory.Inputs, [], outputs, data.Examples);
            return new(outputs, inMemory.Targets, inMemory);
        }

        var targets = new T[outputs.Length];
        var numbers = new int[Math.Clamp(Array.MaxLength / data.Features, 1, Math.Min(Block, data.Examples))];
        var inputs = new T[numbers.Length * data.Features];
        for (var first = 0; first < data.Examples; first += numbers.Length)
        {
            var count = Math.Min(numbers.Length, data.Examples - first);
            for (var i = 0; i < count; i++)
            {
                numbers[i] = first + i;
            }

            var x = inputs.AsSpan(0, count * data.Features);
            var y = targets.AsSpan(first * data.Outputs, count * data.Outputs);
            data.Read(numbers.AsSpan(0, count), x, y);
            RequireFinite(x, data.Features, first, "an input");
            RequireFinite(y, data.Outputs, first, "a target");
            Prediction<T>.Run(network, x, [], outputs.AsSpan(first * data.Outputs, count * data.Outputs), count);
        }

        return new(outputs, targets, named: null);
    }

    private static void RequireFinite(ReadOnlySpan<T> values, int rows, int first, string what)
    {
        if (Guard.FirstNotFinite(values) is >= 0 and var i)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"Example {first + (i / rows)} that the source has read, counted from 0: {what} is not finite."));
        }
    }
}
