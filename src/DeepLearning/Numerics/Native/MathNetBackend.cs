using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace DeepLearning.Numerics;

/// <summary>Products by MathNet's own provider, which the application has chosen for the process.</summary>
/// <remarks>
/// A provider takes whole arrays of exact size, so the operands are copied to arrays of the calling thread and back, and a product is
/// never divided: the provider has threads of its own.
/// </remarks>
internal sealed class MathNetBackend(ILinearAlgebraProvider provider) : MatrixBackend
{
    public override string Name => "mathnet";

    public override int ColumnGranularity => int.MaxValue;

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

        var (rowsA, columnsA) = transposeA ? (k, m) : (m, k);
        var (rowsB, columnsB) = transposeB ? (n, k) : (k, n);
        var (wholeA, wholeB, wholeC) = (Arrays<T>.Get(0, rowsA * columnsA), Arrays<T>.Get(1, rowsB * columnsB), Arrays<T>.Get(2, m * n));
        CopyColumns(a, lda, wholeA, rowsA, rowsA, columnsA);
        CopyColumns(b, ldb, wholeB, rowsB, rowsB, columnsB);
        if (T.IsZero(beta))
        {
            Array.Clear(wholeC);
        }
        else
        {
            CopyColumns<T>(c, ldc, wholeC, m, m, n);
        }

        if (k > 0)
        {
            ((ILinearAlgebraProvider<T>)provider).MatrixMultiplyWithUpdate(
                transposeA ? Transpose.Transpose : Transpose.DontTranspose, transposeB ? Transpose.Transpose : Transpose.DontTranspose,
                alpha, wholeA, rowsA, columnsA, wholeB, rowsB, columnsB, beta, wholeC);
        }
        else
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(wholeC, beta, wholeC);
        }

        CopyColumns<T>(wholeC, m, c, ldc, m, n);
    }

    private static void CopyColumns<T>(ReadOnlySpan<T> source, int sourceLeading, Span<T> destination, int leading, int rows, int columns)
    {
        for (var column = 0; column < columns && rows > 0; column++)
        {
            source.Slice(column * sourceLeading, rows).CopyTo(destination[(column * leading)..]);
        }
    }

    /// <summary>The arrays of a thread, one for each operand and length, kept for the next product of the same shape.</summary>
    private static class Arrays<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [ThreadStatic]
        private static Dictionary<(int Operand, int Length), T[]>? arrays;

        public static T[] Get(int operand, int length)
        {
            arrays ??= [];
            if (!arrays.TryGetValue((operand, length), out var array))
            {
                arrays[(operand, length)] = array = new T[length];
            }

            return array;
        }
    }
}
