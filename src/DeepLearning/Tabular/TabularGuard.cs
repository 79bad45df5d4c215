using System.Runtime.CompilerServices;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Refuses tables that nothing can be learned from, and says why.</summary>
internal static class TabularGuard
{
    /// <summary>What is to be learned.</summary>
    public static TabularTarget Target(RawTable train, string target, TabularOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        DataRoles.RequireTrainable(train.Role, nameof(train));
        if (train.Rows < 2)
        {
            throw new ArgumentException("A table to learn from needs at least 2 rows, but this one has 1.", nameof(train));
        }

        var column = RequireTargets(train, target);
        if (!(options.IsClassification ?? LooksLikeClasses(column)))
        {
            return column.IsText
                ? throw new ArgumentException(
                    $"The target column \"{target}\" holds texts, which are classes: set IsClassification to true, or leave it out.",
                    nameof(options))
                : NumberTarget.Fit((NumericColumn)column);
        }

        var classes = ClassTarget.Fit(column);
        return classes.Outputs > 1
            ? classes
            : throw new ArgumentException(
                $"All rows of the target column \"{target}\" hold the same class, {classes.Classes[0]}: there is nothing to learn.",
                nameof(train));
    }

    /// <summary>The target column of a table all rows of which have one.</summary>
    public static RawColumn RequireTargets(
        RawTable table, string target, [CallerArgumentExpression(nameof(table))] string argument = "")
    {
        var column = table[target];
        for (var row = 0; row < column.Rows; row++)
        {
            if (column[row].IsMissing)
            {
                throw new ArgumentException(
                    $"Row {row} of the target column \"{target}\", counted from 0, has no value: leave out the rows that have none.",
                    argument);
            }
        }

        return column;
    }

    /// <summary>The columns to learn from.</summary>
    public static string[] Inputs(RawTable train, string target, TabularOptions options)
    {
        foreach (var name in options.Ignore)
        {
            _ = train[name];
        }

        var others = options.Ignore.Append(target).ToHashSet(StringComparer.Ordinal);
        return [.. train.Names.Where(name => !others.Contains(name))];
    }

    /// <summary>Refuses a table of which no column tells anything.</summary>
    public static void RequireInputs(TableEncoding encoding, string target)
    {
        if (encoding.PlainWidth == 0)
        {
            throw new ArgumentException(
                $"No column but the target \"{target}\" holds two different values: there is nothing to learn from.", "train");
        }
    }

    private static bool LooksLikeClasses(RawColumn column)
    {
        if (column.IsText)
        {
            return true;
        }

        var distinct = new HashSet<double>();
        foreach (var number in column.Numbers)
        {
            if (distinct.Add(number) && distinct.Count > 2)
            {
                return false;
            }
        }

        return true;
    }
}
