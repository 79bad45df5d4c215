using System.Numerics;

namespace DeepLearning;

/// <summary>Saves models, networks with their pipelines and class names, to safetensors files, and loads them.</summary>
/// <remarks>
/// <para>
/// A loaded model takes raw rows, as the saved one did. What a file looks like is described in
/// <c>src/DeepLearning/Serialization/README.md</c>. Loading allocates at most 128 bytes for each byte of the file, and 1 MiB besides.
/// </para>
/// <para>
/// A file that is replaced keeps its Unix mode; of a symbolic link, what it leads to is replaced and the link stays; a folder, a device or
/// a pipe is an <see cref="IOException"/>. When saving returns, the file outlasts a loss of power.
/// </para>
/// <threadsafety>Any number of threads may save and load, the same path too; nothing may train a network while it is saved.</threadsafety>
/// </remarks>
public static class ModelFiles
{
    /// <summary>Saving.</summary>
    /// <param name="model">The model.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    extension<T>(Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>
        /// Saves the model: the network and what was fitted to its training set. A write that fails, for whatever reason, leaves the old
        /// file.
        /// </summary>
        /// <param name="path">The file, usually <c>.safetensors</c>; one that exists is replaced.</param>
        /// <param name="plugIns">
        /// The names of your own activations, transforms and the like; <see cref="PlugIns.Library"/> when null.
        /// </param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a plug-in is not registered.</exception>
        /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
        public void Save(string path, PlugIns? plugIns = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            AtomicFile.Write(path, Content(model, plugIns).Write);
        }

        /// <summary>Writes the model to a stream, which stays open.</summary>
        /// <param name="stream">Receives the file.</param>
        /// <param name="plugIns">
        /// The names of your own activations, transforms and the like; <see cref="PlugIns.Library"/> when null.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
        /// <exception cref="ArgumentException">A plug-in is not registered.</exception>
        /// <exception cref="InvalidOperationException">A weight or bias is not finite.</exception>
        public void Save(Stream stream, PlugIns? plugIns = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            Content(model, plugIns).Write(stream);
        }

        /// <summary>Loads a model. Nothing is executed but what <paramref name="plugIns"/> registers.</summary>
        /// <param name="path">The file.</param>
        /// <param name="plugIns">
        /// The names of your own activations, transforms and the like; <see cref="PlugIns.Library"/> when null.
        /// </param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is none of this library, is damaged, holds a network without pipeline or numbers of another type, is of a newer
        /// version, or names a plug-in that is not registered. The message says what and where.
        /// </exception>
        /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
        /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
        public static Model<T> Load(string path, PlugIns? plugIns = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            ElementType.Require<T>();
            using var file = TensorReader.Open(path);
            return Read<T>(file, plugIns ?? PlugIns.Library);
        }

        /// <summary>
        /// Reads a model from the rest of a stream, which stays open. Nothing is executed but what <paramref name="plugIns"/> registers.
        /// </summary>
        /// <param name="stream">The file, from the position of the stream to its end.</param>
        /// <param name="plugIns">
        /// The names of your own activations, transforms and the like; <see cref="PlugIns.Library"/> when null.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is none of this library, is damaged, holds a network without pipeline or numbers of another type, is of a newer
        /// version, or names a plug-in that is not registered. The message says what and where.
        /// </exception>
        /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
        public static Model<T> Load(Stream stream, PlugIns? plugIns = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ElementType.Require<T>();
            using var file = TensorReader.Open(stream);
            return Read<T>(file, plugIns ?? PlugIns.Library);
        }
    }

    private static TensorWriter Content<T>(Model<T> model, PlugIns? plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Network.RequireFinite("saved");
        Func<object, PlugInDescription> describe = (plugIns ?? PlugIns.Library).Describe;
        var file = ModelFile.Of(ModelFile.Model, model.Network, describe);
        ModelFile.Add(file, model.Pipeline, describe);
        file.AddChecksum();
        return file;
    }

    private static Model<T> Read<T>(TensorReader file, PlugIns plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var kind = ModelFile.KindOf(file);
        if (kind is ModelFile.Network or ModelFile.Checkpoint)
        {
            throw new InvalidDataException(
                $"{file.Source} holds a {kind}, without a pipeline from raw rows: load it with Network<{ElementType.Name<T>()}>.Load.");
        }

        if (kind is not ModelFile.Model)
        {
            throw new InvalidDataException($"{file.Source} holds a \"{kind}\", which is not known.");
        }

        var pipeline = ModelFile.ReadPipeline(file, plugIns);
        var network = ModelFile.ReadNetwork<T>(file, plugIns);
        ModelFile.RequireNoOthers(file, network);
        try
        {
            return new Model<T>(network, pipeline);
        }
        catch (ArgumentException misfit)
        {
            var text = misfit.Message;
            throw new InvalidDataException($"{file.Source} cannot be loaded: {text[..text.LastIndexOf(" (Parameter", StringComparison.Ordinal)]}", misfit);
        }
    }
}
