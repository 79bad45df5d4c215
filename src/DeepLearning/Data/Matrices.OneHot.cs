using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <content>Labels as columns of zeros with a single one, and back: label k of example i is Y[k, i] = 1, all else 0.</content>
public static partial class Matrices
{
    /// <summary>The labels as a matrix of classes × examples, one 1 in each column.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="labels">The class of each example, from 0 to <paramref name="classes"/> − 1; at least one example.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="labels"/> is empty, or the matrix would have more elements than an array holds.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A label lies out of range, or <paramref name="classes"/> is below 2.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Matrix<T> OneHot<T>(ReadOnlySpan<int> labels, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = OneHotColumns<T>(labels, classes);
        return Matrix<T>.Build.Dense(classes, labels.Length, columns);
    }

    /// <summary>The label of each example: the row of the 1 in its column.</summary>
    /// <remarks>
    /// Every column must be exactly one-hot, so that no probability is mistaken for a label. A matrix of a single row holds the labels
    /// 0 and 1 themselves.
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="oneHot">A matrix of classes × examples, of any storage.</param>
    /// <exception cref="ArgumentException">
    /// A column is not one-hot, or the matrix is empty or has more elements than an array holds.
    /// </exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static int[] Labels<T>(Matrix<T> oneHot)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(oneHot);
        ElementType.Require<T>();
        if (oneHot.RowCount == 0 || oneHot.ColumnCount == 0)
        {
            throw new ArgumentException(
                $"The matrix is {Text.Shape(oneHot.RowCount, oneHot.ColumnCount)}: it holds no labels.", nameof(oneHot));
        }

        var labels = new int[oneHot.ColumnCount];
        return FindProblem<T>(DatasetGuard.ToArray(oneHot, "The matrix", nameof(oneHot)), oneHot.RowCount, labels) is { } problem
            ? throw new ArgumentException(problem, nameof(oneHot))
            : labels;
    }

    internal static T[] OneHotColumns<T>(ReadOnlySpan<int> labels, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ElementType.Require<T>();
        if (classes < 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(classes),
                    string.Create(CultureInfo.InvariantCulture, $"The number of classes is {classes}, but must be at least 2."));
        }

        if (labels.IsEmpty)
        {
            throw new ArgumentException("There are no labels: at least one example is needed.", nameof(labels));
        }

        var columns = new T[ArrayLength.Of(classes, labels.Length, "The one-hot labels", nameof(classes))];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The label of example {i}, counted from 0, is {labels[i]}, but the labels of {Plural.Of(classes, "class")} are " +
                        $"0 to {classes - 1}."));
            }

            columns[(i * classes) + labels[i]] = T.One;
        }

        return columns;
    }

    /// <summary>Fills in the labels; says what is wrong with the first column that is not one-hot, or null.</summary>
    internal static string? FindProblem<T>(ReadOnlySpan<T> columns, int classes, Span<int> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var column = columns.Slice(i * classes, classes);
            var one = column.IndexOf(T.One);
            labels[i] = classes == 1 ? one + 1 : one;
            var stray = column.IndexOfAnyExcept(T.Zero, T.One);
            if (stray >= 0)
            {
                return Problem(i, $"the value of row {stray} is {column[stray]}, but must be 0 or 1");
            }

            if (classes > 1 && column.Count(T.One) != 1)
            {
                return Problem(i, one < 0 ? (FormattableString)$"no row is 1" : $"rows {one} and {column.LastIndexOf(T.One)} are both 1");
            }
        }

        return null;
    }

    private static string Problem(int column, FormattableString problem) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Column {column}, counted from 0, is not one-hot: {problem.ToString(CultureInfo.InvariantCulture)}.");
}
