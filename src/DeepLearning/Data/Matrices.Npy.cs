using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <content>
/// Reading and writing NPY, the format of <c>numpy.save</c>: versions 1, 2 and 3, in C's or Fortran's order, little- or big-endian.
/// </content>
public static partial class Matrices
{
    /// <summary>The matrix of a file of two dimensions: element [i, j] is NumPy's <c>a[i, j]</c>.</summary>
    /// <remarks>
    /// <para>
    /// Elements are bool, integers or floating-point numbers of up to 64 bits, each rounded to the nearest number of the type asked for. A
    /// gzip file is recognized and decompressed, to at most 100 bytes for each byte of the file, and 16 MiB besides. Nothing is allocated
    /// before the length of the file is known to agree with its header. Reading allocates at most 64 bytes for each byte of the file, and 8
    /// MiB besides; a compressed file counts as long as its content is.
    /// </para>
    /// In Python a row is usually an example; this library has examples as columns. Transpose such a matrix, or read it with
    /// <see cref="Dataset.FromNpy{T}"/>, which does.
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no NPY file, is damaged or cut short, or holds no matrix of numbers.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Matrix<T> ReadNpy<T>(string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var array = Read<T>(path, 2, "Matrices.ReadNpy");
        return Matrix<T>.Build.DenseOfRowMajor(array.Shape[0], array.Shape[1], array.Values);
    }

    /// <summary>The vector of a file of one dimension.</summary>
    /// <inheritdoc cref="ReadNpy{T}(string)"/>
    public static MathNet.Numerics.LinearAlgebra.Vector<T> ReadNpyVector<T>(string path)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MathNet.Numerics.LinearAlgebra.Vector<T>.Build.Dense(Read<T>(path, 1, "Matrices.ReadNpyVector").Values);

    /// <summary>
    /// Writes a matrix as a file of version 1 in Fortran's order: <c>numpy.load</c> gives the same matrix. A failed write leaves the old
    /// file.
    /// </summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="matrix">A matrix of any storage; NaN and infinity are written as they are.</param>
    /// <exception cref="ArgumentException">A sparse matrix has more elements than an array holds.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void WriteNpy<T>(string path, Matrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(matrix);
        ElementType.Require<T>();
        NpyFile.Write<T>(
            path, matrix.AsColumnMajorArray() ?? DatasetGuard.ToArray(matrix, "The matrix", nameof(matrix)),
            [matrix.RowCount, matrix.ColumnCount]);
    }

    /// <summary>Writes a vector as a file of one dimension. A failed write leaves the old file.</summary>
    /// <inheritdoc cref="WriteNpy{T}(string, Matrix{T})" path="/*[not(self::summary or self::param)]"/>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="vector">A vector of any storage; NaN and infinity are written as they are.</param>
    public static void WriteNpy<T>(string path, MathNet.Numerics.LinearAlgebra.Vector<T> vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(vector);
        ElementType.Require<T>();
        NpyFile.Write<T>(path, vector.AsArray() ?? vector.ToArray(), [vector.Count]);
    }

    private static ArrayFile<T> Read<T>(string path, int dimensions, string method)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ElementType.Require<T>();
        var array = NpyFile.Read<T>(path);
        return array.Shape.Length == dimensions
            ? array
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)} has {Plural.Of(array.Shape.Length, "dimension")}, but {method} reads " +
                $"{Plural.Of(dimensions, "dimension")}: " +
                "Matrices.ReadNpyVector reads one, Matrices.ReadNpy two, and Dataset.FromNpy any number.");
    }
}
