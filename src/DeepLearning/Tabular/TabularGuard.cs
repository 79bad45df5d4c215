using System.Globalization;
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
        var column = train[target];
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

    /// <summary>The rows of a training table that have a target.</summary>
    public static RawTable RowsWithTarget(RawTable train, string target, List<string> notes)
    {
        ArgumentNullException.ThrowIfNull(target);
        var column = train[target];
        int[] rows = [.. Enumerable.Range(0, train.Rows).Where(row => !column[row].IsMissing)];
        if (rows.Length < 2)
        {
            throw new ArgumentException(
                $"A table to learn from needs at least 2 rows with a target, but {rows.Length} of {train.Rows} have one in column " +
                $"\"{target}\".", nameof(train));
        }

        if (rows.Length == train.Rows)
        {
            return train;
        }

        notes.Add($"{Plural.Of(train.Rows - rows.Length, "row")} without a \"{target}\" were left out.");
        return train.Subset(rows);
    }

    /// <summary>How much each row counts; null where all count the same.</summary>
    public static double[]? Weights(RawTable train, TabularOptions options)
    {
        if (options.Weights is not { } name)
        {
            return null;
        }

        if (train[name].IsText)
        {
            throw new ArgumentException($"The column of weights \"{name}\" holds texts, but must hold numbers.", nameof(options));
        }

        var weights = train[name].Numbers.ToArray();
        var bad = Array.FindIndex(weights, weight => !(weight >= 0));
        return bad >= 0
            ? throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {bad} of the column of weights \"{name}\", counted from 0, is {train[name][bad]}, but must be a number, 0 or " +
                    $"greater."),
                nameof(options))
            : weights.Any(weight => weight > 0)
                ? weights
                : throw new ArgumentException($"All rows of the column of weights \"{name}\" are 0: none counts.", nameof(options));
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
        string[] roles = [.. options.Roles];
        foreach (var name in options.Ignore.Concat(roles).Append(options.OrderedBy ?? target))
        {
            _ = train[name];
        }

        if (roles.Append(options.OrderedBy).Contains(target, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The target \"{target}\" cannot group, order or weight the rows too.", nameof(options));
        }

        if (options is { Groups: not null, OrderedBy: not null })
        {
            throw new ArgumentException(
                "Groups and OrderedBy cannot both divide the rows: leave one out.", nameof(options));
        }

        var others = options.Ignore.Concat(roles).Append(target).ToHashSet(StringComparer.Ordinal);
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

    /// <summary>Whether a column holds classes where nobody says it: texts, or two numbers alone.</summary>
    public static bool LooksLikeClasses(RawColumn column)
    {
        if (column.IsText)
        {
            return true;
        }

        var distinct = new HashSet<double>();
        foreach (var number in column.Numbers)
        {
            if (!double.IsNaN(number) && distinct.Add(number) && distinct.Count > 2)
            {
                return false;
            }
        }

        return true;
    }
}
