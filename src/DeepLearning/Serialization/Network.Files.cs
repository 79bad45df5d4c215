using DeepLearning.Serialization;

namespace DeepLearning;

/// <content>Saving to safetensors files, and loading.</content>
public sealed partial class Network<T>
{
    /// <summary>Saves the network. A write that fails, for whatever reason, leaves the old file.</summary>
    /// <remarks>
    /// <para>
    /// The file holds the weights bit for bit and all else by name; what it looks like, and how Python reads it, is described in
    /// <c>src/DeepLearning/Serialization/README.md</c>. A file that is replaced keeps its Unix mode; of a symbolic link, what it leads to
    /// is replaced and the link stays; a folder, a device or a pipe is an <see cref="IOException"/>. When saving returns, the file outlasts
    /// a loss of power.
    /// </para>
    /// <para>Any number of threads may save and load, the same path too; nothing may train the network while it is saved.</para>
    /// </remarks>
    /// <param name="path">The file, usually <c>.safetensors</c>; one that exists is replaced.</param>
    /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a plug-in is not registered.</exception>
    /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, PlugIns? plugIns = null) => ModelFile.Save(path, () => Content(plugIns));

    /// <summary>Writes the network to a stream, which stays open.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A plug-in is not registered.</exception>
    /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
    public void Save(Stream stream, PlugIns? plugIns = null) => ModelFile.Save(stream, () => Content(plugIns));

    /// <summary>Loads a network, or that of a checkpoint. Nothing is executed but what <paramref name="plugIns"/> registers.</summary>
    /// <remarks>Loading allocates at most 128 bytes for each byte of the file, and 1 MiB besides.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is none of this library, is damaged, holds a model with its pipeline or numbers of another type, is of a newer version,
    /// or names a plug-in that is not registered. The message says what and where.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Network<T> Load(string path, PlugIns? plugIns = null) =>
        ModelFile.Load<T, Network<T>>(path, file => Read(file, plugIns ?? PlugIns.Library));

    /// <summary>
    /// Reads a network from the rest of a stream, which stays open. Nothing is executed but what <paramref name="plugIns"/> registers.
    /// </summary>
    /// <param name="stream">The file, from the position of the stream to its end.</param>
    /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is none of this library, is damaged, holds a model with its pipeline or numbers of another type, is of a newer version,
    /// or names a plug-in that is not registered. The message says what and where.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Network<T> Load(Stream stream, PlugIns? plugIns = null) =>
        ModelFile.Load<T, Network<T>>(stream, file => Read(file, plugIns ?? PlugIns.Library));

    private TensorWriter Content(PlugIns? plugIns)
    {
        RequireFinite("saved");
        var file = ModelFile.Of(ModelFile.Network, this, (plugIns ?? PlugIns.Library).Describe);
        file.AddChecksum();
        return file;
    }

    private static Network<T> Read(TensorReader file, PlugIns plugIns)
    {
        var kind = ModelFile.KindOf(file);
        if (kind is ModelFile.Model)
        {
            throw new InvalidDataException(
                $"{file.Source} holds a model, whose network expects what its pipeline makes of raw rows: " +
                $"load it with Model<{ElementType.Name<T>()}>.Load.");
        }

        ModelFile.RequireKnown<T>(file, kind, ModelFile.Network, ModelFile.Checkpoint);
        var network = ModelFile.ReadNetwork<T>(file, plugIns);
        if (kind is ModelFile.Network)
        {
            ModelFile.RequireNoOthers(file, network);
        }

        return network;
    }
}
