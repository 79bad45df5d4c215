using System.Numerics;

namespace DeepLearning;

/// <summary>Saves networks to safetensors files, and loads them.</summary>
/// <remarks>
/// <para>
/// A file holds the weights and biases by name, bit for bit, and the recipes of the layers. What it looks like, and how Python reads it, is
/// described in <c>src/DeepLearning/Serialization/README.md</c>.
/// Loading allocates at most 128 bytes for each byte of the file, and 1 MiB besides.
/// </para>
/// <para>
/// A file that is replaced keeps its Unix mode; of a symbolic link, what it leads to is replaced and the link stays; a folder, a device or
/// a pipe is an <see cref="IOException"/>. When saving returns, the file outlasts a loss of power.
/// </para>
/// <threadsafety>Any number of threads may save and load, the same path too; nothing may train a network while it is saved.</threadsafety>
/// </remarks>
public static class NetworkFiles
{
    /// <summary>Saving.</summary>
    /// <param name="network">The network.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    extension<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Saves the network. A write that fails, for whatever reason, leaves the old file.</summary>
        /// <param name="path">The file, usually <c>.safetensors</c>; one that exists is replaced.</param>
        /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a plug-in is not registered.</exception>
        /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
        public void Save(string path, PlugIns? plugIns = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            AtomicFile.Write(path, Content(network, plugIns).Write);
        }

        /// <summary>Writes the network to a stream, which stays open.</summary>
        /// <param name="stream">Receives the file.</param>
        /// <param name="plugIns">The names of your own activations and the like; <see cref="PlugIns.Library"/> when null.</param>
        /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
        /// <exception cref="ArgumentException">A plug-in is not registered.</exception>
        /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
        public void Save(Stream stream, PlugIns? plugIns = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            Content(network, plugIns).Write(stream);
        }

        /// <summary>Loads a network, or that of a checkpoint. Nothing is executed but what <paramref name="plugIns"/> registers.</summary>
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
        public static Network<T> Load(string path, PlugIns? plugIns = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            ElementType.Require<T>();
            using var file = TensorReader.Open(path);
            return Read<T>(file, plugIns);
        }

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
        public static Network<T> Load(Stream stream, PlugIns? plugIns = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ElementType.Require<T>();
            using var file = TensorReader.Open(stream);
            return Read<T>(file, plugIns);
        }
    }

    private static TensorWriter Content<T>(Network<T> network, PlugIns? plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireFinite("saved");
        var file = ModelFile.Of(ModelFile.Network, network, (plugIns ?? PlugIns.Library).Describe);
        file.AddChecksum();
        return file;
    }

    private static Network<T> Read<T>(TensorReader file, PlugIns? plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var kind = ModelFile.KindOf(file);
        if (kind is ModelFile.Model)
        {
            throw new InvalidDataException(
                $"{file.Source} holds a model, whose network expects what its pipeline makes of raw rows: load it with Model<{ElementType.Name<T>()}>.Load.");
        }

        if (kind is not ModelFile.Network and not ModelFile.Checkpoint)
        {
            throw new InvalidDataException($"{file.Source} holds a \"{kind}\", which is not known.");
        }

        var network = ModelFile.ReadNetwork<T>(file, plugIns ?? PlugIns.Library);
        if (kind is ModelFile.Network)
        {
            ModelFile.RequireNoOthers(file, network);
        }

        return network;
    }
}
