using System.Buffers.Binary;
using DeepLearning.Data;

namespace DeepLearning.Fuzz;

/// <summary>The reader of datasets in IDX: a file is taken for labels if it says that it has one dimension, and else for images.</summary>
/// <param name="name">The name of the target.</param>
internal class IdxTarget(string name) : FuzzTarget(name)
{
    private const int Examples = 6;
    private static readonly byte[] Images = Idx(0x08, [Examples, 2, 2], [.. Enumerable.Range(0, 4 * Examples).Select(i => (byte)i)]);
    private static readonly byte[] Labels = Idx(0x08, [Examples], [0, 1, 2, 0, 1, 2]);
    private static readonly string ImagesPath = Scratch.Write("images.idx", Images);
    private static readonly string LabelsPath = Scratch.Write("labels.idx", Labels);

    /// <inheritdoc/>
    public override ReadLimit Limit => LabelledArrays.Limit;

    /// <inheritdoc/>
    public override Action Read(byte[] file) => Read(file, areLabels: file.Length > 3 && file[3] == 1);

    /// <summary>Reads a file as labels or as images.</summary>
    protected static Action Read(byte[] file, bool areLabels)
    {
        var path = Scratch.Write("data.idx", file);
        var dataset = areLabels ? Dataset.FromIdx<double>(ImagesPath, path) : Dataset.FromIdx<double>(path, LabelsPath);
        return () =>
        {
            FuzzFailure.Unless(dataset.Examples == Examples && dataset.Y.ColumnCount == Examples, "a dataset has an image for each label");
            FuzzFailure.Unless(dataset.X.ForAll(double.IsFinite), "all features are finite");
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeSeeds() =>
    [
        Images,
        Labels,
        Idx(0x0E, [Examples, 1], [.. Enumerable.Range(0, Examples).SelectMany(i => BitConverter.GetBytes((double)i).Reverse())]),
        Idx(0x0D, [Examples, 1, 1, 1], [.. Enumerable.Range(0, Examples).SelectMany(i => BitConverter.GetBytes((float)i).Reverse())]),
        Idx(0x0B, [Examples, 1], [.. Enumerable.Range(0, 2 * Examples).Select(i => (byte)i)]),
    ];

    private static byte[] Idx(byte type, int[] shape, byte[] numbers)
    {
        var lengths = new byte[sizeof(int) * shape.Length];
        for (var dimension = 0; dimension < shape.Length; dimension++)
        {
            BinaryPrimitives.WriteInt32BigEndian(lengths.AsSpan(sizeof(int) * dimension), shape[dimension]);
        }

        return [0, 0, type, (byte)shape.Length, .. lengths, .. numbers];
    }
}
