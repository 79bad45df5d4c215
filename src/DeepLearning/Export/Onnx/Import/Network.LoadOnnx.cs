using DeepLearning.Export;

namespace DeepLearning;

/// <content>Import from ONNX.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Loads a network of dense layers from an ONNX file that PyTorch, scikit-learn's converters or others have exported,
    /// to predict and to go on training.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Understood are <c>Gemm</c> and <c>MatMul</c> with constant weights; the activations of the library, whether written by operators of
    /// their own or by arithmetic, as those that ONNX lacks are; softmax over the columns, and as the last of all a log-softmax, which
    /// becomes a softmax: the network then predicts the probabilities, not their logarithms; batch normalization, scaling and other factors
    /// and shifts of columns, which are folded into the weights beside them (behind the activation of the output they become a layer of
    /// their own); layer normalization before an activation; the pair 1 − σ and σ of a classifier of two classes, which becomes a softmax
    /// over two; dropout, casts, <c>Flatten</c>, and reshapes that keep an example a row; constants that are transposed or reshaped.
    /// </para>
    /// <para>
    /// Files of opset 7 or newer are read. Everything else is refused by one error that lists the nodes that stand in the way, up to 50 of
    /// them: operators in training mode and reshapes that depend on the number of examples too. The examples of a graph are rows, those
    /// here are columns. What belongs to training alone, such as dropout and initializers, is not in the file: the definitions of the
    /// layers have none of it.
    /// </para>
    /// <para>
    /// An activation that is written by arithmetic is recognized where it is the library's function over the whole range of the type, from
    /// the smallest subnormal number to the greatest finite one, to 10⁻⁶ of the greater of |g(z)| and min(1, |z|), and on both sides of
    /// every kink: ReLU6, a clamp and the like are no ReLU, and are refused. A graph that overflows where |z| ≥ 300, as log(1 + eᶻ) does
    /// and <see cref="Activation.Softplus"/> does not, is the same function and is taken for it; the network then gives the finite value.
    /// </para>
    /// <para>
    /// Files come from anywhere: nothing in them is executed, and what importing allocates, all in all, is at most 64 bytes for each byte
    /// of the file and 8 MiB besides. A file that asks for more is refused.
    /// </para>
    /// <para>Any number of threads may import at once.</para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="output">
    /// The name of the tensor that is the output of the network; null, the default, for the only output of floating-point numbers.
    /// Nodes that it does not depend on may be of any kind.
    /// </param>
    /// <param name="seed">What the network's training is to be seeded by, as <see cref="Network{T}.Seed"/>; 0 by default.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is none of ONNX, is damaged, is no network of dense layers, asks for more memory than its length is worth, or holds
    /// double-precision numbers for a network of float. The message says what and where.
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
            ? throw OnnxImport.TooLong(source, file.Length)
            : OnnxImport.Read<T>(File.ReadAllBytes(path), source, output, seed);
    }

    /// <summary>Reads a network from the rest of a stream, which stays open.</summary>
    /// <inheritdoc cref="LoadOnnx(string, string, long)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="stream">The file, from the position of the stream to its end.</param>
    /// <param name="output">
    /// The name of the tensor that is the output of the network; null, the default, for the only output of floating-point numbers.
    /// </param>
    /// <param name="seed">What the network's training is to be seeded by, as <see cref="Network{T}.Seed"/>; 0 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidDataException">As of a file.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Network<T> LoadOnnx(Stream stream, string? output = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ElementType.Require<T>();
        const string Source = "The stream";
        if (stream.CanSeek && stream.Length - stream.Position is > int.MaxValue and var length)
        {
            throw OnnxImport.TooLong(Source, length);
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return OnnxImport.Read<T>(copy.GetBuffer().AsMemory(0, (int)copy.Length), Source, output, seed);
    }
}
