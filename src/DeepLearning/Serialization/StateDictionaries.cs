using System.Numerics;

namespace DeepLearning;

/// <summary>Takes weights over from the state dictionaries of PyTorch and others, saved as safetensors.</summary>
/// <remarks>
/// <para>
/// Such a file holds tensors by names and nothing of the layers between them, so the network is made first. Matrices are [units, inputs]
/// and vectors [units], as PyTorch's <c>Linear</c> and <c>LayerNorm</c> keep them; in Python,
/// <c>safetensors.torch.save_file(module.state_dict(), path)</c> writes one.
/// </para>
/// <para>Beside the numbers that the network takes, reading allocates at most 32 bytes for each byte of the file, and 1 MiB besides.</para>
/// <threadsafety>Any number of threads may load, each into a network of its own.</threadsafety>
/// </remarks>
public static class StateDictionaries
{
    /// <summary>Loading.</summary>
    /// <param name="network">The network that takes the weights.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    extension<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Gives the network the weights of a file: all of them, or after an error none.</summary>
        /// <param name="path">The file.</param>
        /// <param name="names">
        /// What the parameters of the network are called in the file: of a layer, <c>["layers.0"] = "fc1"</c> stands for its weight and
        /// bias, <c>fc1.weight</c> and <c>fc1.bias</c>; of a single parameter, such as the gain of a normalization,
        /// <c>["layers.0.gain"] = "norm1.weight"</c>. What is not named has the same name in both. The names of the network are those of
        /// its <see cref="Network{T}.Parameters"/>.
        /// </param>
        /// <param name="allowOthers">Whether the file may hold more tensors than the network takes; no by default.</param>
        /// <exception cref="ArgumentException">
        /// <paramref name="path"/> is empty, or <paramref name="names"/> has a name that the network does not have.
        /// </exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged or no safetensors file; a tensor is not there, has another shape or type of number than the parameter, or
        /// holds NaN or an infinity; or there are others.
        /// </exception>
        /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
        public void LoadStateDictionary(string path, IReadOnlyDictionary<string, string>? names = null, bool allowOthers = false)
        {
            ArgumentNullException.ThrowIfNull(network);
            ArgumentException.ThrowIfNullOrEmpty(path);
            names ??= new Dictionary<string, string>(StringComparer.Ordinal);
            RequireKnown(network, names);
            using var file = TensorReader.Open(path);
            Read(network, file, parameter => NameOf(parameter.Name, names), allowOthers);
        }
    }

    private static void Read<T>(Network<T> network, TensorReader file, Func<Parameter<T>, string> nameOf, bool allowOthers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var taken = network.Parameters.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        if (file.Tensors.Keys.Where(name => !taken.Contains(name)).ToArray() is { Length: > 0 } others && !allowOthers)
        {
            throw new InvalidDataException($"{file.Source} has tensors that the network does not take: {others.Enumerated()}. Name them, or pass allowOthers if they are to be left out.");
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
            ? throw new InvalidDataException($"{file.Source}: {parameter.Place(i)} would be {Guard.Describe(values[i])}, but must be finite.")
            : values;
    }

    /// <summary>The name of a parameter in the file: its own, or that of its layer with its kind.</summary>
    private static string NameOf(string parameter, IReadOnlyDictionary<string, string> names)
    {
        var kind = parameter.LastIndexOf('.');
        return names.TryGetValue(parameter, out var name) ? name
            : names.TryGetValue(parameter[..kind], out var layer) ? layer + parameter[kind..]
            : parameter;
    }

    private static void RequireKnown<T>(Network<T> network, IReadOnlyDictionary<string, string> names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var known = network.Parameters.SelectMany(parameter => new[] { parameter.Name, parameter.Name[..parameter.Name.LastIndexOf('.')] }).ToHashSet(StringComparer.Ordinal);
        if (names.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"names has \"{unknown}\", but the parameters of the network are {network.Parameters.Select(parameter => parameter.Name).ToArray().Enumerated()}.", nameof(names));
        }
    }
}
