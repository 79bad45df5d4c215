namespace DeepLearning.Numerics;

/// <summary>Products by a native library with the C interface to BLAS: cblas_sgemm and cblas_dgemm.</summary>
/// <remarks>
/// Which order such a library sums in may depend on the shape it is given and on the alignment of the operands, so the library is
/// given parts of C that do not depend on the number of threads.
/// </remarks>
internal sealed unsafe class CblasBackend(string name, LoadedBlas blas) : MatrixBackend
{
    private const int ColumnMajor = 102;
    private const int NotTransposed = 111;
    private const int Transposed = 112;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> single =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)blas.SingleProduct;

    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> real =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)blas.DoubleProduct;

    public override string Name => name;

    public override void Multiply<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc)
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        if (m == 0 || n == 0)
        {
            return;
        }

        var (ta, tb) = (transposeA ? Transposed : NotTransposed, transposeB ? Transposed : NotTransposed);

        // The interface refuses leading dimensions of zero, even of an operand without elements.
        (lda, ldb) = (Math.Max(lda, 1), Math.Max(ldb, 1));
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (typeof(T) == typeof(float))
            {
                single(ColumnMajor, ta, tb, m, n, k, (float)(object)alpha, (float*)pa, lda, (float*)pb, ldb, (float)(object)beta, (float*)pc, ldc);
            }
            else
            {
                real(ColumnMajor, ta, tb, m, n, k, (double)(object)alpha, (double*)pa, lda, (double*)pb, ldb, (double)(object)beta, (double*)pc, ldc);
            }
        }
    }
}
