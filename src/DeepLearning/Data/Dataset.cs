using System.Globalization;
using System.Numerics;
using DeepLearning.Data;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>Makes a <see cref="Dataset{T}"/> from matrices, arrays, labels or a CSV file. Whatever is given is copied.</summary>
/// <remarks>
/// A matrix of MathNet holds <b>one example a column</b>, as everywhere in this library. An array of C# holds <b>one example a row</b>,
/// as tables are written, and is transposed on the way.
/// <threadsafety>All methods may be called from any number of threads.</threadsafety>
/// </remarks>
public static partial class Dataset
{
    /// <summary>A dataset of two matrices; sparse, diagonal and other storages are copied into dense ones.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="x">The inputs: features × examples.</param>
    /// <param name="y">The targets: outputs × examples.</param>
    /// <param name="featureNames">A name for each row of <paramref name="x"/>, or null.</param>
    /// <param name="classNames">If the targets are classes, a name for each row of <paramref name="y"/>, or two names for a single row
    /// of 0 and 1; else null.</param>
    /// <exception cref="ArgumentException">No examples, different numbers of columns, a value that is NaN or infinite, names that do
    /// not fit, or more numbers than an array holds.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromMatrices<T>(
        Matrix<T> x, Matrix<T> y, IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? classNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ElementType.Require<T>();
        DatasetGuard.Shapes(x.RowCount, x.ColumnCount, y.RowCount, y.ColumnCount);
        return new Dataset<T>(
            DatasetGuard.ToArray(x, "X", nameof(x)), x.RowCount, DatasetGuard.ToArray(y, "Y", nameof(y)), y.RowCount, featureNames,
            classNames);
    }

    /// <summary>A dataset of two tables with one example a row.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="rows">The inputs of each example; all rows of one length.</param>
    /// <param name="targets">The targets of each example; all rows of one length.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    /// <exception cref="ArgumentException">No examples, rows of different lengths, more or fewer targets than examples, a value that is NaN
    /// or infinite, names that do not fit, or more numbers than an array holds.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromArrays<T>(T[][] rows, T[][] targets, IReadOnlyList<string>? featureNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, features) = Columns(rows, nameof(rows));
        var (y, outputs) = Columns(targets, nameof(targets));
        DatasetGuard.Shapes(features, rows.Length, outputs, targets.Length, nameof(rows), nameof(targets));
        return new Dataset<T>(x, features, y, outputs, featureNames, classNames: null, nameof(rows), nameof(targets));
    }

    /// <summary>A dataset of a table with one example a row, and one number to be learned for each.</summary>
    /// <inheritdoc cref="FromArrays{T}(T[][], T[][], IReadOnlyList{string})" path="/*[not(self::summary or self::param)]"/>
    /// <param name="rows">The inputs of each example; all rows of one length.</param>
    /// <param name="targets">The target of each example.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    public static Dataset<T> FromArrays<T>(T[][] rows, T[] targets, IReadOnlyList<string>? featureNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(targets);
        var (x, features) = Columns(rows, nameof(rows));
        DatasetGuard.Shapes(features, rows.Length, 1, targets.Length, nameof(rows), nameof(targets));
        return new Dataset<T>(x, features, [.. targets], 1, featureNames, classNames: null, nameof(rows), nameof(targets));
    }

    /// <summary>A dataset of two rectangular tables, examples × features and examples × outputs: one example a row.</summary>
    /// <inheritdoc cref="FromArrays{T}(T[][], T[][], IReadOnlyList{string})" path="/*[not(self::summary or self::param)]"/>
    /// <param name="rows">The inputs: examples × features.</param>
    /// <param name="targets">The targets: examples × outputs.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    public static Dataset<T> FromArrays<T>(T[,] rows, T[,] targets, IReadOnlyList<string>? featureNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(targets);
        ElementType.Require<T>();
        var (features, outputs) = (rows.GetLength(1), targets.GetLength(1));
        DatasetGuard.Shapes(features, rows.GetLength(0), outputs, targets.GetLength(0), nameof(rows), nameof(targets));

        // Row-major examples × features is, byte for byte, column-major features × examples.
        return new Dataset<T>(
            Matrices.Elements<T>(rows).ToArray(), features, Matrices.Elements<T>(targets).ToArray(), outputs,
            featureNames, classNames: null, nameof(rows), nameof(targets));
    }

    /// <summary>A dataset of classes: labels become one-hot columns.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="x">The inputs: features × examples.</param>
    /// <param name="labels">The class of each example, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    /// <param name="classNames">A name for each class; by default its number.</param>
    /// <exception cref="ArgumentException">No examples, more or fewer labels than examples, a value that is NaN or infinite, names
    /// that do not fit, or more numbers, one-hot, than an array holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label lies out of range, or <paramref name="classes"/> is below 2.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromLabels<T>(
        Matrix<T> x, ReadOnlySpan<int> labels, int classes,
        IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? classNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ElementType.Require<T>();
        DatasetGuard.Labels(x.ColumnCount, labels.Length);
        var y = Matrices.OneHotColumns<T>(labels, classes);
        DatasetGuard.Shapes(x.RowCount, x.ColumnCount, classes, labels.Length);
        return new Dataset<T>(
            DatasetGuard.ToArray(x, "X", nameof(x)), x.RowCount, y, classes, featureNames, classNames ?? Numbers(classes));
    }

    /// <summary>A dataset of classes, of a table with one example a row: labels become one-hot columns.</summary>
    /// <inheritdoc cref="FromLabels{T}(Matrix{T}, ReadOnlySpan{int}, int, IReadOnlyList{string}, IReadOnlyList{string})"
    ///   path="/*[not(self::summary or self::param)]"/>
    /// <param name="rows">The inputs of each example; all rows of one length.</param>
    /// <param name="labels">The class of each example, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    /// <param name="classNames">A name for each class; by default its number.</param>
    public static Dataset<T> FromLabels<T>(
        T[][] rows, ReadOnlySpan<int> labels, int classes,
        IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? classNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, features) = Columns(rows, nameof(rows));
        DatasetGuard.Labels(rows.Length, labels.Length, nameof(rows));
        var y = Matrices.OneHotColumns<T>(labels, classes);
        DatasetGuard.Shapes(features, rows.Length, classes, labels.Length, nameof(rows), nameof(labels));
        return new Dataset<T>(x, features, y, classes, featureNames, classNames ?? Numbers(classes), nameof(rows), nameof(labels));
    }

    /// <summary>
    /// A dataset of classes named by texts. Classes are numbered in the order of their numbers if all labels are numbers, else in the
    /// order of their characters (ordinal); the names are in <see cref="Dataset{T}.ClassNames"/>.
    /// </summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="x">The inputs: features × examples.</param>
    /// <param name="labels">The name of the class of each example; at least two different ones.</param>
    /// <param name="featureNames">A name for each feature, or null.</param>
    /// <exception cref="ArgumentException">No examples, more or fewer labels than examples, a null label, fewer than two classes, a
    /// number written in two ways ("1" and "1.0"), two labels that differ by upper and lower case or blanks alone, a value that is NaN or
    /// infinite, names that do not fit, or more numbers than an array holds.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Dataset<T> FromLabels<T>(Matrix<T> x, IReadOnlyList<string> labels, IReadOnlyList<string>? featureNames = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(labels);
        DatasetGuard.Labels(x.ColumnCount, labels.Count);
        if (labels.Any(label => label is null))
        {
            throw new ArgumentException("A label is null: every example needs a class.", nameof(labels));
        }

        var names = ClassLabels.Order(
            labels, i => string.Create(CultureInfo.InvariantCulture, $"example {i}, counted from 0"),
            "if they are two classes, give numbers as labels, with classNames",
            problem => new ArgumentException(problem, nameof(labels)));
        var numbers = ClassLabels.Number(labels, names, (_, problem) => new ArgumentException(problem, nameof(labels)));
        return FromLabels(x, numbers, names.Length, featureNames, names);
    }

    private static (T[] Columns, int Height) Columns<T>(T[][] rows, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows, argument);
        ElementType.Require<T>();
        var height = rows.Length == 0 ? 0 : rows[0]?.Length ?? 0;
        var columns = new T[ArrayLength.Of(height, rows.Length, "The columns of the rows", argument)];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}, counted from 0, is null."), argument);
            }

            if (rows[i].Length != height)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {i}, counted from 0, has {Plural.Of(rows[i].Length, "value")}, but row 0 has {height}: each row is one " +
                        $"example, and all must be of one length."),
                    argument);
            }

            rows[i].CopyTo(columns, i * height);
        }

        return (columns, height);
    }

    private static string[] Numbers(int classes) =>
        [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
