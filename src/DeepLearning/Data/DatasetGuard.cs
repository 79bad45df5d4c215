using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>What every dataset promises, checked when it is made.</summary>
internal static class DatasetGuard
{
    public static void Shapes(int features, int inputColumns, int outputs, int targetColumns)
    {
        if (features == 0 || inputColumns == 0)
        {
            throw new ArgumentException($"X is {Text.Shape(features, inputColumns)}: a dataset needs at least one feature and one example.");
        }

        if (outputs == 0 || targetColumns == 0)
        {
            throw new ArgumentException($"Y is {Text.Shape(outputs, targetColumns)}: a dataset needs at least one output and one example.");
        }

        if (inputColumns != targetColumns)
        {
            throw new ArgumentException(
                $"X is {Text.Shape(features, inputColumns)} and Y is {Text.Shape(outputs, targetColumns)}: " +
                "a column is an example, so both must have the same number of columns. Transpose a matrix whose rows are examples.");
        }
    }

    public static void Finite<T>(string matrix, ReadOnlySpan<T> values, int rows, string rowKind, IReadOnlyList<string>? rowNames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (TensorPrimitives.IsFiniteAll(values))
        {
            return;
        }

        int bad = 0;
        while (T.IsFinite(values[bad]))
        {
            bad++;
        }

        (int column, int row) = Math.DivRem(bad, rows);
        string value = T.IsNaN(values[bad]) ? "NaN" : T.IsNegative(values[bad]) ? "-infinity" : "infinity";
        string name = rowNames is null ? "" : $" \"{rowNames[row]}\"";
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{matrix}[{row}, {column}] is {value} ({rowKind} {row}{name} of example {column}, counted from 0). " +
            $"Every value must be finite: remove the example or fill the value in."));
    }

    public static IReadOnlyList<string>? FeatureNames(IReadOnlyList<string>? names, int features)
    {
        if (names is not null && names.Count != features)
        {
            throw new ArgumentException($"There are {Text.Count(names.Count, "feature name")} for {Text.Count(features, "feature")}: each feature, a row of X, needs one.");
        }

        return Copy(names);
    }

    public static IReadOnlyList<string>? ClassNames(IReadOnlyList<string>? names, int outputs)
    {
        if (names is null)
        {
            return null;
        }

        int wanted = Math.Max(2, outputs);
        if (names.Count != wanted)
        {
            throw new ArgumentException(
                $"There are {Text.Count(names.Count, "class name")} for {Text.Count(outputs, "output")}: each output, a row of Y, needs one; " +
                "a single output needs two, for 0 and for 1.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (name is not null && !seen.Add(name))
            {
                throw new ArgumentException($"Two classes are named \"{name}\": each class needs a name of its own.");
            }
        }

        return Copy(names);
    }

    private static IReadOnlyList<string>? Copy(IReadOnlyList<string>? names)
    {
        for (int i = 0; i < names?.Count; i++)
        {
            if (names[i] is null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Name {i} is null, counted from 0."));
            }
        }

        return names is null ? null : Array.AsReadOnly(names.ToArray());
    }
}
