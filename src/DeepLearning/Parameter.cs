using System.Numerics;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>
/// A matrix that training changes: the weights or the biases of a layer, or the gains or the shifts of its normalization.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks><threadsafety>Reading is safe from any number of threads while nothing writes.</threadsafety></remarks>
public sealed class Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Parameter(string name, int rows, int columns, bool isMatrix = false)
    {
        IsMatrix = isMatrix;
        Name = name;
        Array = new T[ArrayLength.Of(rows, columns, $"The numbers of {name}", "layers")];
        Matrix = Matrix<T>.Build.Dense(rows, columns, Array);
    }

    /// <summary>The name, such as <c>layers.0.weight</c>, layers counted from 0.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Matrix.RowCount;

    /// <summary>The number of columns.</summary>
    public int Columns => Matrix.ColumnCount;

    /// <summary>The numbers themselves, not a copy: what is written into the matrix is what the network computes with.</summary>
    public Matrix<T> Matrix { get; }

    /// <summary>The same numbers, column after column.</summary>
    public Span<T> Values => Array;

    internal T[] Array { get; }

    internal MatrixSpan<T> View => new(Array, Rows, Columns);

    /// <summary>
    /// Whether it is a matrix by its meaning, as weights are, and so in files, even of one column; biases, gains and shifts are vectors.
    /// </summary>
    internal bool IsMatrix { get; }

    /// <summary>An element, as messages name it: <c>layers.0.weight[3, 5]</c>.</summary>
    internal string Place(int i) => $"{Name}[{i % Rows}, {i / Rows}]";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Rows} × {Columns})";
}
