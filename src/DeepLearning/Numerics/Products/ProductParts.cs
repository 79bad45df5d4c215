using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Numerics;

/// <summary>The terms whose sum is a product: those of each block of columns of A.</summary>
/// <param name="values">A product of a block after another, each with room for as many columns.</param>
/// <param name="rows">The number of rows of the product.</param>
/// <param name="room">How many columns a block has room for.</param>
/// <param name="count">How many blocks there are; 0 where the product was not computed so.</param>
internal readonly struct ProductParts<T>(T[] values, int rows, int room, int count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether there are no parts, so that the product is still to be computed.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>The product of one block of columns of A, some columns of it.</summary>
    public MatrixSpan<T> this[int block, int first, int columns] =>
        new MatrixBuffer<T>(values, rows).Columns((block * room) + first, columns);

    /// <summary>Some columns of the product with a bias, added in the order of a product that is computed at once.</summary>
    public void Sum(ReadOnlySpan<T> bias, int first, MatrixSpan<T> z)
    {
        var part = this[0, first, z.Columns];
        for (var column = 0; column < z.Columns; column++)
        {
            TensorPrimitives.Add(part.Column(column), bias, z.Column(column));
        }

        for (var block = 1; block < count; block++)
        {
            TensorPrimitives.Add(z.AsSpan(), this[block, first, z.Columns].AsSpan(), z.AsSpan());
        }
    }
}
