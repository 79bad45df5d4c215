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
    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int,
        void> single =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int,
            void>)blas.SingleProduct;

    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int,
        void> real =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int,
            void>)blas.DoubleProduct;

    public override string Name => name;

    protected override void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
    {
        var (m, n, k) = (c.Rows, c.Columns, a.Columns);
        var (ta, tb) = (a.IsTransposed ? Transposed : NotTransposed, b.IsTransposed ? Transposed : NotTransposed);

        // The interface refuses leading dimensions of zero, even of an operand without elements.
        var (lda, ldb, ldc) = (Math.Max(a.Stride, 1), Math.Max(b.Stride, 1), c.Stride);
        fixed (T* pa = &a.Start, pb = &b.Start, pc = &c.Start)
        {
            if (typeof(T) == typeof(float))
            {
                single(
                    ColumnMajor, ta, tb, m, n, k, (float)(object)alpha, (float*)pa, lda, (float*)pb, ldb, (float)(object)beta, (float*)pc,
                    ldc);
            }
            else
            {
                real(
                    ColumnMajor, ta, tb, m, n, k, (double)(object)alpha, (double*)pa, lda, (double*)pb, ldb, (double)(object)beta,
                    (double*)pc, ldc);
            }
        }
    }
}
