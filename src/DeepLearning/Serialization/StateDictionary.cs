using System.Numerics;

namespace DeepLearning.Serialization;

/// <summary>Reads the tensors of a state dictionary into a network.</summary>
internal static class StateDictionary
{
    /// <summary>Gives a network the weights of a file: all of them, or after an error none.</summary>
    public static void Read<T>(Network<T> network, TensorReader file, Func<Parameter<T>, string> nameOf, bool allowOthers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var taken = network.Parameters.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        if (file.Tensors.Keys.Where(name => !taken.Contains(name)).ToArray() is { Length: > 0 } others && !allowOthers)
        {
            throw new InvalidDataException(
                $"{file.Source} has tensors that the network does not take: {others.Enumerated()}. Name them, or pass allowOthers if " +
                $"they are to be left out.");
        }

        var numbers = network.Parameters.Select(parameter => Numbers(file, parameter, nameOf(parameter))).ToArray();
        foreach (var (parameter, values) in network.Parameters.Zip(numbers))
        {
            values.CopyTo(parameter.Values);
        }
    }

    private static T[] Numbers<T>(TensorReader file, Parameter<T> parameter, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[parameter.Values.Length];
        if (parameter.IsMatrix)
        {
            file.ReadMatrix<T>(name, values, parameter.Rows);
        }
        else
        {
            file.ReadVector<T>(name, values);
        }

        return Guard.FirstNotFinite<T>(values) is >= 0 and var i
            ? throw new InvalidDataException(
                $"{file.Source}: {parameter.Place(i)} would be {Guard.Describe(values[i])}, but must be finite.")
            : values;
    }

    /// <summary>The name of a parameter in the file: its own, or that of its layer with its kind.</summary>
    public static string NameOf(string parameter, IReadOnlyDictionary<string, string> names)
    {
        var kind = parameter.LastIndexOf('.');
        return names.TryGetValue(parameter, out var name) ? name
            : names.TryGetValue(parameter[..kind], out var layer) ? layer + parameter[kind..]
            : parameter;
    }

    /// <summary>Refuses names that the network does not have.</summary>
    public static void RequireKnown<T>(Network<T> network, IReadOnlyDictionary<string, string> names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var known = network.Parameters.SelectMany(parameter => new[] { parameter.Name, parameter.Name[..parameter.Name.LastIndexOf('.')] })
            .ToHashSet(StringComparer.Ordinal);
        if (names.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"names has \"{unknown}\", but the parameters of the network are " +
                $"{network.Parameters.Select(parameter => parameter.Name).ToArray().Enumerated()}.", nameof(names));
        }
    }
}
