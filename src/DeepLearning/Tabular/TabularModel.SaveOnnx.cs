using DeepLearning.Export;

namespace DeepLearning.Tabular;

/// <content>Export to ONNX.</content>
public sealed partial class TabularModel
{
    /// <summary>
    /// Writes the model to an ONNX file that takes raw rows: the encoding of the columns, all networks, what calibrates their answers. A
    /// failure leaves an old file as it was.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Inputs are as of <see cref="Model{T}.SaveOnnx(string)"/>: <c>x</c>, [N, columns] of float, for the columns of numbers, NaN where
    /// one is missing, and [N, 1] texts for each column of texts, "" where one is missing. A model of classes gives <c>y</c>, [N, classes],
    /// the probabilities, and <c>label</c>, [N], the most probable; one of numbers <c>y</c>, <c>lower</c> and <c>upper</c>, each [N, 1].
    /// The metadata has <c>columns</c> and <c>classes</c>, names as JSON arrays.
    /// </para>
    /// <para>
    /// Numbers come in as float, where the columns here are double: beside a border they may fall on its other side.
    /// </para>
    /// </remarks>
    /// <param name="path">The file, by custom ending in .onnx.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="NotSupportedException">A column is written in a way that ONNX cannot read, such as dates.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, OnnxModel().WriteTo);
    }

    /// <summary>Writes the model as an ONNX file to a stream.</summary>
    /// <inheritdoc cref="SaveOnnx(string)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="stream">Where to; it stays open.</param>
    public void SaveOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OnnxModel().WriteTo(stream);
    }

    private ProtoMessage OnnxModel()
    {
        var graph = new OnnxGraph();
        var features = new RowNodes(graph, OnnxType.Float, encoding.AsPipeline(target)).Features();
        answering.Write(graph, NetworkNodes.Write(graph, ensemble, features));
        return graph.Model(ModelNodes.Metadata(encoding.Columns.Select(column => column.Name), Classes.Count > 0 ? Classes : null));
    }
}
