using DeepLearning.Data;
using DeepLearning.Export;

namespace DeepLearning;

/// <content>Export to ONNX.</content>
public sealed partial class Model<T>
{
    /// <summary>Writes the model with its pipeline to an ONNX file that takes raw rows; a failure leaves an old file as it was.</summary>
    /// <remarks>
    /// <para>
    /// The numeric columns are one input <c>x</c>, [N, columns] in the order of <see cref="FittedPipeline.InputColumns"/>, NaN where a
    /// value is missing; every text column is an input of its own, [N, 1] texts by the name of the column, "" where one is missing.
    /// Transforms are computed in double, as here. The output <c>y</c> is in the unit of the targets; a model of classes has a second
    /// output <c>label</c>, [N] texts: what <see cref="Model{T}.PredictClasses"/> gives. The metadata has <c>columns</c> and
    /// <c>classes</c>, names as JSON arrays.
    /// </para>
    /// <para>
    /// What ONNX cannot do: it does not trim texts; a missing value that no transform fills in makes the outputs NaN (a missing text counts
    /// as an unknown category) instead of an error. An unknown category is an error of the runtime where it is one here.
    /// </para>
    /// </remarks>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation or normalization has no formula, a transform is none of the library's, or the network is larger than 2 GiB.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A number of the network or of a scaling is not finite, or the formula of an activation or normalization is another function than it
    /// computes.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, ModelNodes.Model(this).WriteTo);
    }

    /// <summary>Writes the model with its pipeline as an ONNX file to a stream.</summary>
    /// <inheritdoc cref="SaveOnnx(string)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="stream">Where to; it stays open.</param>
    public void SaveOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelNodes.Model(this).WriteTo(stream);
    }
}
