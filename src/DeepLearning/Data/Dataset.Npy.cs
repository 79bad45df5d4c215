using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

public static partial class Dataset
{
    /// <summary>A dataset of two NPY files as Python has them, with one example a row: the inputs, and what is to be learned.</summary>
    /// <remarks>
    /// The first dimension of the inputs counts the examples; the others are laid into one column in C's order, whatever the order in the
    /// file: (m, h, w, c) becomes (h · w · c) × m, as <see cref="Matrices"/> does. Read a single matrix with
    /// <see cref="Matrices.ReadNpy{T}"/>. Reading allocates at most 320 bytes for each byte of the file, and 32 MiB besides, where both
    /// files count; most of it would be for one-hot labels, which without <paramref name="classes"/> are refused beyond it. A compressed
    /// file counts as long as its content is.
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="path">The file of the inputs: (examples, features) or more dimensions.</param>
    /// <param name="labelsPath">The file of the class of each example: (examples,), whole numbers from 0 on. Either this or
    /// <paramref name="targetsPath"/>.</param>
    /// <param name="targetsPath">The file of the numbers to be learned: (examples,) or (examples, outputs). Either this or
    /// <paramref name="labelsPath"/>.</param>
    /// <param name="scale">What every input is multiplied by: finite and not 0; 1 by default.</param>
    /// <param name="classes">
    /// The number of classes, at least 2; by default the largest label and one. Give it where a class may be missing.
    /// </param>
    /// <exception cref="ArgumentException">Not exactly one of labels and targets, or classes of targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is 0, NaN or infinite, or <paramref name="classes"/> is below 2.
    /// </exception>
    /// <exception cref="InvalidDataException">A file is no NPY file, is damaged or cut short, holds something else than numbers, the two do
    /// not belong together, a value is not finite, or a label is no class.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromNpy<T>(
        string path, string? labelsPath = null, string? targetsPath = null, double scale = 1, int? classes = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Matrices.CheckScale<T>(scale);
        CheckClasses(classes);
        if ((labelsPath is null) == (targetsPath is null))
        {
            throw new ArgumentException(
                "Name the file to be learned, once: as labelsPath if it holds classes, as targetsPath if it holds numbers.",
                nameof(labelsPath));
        }

        if (targetsPath is not null && classes is not null)
        {
            throw new ArgumentException("The number of classes is for labels; targets are numbers, without classes.", nameof(classes));
        }

        var x = AtLeastOneDimension(NpyFile.Read<T>(path, scale), path);
        if (targetsPath is not null)
        {
            return LabelledArrays.Targeted(
                x, Path.GetFileName(path), AtLeastOneDimension(NpyFile.Read<T>(targetsPath), targetsPath), Path.GetFileName(targetsPath));
        }

        var labels = NpyFile.Read<double>(labelsPath!);
        var labelSource = Path.GetFileName(labelsPath)!;
        if (labels.Shape.Length != 1)
        {
            throw new InvalidDataException(
                $"{labelSource} does not hold labels, which are one dimension of whole numbers: it has " +
                $"{Plural.Of(labels.Shape.Length, "dimension")}. " +
                "One-hot labels are read as targets.");
        }

        return LabelledArrays.Classified(x, Path.GetFileName(path), labels, labelSource, classes);
    }

    private static ArrayFile<T> AtLeastOneDimension<T>(ArrayFile<T> array, string path)
        where T : unmanaged, IFloatingPointIeee754<T> => array.Shape.Length > 0
        ? array
        : throw new InvalidDataException(
            $"{Path.GetFileName(path)} holds a single number, but its first dimension must count the examples.");
}
