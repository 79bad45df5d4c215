using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Import from ONNX: networks of dense layers that PyTorch, scikit-learn's converters and others have exported, to predict and to go on training.</summary>
/// <remarks>
/// <para>
/// Understood are <c>Gemm</c> and <c>MatMul</c> with constant weights; the activations of the library, whether written by operators of their own or by
/// arithmetic, as those that ONNX lacks are; softmax over the columns, and as the last of all a log-softmax, which becomes a softmax: the network then predicts
/// the probabilities, not their logarithms; batch normalization, scaling and other factors and shifts of columns, which are folded into the weights beside them
/// (behind the activation of the output they become a layer of their own); layer normalization before an activation; the pair 1 − σ and σ of a classifier of
/// two classes, which becomes a softmax over two; dropout, casts, <c>Flatten</c>, and reshapes that keep an example a row; constants that are transposed
/// or reshaped.
/// </para>
/// <para>
/// Files of opset 7 or newer are read. Everything else is refused by one error that lists every node that stands in the way. The examples of a graph are rows, those here are columns. What
/// belongs to training alone, such as dropout and initializers, is not in the file: the recipes of the layers have none of it.
/// </para>
/// <para>
/// Files come from anywhere, so nothing in them is executed, and what is allocated is bounded by a multiple of their length.
/// </para>
/// <threadsafety>Any number of threads may import at once.</threadsafety>
/// </remarks>
public static class OnnxImport
{
    /// <summary>Importing.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    extension<T>(Network<T>)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Loads a network from an ONNX file.</summary>
        /// <param name="path">The file.</param>
        /// <param name="output">
        /// The name of the tensor that is the output of the network; null, the default, for the only output of floating-point numbers. Nodes that it does not
        /// depend on may be of any kind.
        /// </param>
        /// <param name="seed">What the network's training is to be seeded by, as <see cref="Network{T}.Seed"/>; 0 by default.</param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is none of ONNX, is damaged, is no network of dense layers, or holds double-precision numbers for a network of float. The message says what
        /// and where.
        /// </exception>
        /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
        /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
        public static Network<T> LoadOnnx(string path, string? output = null, long seed = 0)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            ElementType.Require<T>();
            var source = Path.GetFileName(path);
            return new FileInfo(path) is { Exists: true } file && file.Length > Array.MaxLength
                ? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{source} has {file.Length:N0} bytes, more than an ONNX file can have."))
                : Read<T>(File.ReadAllBytes(path), source, output, seed);
        }

        /// <summary>Reads a network from the rest of a stream, which stays open.</summary>
        /// <inheritdoc cref="LoadOnnx{T}(string, string, long)"/>
        /// <param name="stream">The file, from the position of the stream to its end.</param>
        /// <param name="output">The name of the tensor that is the output of the network; null, the default, for the only output of floating-point numbers.</param>
        /// <param name="seed">What the network's training is to be seeded by, as <see cref="Network{T}.Seed"/>; 0 by default.</param>
        /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
        /// <exception cref="InvalidDataException">As of a file.</exception>
        /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
        public static Network<T> LoadOnnx(Stream stream, string? output = null, long seed = 0)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ElementType.Require<T>();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Read<T>(copy.GetBuffer().AsMemory(0, (int)copy.Length), "The stream", output, seed);
        }
    }

    private static Network<T> Read<T>(ReadOnlyMemory<byte> file, string source, string? output, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (last, activation, hasDoubles) = GraphImport.Run(OnnxFile.Parse(file, source), output);
        if (hasDoubles && typeof(T) == typeof(float))
        {
            throw new InvalidDataException(
                $"{source} holds numbers of double precision, which a network of float would round: load it with Network<double>.LoadOnnx, and convert the network by ConvertTo<float>() if that is meant.");
        }

        var layers = new List<(ImportedLayer Layer, Activation Activation)>();
        for (var layer = last; layer is not null; (activation, layer) = (layer.PreviousActivation, layer.Previous))
        {
            layers.Add((layer, activation));
        }

        layers.Reverse();

        Network<T> network;
        try
        {
            network = new Network<T>(layers[0].Layer.Inputs, seed, [.. layers.Select(pair => new Dense(pair.Layer.Units, pair.Activation)
            {
                Normalization = pair.Layer.Normalization is { } normalization ? Normalization.Layer(normalization.Epsilon) : null,
            })]);
        }
        catch (ArgumentException misfit)
        {
            var text = misfit.Message;
            throw new InvalidDataException($"{source} cannot be imported: {text.Split(" (Parameter")[0]}", misfit);
        }

        foreach (var (layer, imported) in network.Layers.Zip(layers, (layer, pair) => (layer, pair.Layer)))
        {
            Copy(imported.Weights, layer.WeightParameter, source);
            Copy(imported.Biases, layer.BiasParameter, source);
            if (layer.Normalizing is { } normalizing)
            {
                Copy(imported.Normalization!.Value.Gains, normalizing.Gain, source);
                Copy(imported.Normalization.Value.Shifts, normalizing.Shift, source);
            }
        }

        return network;
    }

    private static void Copy<T>(double[] numbers, Parameter<T> parameter, string source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            parameter.Array[i] = T.CreateTruncating(numbers[i]);
        }

        if (Guard.FirstNotFinite<T>(parameter.Array) is >= 0 and var wrong)
        {
            throw new InvalidDataException(
                $"{source}: {parameter.Name}[{wrong % parameter.Rows}, {wrong / parameter.Rows}] would be {Guard.Describe(parameter.Array[wrong])}, but must be finite.");
        }
    }
}
