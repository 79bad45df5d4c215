using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <summary>What every dataset promises, checked when it is made.</summary>
internal static class DatasetGuard
{
    public static void Shapes(int features, int inputColumns, int outputs, int targetColumns, string x = "x", string y = "y")
    {
        if (features == 0 || inputColumns == 0)
        {
            throw new ArgumentException(
                $"X is {Text.Shape(features, inputColumns)}: a dataset needs at least one feature and one example.", x);
        }

        if (outputs == 0 || targetColumns == 0)
        {
            throw new ArgumentException(
                $"Y is {Text.Shape(outputs, targetColumns)}: a dataset needs at least one output and one example.", y);
        }

        if (inputColumns != targetColumns)
        {
            throw new ArgumentException(
                $"X is {Text.Shape(features, inputColumns)} and Y is {Text.Shape(outputs, targetColumns)}: " +
                "a column is an example, so both must have the same number of columns. Transpose a matrix whose rows are examples.",
                y);
        }
    }

    public static void Labels(int examples, int labels, string x = "x")
    {
        if (examples == 0)
        {
            throw new ArgumentException("X has no examples: a dataset needs at least one.", x);
        }

        if (examples != labels)
        {
            throw new ArgumentException(
                $"There {Plural.Are(labels, "label")} for {Plural.Of(examples, "example")}: each example, a column of X, needs one.",
                nameof(labels));
        }
    }

    /// <summary>A copy of a matrix of any storage, column after column.</summary>
    /// <exception cref="ArgumentException">An array cannot be so long: a sparse matrix may have more elements than a dense one.</exception>
    public static T[] ToArray<T>(Matrix<T> matrix, string what, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArrayLength.Of(matrix.RowCount, matrix.ColumnCount, what, argument);
        return matrix.ToColumnMajorArray();
    }

    public static void Finite<T>(
        string matrix, ReadOnlySpan<T> values, int rows, string rowKind, IReadOnlyList<string>? rowNames, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Guard.NotFinite(matrix, values, rows, rowKind, rowNames) is { } problem)
        {
            throw new ArgumentException(problem, argument);
        }
    }

    public static ReadOnlyCollection<string>? FeatureNames(IReadOnlyList<string>? featureNames, int features)
    {
        if (featureNames is not null && featureNames.Count != features)
        {
            throw new ArgumentException(
                $"There {Plural.Are(featureNames.Count, "feature name")} for {Plural.Of(features, "feature")}: each feature, a row of X, " +
                $"needs one.",
                nameof(featureNames));
        }

        return Copy(featureNames, nameof(featureNames));
    }

    public static ReadOnlyCollection<string>? ClassNames(IReadOnlyList<string>? classNames, int outputs)
    {
        if (classNames is null)
        {
            return null;
        }

        var wanted = Math.Max(2, outputs);
        if (classNames.Count != wanted)
        {
            throw new ArgumentException(
                $"There {Plural.Are(classNames.Count, "class name")} for {Plural.Of(outputs, "output")}: each output, a row of Y, needs " +
                "one; a single output needs two, for 0 and for 1.",
                nameof(classNames));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in classNames)
        {
            if (name is not null && !seen.Add(name))
            {
                throw new ArgumentException($"Two classes are named \"{name}\": each class needs a name of its own.", nameof(classNames));
            }
        }

        return Copy(classNames, nameof(classNames));
    }

    private static ReadOnlyCollection<string>? Copy(IReadOnlyList<string>? names, string argument)
    {
        for (var i = 0; i < names?.Count; i++)
        {
            if (names[i] is null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Name {i} is null, counted from 0."), argument);
            }
        }

        return names is null ? null : Array.AsReadOnly(names.ToArray());
    }
}
