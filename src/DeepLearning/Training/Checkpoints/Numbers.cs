using System.Numerics;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>Reads the numbers of a checkpoint into arrays, so that nothing is changed before all of them are known.</summary>
internal static class Numbers
{
    /// <summary>A vector of any length.</summary>
    /// <exception cref="InvalidDataException">There is none of the name.</exception>
    public static double[] Read(TensorReader file, string name)
    {
        if (!file.Tensors.TryGetValue(name, out var tensor) || tensor.Shape is not [var length] || length > Array.MaxLength)
        {
            throw new InvalidDataException($"{file.Source} has no vector \"{name}\".");
        }

        // No longer than the file: the header was checked.
        file.Require<double>(name, length);
        var numbers = new double[length];
        file.ReadVector<double>(name, numbers);
        return numbers;
    }

    /// <summary>Numbers of the shapes of the parameters, under their names behind a prefix.</summary>
    /// <exception cref="InvalidDataException">A tensor is not there, has another type or shape, or holds NaN or an infinity.</exception>
    public static T[][] ReadParameters<T>(TensorReader file, Network<T> network, string prefix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var read = new List<T[]>();
        ModelFile.ReadParameters(file, network, prefix, parameter =>
        {
            read.Add(new T[parameter.Array.Length]);
            return read[^1];
        });
        return [.. read];
    }

    /// <summary>Numbers as messages write them: the first few, and how many.</summary>
    public static string Text(double[] numbers) => numbers.Length == 0 ? "none"
        : string.Join(", ", numbers.Take(5).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))) +
            (numbers.Length > 5 ? ", …" : "");
}
