using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Numerics;

/// <summary>A MathNet matrix as the span of its columns, one after another.</summary>
internal static class MatrixColumns
{
    /// <summary>The live storage of a dense matrix, or a copy of a matrix stored any other way (sparse, diagonal).</summary>
    public static ReadOnlySpan<T> Of<T>(Matrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T> => matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray();
}
