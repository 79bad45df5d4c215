using DeepLearning.Export;

namespace DeepLearning;

/// <content>Export to ONNX.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Writes the network to a file of ONNX, the format of models that most runtimes, editors and other languages read.
    /// A failure leaves an old file as it was.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A file has opset 17 (and 2 of ai.onnx.ml where there are texts) and IR version 8, the newest that ONNX 1.12 knows. <b>Rows are
    /// examples</b> there: the input <c>x</c> is [N, features] and the output <c>y</c> [N, outputs], the transpose of the matrices here,
    /// for any N. Weights are those of the network, n[l] × n[l−1], called as its <see cref="Network{T}.Parameters"/>.
    /// </para>
    /// <para>
    /// A network of float or double becomes a graph of the same numbers. ONNX Runtime computes few activations in double (as of version
    /// 1.30), so those of a double network are written as arithmetic where float has an operator of its own; the values are the same. An
    /// activation of one's own is written by its <see cref="Activation.AsFormula"/>. Dropout, regularizers and all else that only trains is
    /// left out.
    /// </para>
    /// <para>Any number of threads may export one network while nothing trains it.</para>
    /// </remarks>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation or normalization has no formula, or the network is larger than 2 GiB.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A weight, bias, gain or shift is not finite, or the formula of an activation or normalization is another function than it computes.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, OnnxModel().WriteTo);
    }

    /// <summary>Writes the network as an ONNX file to a stream.</summary>
    /// <inheritdoc cref="SaveOnnx(string)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="stream">Where to; it stays open.</param>
    public void SaveOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OnnxModel().WriteTo(stream);
    }

    private ProtoMessage OnnxModel() =>
        NetworkNodes.Model<T>(Inputs, Outputs, (graph, x) => NetworkNodes.Write(graph, this, x));
}
