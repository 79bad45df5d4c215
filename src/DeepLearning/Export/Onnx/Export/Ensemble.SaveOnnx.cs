using DeepLearning.Export;

namespace DeepLearning;

/// <content>Export to ONNX.</content>
public sealed partial class Ensemble<T>
{
    /// <summary>
    /// Writes the ensemble to a file of ONNX: one graph of all members and the mean of their outputs. A failure leaves an old file as it
    /// was.
    /// </summary>
    /// <remarks>
    /// As of <see cref="Network{T}.SaveOnnx(string)"/>: the input <c>x</c> is [N, features], the output <c>y</c> [N, outputs]. The tensors
    /// of member k, counted from 0, begin with <c>members.k.</c>
    /// </remarks>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation or normalization has no formula, or the ensemble is larger than 2 GiB.
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

    /// <summary>Writes the ensemble as an ONNX file to a stream.</summary>
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
