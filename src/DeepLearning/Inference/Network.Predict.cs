using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <content>Prediction.</content>
public sealed partial class Network<T>
{
    /// <summary>The outputs for a matrix of examples.</summary>
    /// <param name="x">X, n_x × m. Dense storage is read in place; any other storage is copied.</param>
    /// <returns>A[L], n_y × m.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has another number of rows, or holds NaN or an infinity, or A[L] would be larger than an array can be.
    /// </exception>
    public Matrix<T> Predict(Matrix<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.RowCount != Inputs)
        {
            throw new ArgumentException(WrongRows(nameof(x), x.RowCount, x.ColumnCount), nameof(x));
        }

        var outputs = new T[ArrayLength.Of(Outputs, x.ColumnCount, "The outputs", nameof(x))];
        if (x.ColumnCount > 0)
        {
            Predict(MatrixColumns.Of(x), outputs);
        }

        return Matrix<T>.Build.Dense(Outputs, x.ColumnCount, outputs);
    }

    /// <summary>The outputs for one example.</summary>
    /// <param name="x">x, n_x numbers.</param>
    /// <returns>a[L], n_y numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another length, or holds NaN or an infinity.</exception>
    public MathNet.Numerics.LinearAlgebra.Vector<T> Predict(MathNet.Numerics.LinearAlgebra.Vector<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Count != Inputs)
        {
            throw new ArgumentException(
                $"{layers[0]} expects {nameof(x)} of {Plural.Of(Inputs, "number")}, one a feature; got a vector of {x.Count}.", nameof(x));
        }

        var outputs = new T[Outputs];
        Predict(x.AsArray() ?? x.ToArray(), outputs);
        return MathNet.Numerics.LinearAlgebra.Vector<T>.Build.Dense(outputs);
    }

    /// <summary>The outputs for any number of examples, from span to span.</summary>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="outputs">Receives A[L], n_y × m.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is empty or no whole columns of n_x numbers, <paramref name="outputs"/> is not as long as n_y × m or overlaps
    /// it, or <paramref name="x"/> holds NaN or an infinity.
    /// </exception>
    public void Predict(ReadOnlySpan<T> x, Span<T> outputs)
    {
        if (x.IsEmpty || x.Length % Inputs != 0)
        {
            throw new ArgumentException(
                $"{layers[0]} expects {nameof(x)} of {Plural.Of(Inputs, "number")} for each example; got a span of {x.Length}, no " +
                $"multiple of it.", nameof(x));
        }

        var examples = x.Length / Inputs;
        if (outputs.Length != (long)Outputs * examples)
        {
            throw new ArgumentException(
                $"outputs must hold {Plural.Of(Outputs, "number")} for each of {Plural.Of(examples, "example")}, " +
                $"{(long)Outputs * examples} in all, but is a span of {outputs.Length}.",
                nameof(outputs));
        }

        SpanGuard.Apart(outputs, nameof(outputs), x, nameof(x));
        Guard.FiniteExamples(x, Inputs, nameof(x), "feature");
        Prediction<T>.Run(this, x, [], outputs, examples);
    }
}
