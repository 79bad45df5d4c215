using System.Globalization;

namespace DeepLearning;

/// <summary>Labels that are texts, as class numbers: the classes in the order of their numbers if all are numbers, else of their characters.</summary>
internal static class ClassLabels
{
    /// <summary>The distinct labels in order.</summary>
    /// <exception cref="FormatException">Fewer than two labels, or one number written in two ways.</exception>
    public static string[] Order(IReadOnlyList<string> labels)
    {
        string[] names = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new FormatException($"Every label is \"{names[0]}\": at least two classes are needed.");
        }

        var numbers = new decimal[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            // Decimal, not double: identifiers of 17 digits and more stay distinct.
            if (!decimal.TryParse(names[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return names;
            }
        }

        Array.Sort(numbers, names);
        for (var i = 1; i < names.Length; i++)
        {
            if (numbers[i] == numbers[i - 1])
            {
                string[] both = [.. new[] { names[i - 1], names[i] }.Order(StringComparer.Ordinal)];
                throw new FormatException($"The labels \"{both[0]}\" and \"{both[1]}\" are one number: write it in one way, so that it is one class.");
            }
        }

        return names;
    }

    /// <summary>The class number of each label.</summary>
    public static int[] Number(IReadOnlyList<string> labels, IReadOnlyList<string> classNames)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < classNames.Count; i++)
        {
            numbers.Add(classNames[i], i);
        }

        return [.. labels.Select(label => numbers[label])];
    }
}
