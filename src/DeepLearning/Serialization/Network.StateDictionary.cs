using DeepLearning.Serialization;

namespace DeepLearning;

/// <content>Taking weights over from others.</content>
public sealed partial class Network<T>
{
    /// <summary>Gives the network the weights of a file: all of them, or after an error none.</summary>
    /// <remarks>
    /// <para>
    /// A state dictionary, as PyTorch and others save it, holds tensors by names and nothing of the layers between them, so the network is
    /// made first. Matrices are [units, inputs] and vectors [units], as PyTorch's <c>Linear</c> and <c>LayerNorm</c> keep them; in Python,
    /// <c>safetensors.torch.save_file(module.state_dict(), path)</c> writes one.
    /// </para>
    /// <para>Beside the numbers that the network takes, reading allocates at most 32 bytes for each byte of the file, and 1 MiB
    /// besides.</para>
    /// </remarks>
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
            ArgumentException.ThrowIfNullOrEmpty(path);
        names ??= new Dictionary<string, string>(StringComparer.Ordinal);
        StateDictionary.RequireKnown(this, names);
        using var file = TensorReader.Open(path);
        StateDictionary.Read(this, file, parameter => StateDictionary.NameOf(parameter.Name, names), allowOthers);
    }
}
