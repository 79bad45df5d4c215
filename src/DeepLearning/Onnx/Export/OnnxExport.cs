using System.Numerics;

namespace DeepLearning;

/// <summary>Export to ONNX, the format of models that most runtimes, editors and other languages read.</summary>
/// <remarks>
/// <para>
/// A file has opset 17 (and 2 of ai.onnx.ml where there are texts) and IR version 8, the newest that ONNX 1.12 knows. <b>Rows are
/// examples</b> there: the input <c>x</c> is [N, features] and the output <c>y</c> [N, outputs], the transpose of the matrices here, for
/// any N. Weights are those of the network, n[l] × n[l−1], called as its <see cref="Network{T}.Parameters"/>.
/// </para>
/// <para>
/// A network of float or double becomes a graph of the same numbers. ONNX Runtime computes few activations in double (as of version 1.30),
/// so those of a double network are written as arithmetic where float has an operator of its own; the values are the same.
/// An activation of one's own is written by its <see cref="Activation.AsFormula"/>. Dropout, regularizers and all else that only trains is
/// left out.
/// </para>
/// <threadsafety>Any number of threads may export one network while nothing trains it.</threadsafety>
/// </remarks>
public static class OnnxExport
{
    /// <summary>The version of the operators of ONNX.</summary>
    public const int Opset = 17;

    /// <summary>The version of the operators of ai.onnx.ml, in files that have any.</summary>
    public const int ClassicOpset = 2;

    /// <summary>The version of the file format.</summary>
    public const int IrVersion = 8;

    /// <summary>Writes a network to an ONNX file; a failure leaves an old file as it was.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation or normalization has no formula, or the network is larger than 2 GiB.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A weight, bias, gain or shift is not finite, or the formula of an activation or normalization is another function than it computes.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveOnnx<T>(this Network<T> network, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, Model(network).WriteTo);
    }

    /// <summary>Writes a network as an ONNX file to a stream.</summary>
    /// <inheritdoc cref="SaveOnnx{T}(Network{T}, string)"/>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void SaveOnnx<T>(this Network<T> network, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Model(network).WriteTo(stream);
    }

    /// <summary>Writes a model with its pipeline to an ONNX file that takes raw rows; a failure leaves an old file as it was.</summary>
    /// <remarks>
    /// <para>
    /// The numeric columns are one input <c>x</c>, [N, columns] in the order of <see cref="FittedPipeline.InputColumns"/>, NaN where a value is
    /// missing; every text column is an input of its own, [N, 1] texts by the name of the column, "" where one is missing. Transforms are
    /// computed in double, as here. The output <c>y</c> is in the unit of the targets; a model of classes has a second output <c>label</c>,
    /// [N] texts: what <see cref="Model{T}.PredictClasses"/> gives. The metadata has <c>columns</c> and <c>classes</c>, names as JSON
    /// arrays.
    /// </para>
    /// <para>
    /// What ONNX cannot do: it does not trim texts; a missing value that no transform fills in makes the outputs NaN (a missing text counts
    /// as an unknown category) instead of an error. An unknown category is an error of the runtime where it is one here.
    /// </para>
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation or normalization has no formula, a transform is none of the library's, or the network is larger than 2 GiB.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A number of the network or of a scaling is not finite, or the formula of an activation or normalization is another function than it
    /// computes.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveOnnx<T>(this Model<T> model, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, ModelNodes.Model(model).WriteTo);
    }

    /// <summary>Writes a model with its pipeline as an ONNX file to a stream.</summary>
    /// <inheritdoc cref="SaveOnnx{T}(Model{T}, string)"/>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void SaveOnnx<T>(this Model<T> model, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelNodes.Model(model).WriteTo(stream);
    }

    private static ProtoMessage Model<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var (graph, type) = (new OnnxGraph(), OnnxTypes.Of<T>());
        var x = graph.Input("x", type, network.Inputs, "An example a row.");
        graph.Output(NetworkNodes.Write(graph, network, x), "y", type, network.Outputs, "The outputs of an example a row.");
        return graph.Model([]);
    }
}
