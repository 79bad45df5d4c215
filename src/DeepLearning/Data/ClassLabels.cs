namespace DeepLearning.Data;

/// <summary>
/// Labels that are texts, as class numbers: the classes in the order of their numbers if all are numbers, else of their characters.
/// </summary>
internal static class ClassLabels
{
    private static readonly StringComparer Spelling = StringComparer.OrdinalIgnoreCase;

    /// <summary>The distinct labels in order.</summary>
    /// <param name="labels">A label for each example; at least one.</param>
    /// <param name="place">Where the label of an example stands, as messages name it: "line 3".</param>
    /// <param name="remedy">What to do where two classes differ by case or blanks alone, as the end of a sentence.</param>
    /// <param name="error">
    /// The error of a problem, which is a sentence: fewer than two labels; one number, or one word, written in two ways.
    /// </param>
    public static string[] Order(IReadOnlyList<string> labels, Func<int, string> place, string remedy, Func<string, Exception> error)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < labels.Count; i++)
        {
            first.TryAdd(labels[i], i);
        }

        string[] names = [.. first.Keys.Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw error($"Every label is {Text.Quoted(names[0])}: at least two classes are needed.");
        }

        if (WrittenInTwoWays(names) is var (one, other))
        {
            throw error(
                $"The labels {Text.Quoted(one)} ({place(first[one])}) and {Text.Quoted(other)} ({place(first[other])}) differ by upper " +
                $"and lower case or blanks alone: " +
                $"write the class in one way; {remedy}.");
        }

        return OrderedAsNumbers(names, error);
    }

    /// <summary>The class number of each label.</summary>
    /// <param name="labels">A label for each example.</param>
    /// <param name="classNames">The names of the classes, no two equal.</param>
    /// <param name="error">The error of a label that is no class, by the number of its example and the problem, a sentence.</param>
    public static int[] Number(IReadOnlyList<string> labels, IReadOnlyList<string> classNames, Func<int, string, Exception> error)
    {
        var classes = new NameIndex(classNames);
        var numbers = new int[labels.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = classes.Of(labels[i]);
            if (numbers[i] < 0)
            {
                var similar = classNames.FirstOrDefault(name => Spelling.Equals(name.Trim(), labels[i].Trim()));
                throw error(i, $"{Text.Quoted(labels[i])} is none of the classes {classNames.Enumerated()}." +
                    (similar is null ? "" : $" It differs from {Text.Quoted(similar)} by upper and lower case or blanks alone."));
            }
        }

        return numbers;
    }

    private static (string One, string Other)? WrittenInTwoWays(string[] names)
    {
        var spellings = new Dictionary<string, string>(names.Length, Spelling);
        foreach (var name in names)
        {
            if (!spellings.TryAdd(name.Trim(), name))
            {
                return (spellings[name.Trim()], name);
            }
        }

        return null;
    }

    private static string[] OrderedAsNumbers(string[] names, Func<string, Exception> error)
    {
        var numbers = new decimal[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            // Decimal, not double: identifiers of 17 digits and more stay distinct.
            if (!NumberText.TryParse(names[i], out numbers[i]))
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
                throw error(
                    $"The labels {Text.Quoted(both[0])} and {Text.Quoted(both[1])} are one number: write it in one way, so that it is " +
                    $"one class.");
            }
        }

        return names;
    }
}
