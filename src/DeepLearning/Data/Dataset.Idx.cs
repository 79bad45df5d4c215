using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

public static partial class Dataset
{
    /// <summary>A dataset of two IDX files, images and labels: MNIST and its kin.</summary>
    /// <remarks>
    /// <para>
    /// The first dimension of the images counts the examples; the others are laid into one column in their order, as <see cref="Matrices"/>
    /// does: 60000 × 28 × 28 becomes 784 × 60000. All six types of number of the format are read. A gzip file is recognized and
    /// decompressed.
    /// </para>
    /// <para>
    /// Nothing is allocated before the length of the file is known to agree with its header. Reading allocates at most 320 bytes for each
    /// byte of the file, and 32 MiB besides, where both files count; most of it would be for one-hot labels, which without
    /// <paramref name="classes"/> are refused beyond it. A compressed file counts as long as its content is, which is at most 100 bytes for
    /// each byte of the file, and 16 MiB besides.
    /// </para>
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="imagesPath">The file of the inputs, such as <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">
    /// The file of the labels, such as <c>train-labels-idx1-ubyte.gz</c>: one dimension of whole numbers from 0 on.
    /// </param>
    /// <param name="scale">What every input is multiplied by: finite and not 0; 1 by default. Bytes from 0 to 255 come to [0, 1] with
    /// <c>1.0 / 255</c>.</param>
    /// <param name="classes">
    /// The number of classes, at least 2; by default the largest label and one. Give it where a class may be missing.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is 0, NaN or infinite, or <paramref name="classes"/> is below 2.
    /// </exception>
    /// <exception cref="InvalidDataException">A file is no IDX file, is damaged or cut short, or longer than its limit when decompressed,
    /// the two do not belong together, an input is not finite, or a label is no class.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromIdx<T>(string imagesPath, string labelsPath, double scale = 1, int? classes = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        Matrices.CheckScale<T>(scale);
        CheckClasses(classes);
        var labels = IdxFile.Read<double>(labelsPath, scale: 1);
        var labelSource = Path.GetFileName(labelsPath);
        if (labels.Shape.Length != 1 || !labels.IsInteger)
        {
            throw new InvalidDataException(
                $"{labelSource} does not hold labels, which are one dimension of whole numbers: it has " +
                $"{Plural.Of(labels.Shape.Length, "dimension")}" +
                (labels.IsInteger ? "." : " of floating-point numbers."));
        }

        return LabelledArrays.Classified(
            IdxFile.Read<T>(imagesPath, scale), Path.GetFileName(imagesPath), labels, labelSource, classes);
    }

    private static void CheckClasses(int? classes)
    {
        if (classes < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), $"The number of classes is {classes}, but must be at least 2.");
        }
    }
}
