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

    protected override void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
    {
        var (wholeA, wholeB, wholeC) = (Copy(a, 0), Copy(b, 1), Copy<T>(c, 2));
        if (T.IsZero(beta))
        {
            Array.Clear(wholeC);
        }

        if (a.Columns > 0)
        {
            var storedA = AsStored(a);
            var storedB = AsStored(b);
            ((ILinearAlgebraProvider<T>)provider).MatrixMultiplyWithUpdate(
                a.IsTransposed ? Transpose.Transpose : Transpose.DontTranspose,
                b.IsTransposed ? Transpose.Transpose : Transpose.DontTranspose,
                alpha, wholeA, storedA.Rows, storedA.Columns, wholeB, storedB.Rows, storedB.Columns, beta, wholeC);
        }
        else
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(wholeC, beta, wholeC);
        }

        for (var column = 0; column < c.Columns; column++)
        {
            wholeC.AsSpan(column * c.Rows, c.Rows).CopyTo(c.Column(column));
        }
    }

    /// <summary>The matrix whose columns stand in memory as those of the given one or, if that is transposed, as its rows.</summary>
    private static ReadOnlyMatrixSpan<T> AsStored<T>(in ReadOnlyMatrixSpan<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T> => matrix.IsTransposed ? matrix.Transposed : matrix;

    private static T[] Copy<T>(in ReadOnlyMatrixSpan<T> matrix, int operand)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stored = AsStored(matrix);
        var copy = Arrays<T>.Get(operand, stored.Rows * stored.Columns);
        for (var column = 0; column < stored.Columns && stored.Rows > 0; column++)
        {
            stored.SliceColumns(column, 1).AsSpan().CopyTo(copy.AsSpan(column * stored.Rows));
        }

        return copy;
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
