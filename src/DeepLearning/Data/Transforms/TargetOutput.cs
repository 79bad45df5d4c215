using System.Globalization;

namespace DeepLearning.Data;

/// <summary>Numbers, each standardized or as they are.</summary>
internal sealed class TargetOutput(IReadOnlyList<string> columns, int count, IReadOnlyList<ColumnScaling> scalings) : PipelineOutput
{
    public override IReadOnlyList<string> Columns { get; } = [.. columns];

    public override int Count => count;

    public override IReadOnlyList<ColumnScaling> Scalings { get; } = [.. scalings];

    /// <summary>Columns of the training set.</summary>
    public static TargetOutput Of(RawTable train, IReadOnlyList<string> targets, string argument, bool standardize) =>
        Of([.. targets.Select(target => Complete(LabelOutput.Find(train, target, argument)))], standardize, named: true);

    /// <summary>Targets that are known to be finite.</summary>
    /// <param name="targets">The numbers of the training set.</param>
    /// <param name="standardize">Whether they are scaled.</param>
    /// <param name="named">Whether they stand in a table under their names.</param>
    public static TargetOutput Of(IReadOnlyList<NumericColumn> targets, bool standardize, bool named) => new(
        named ? [.. targets.Select(target => target.Name)] : [],
        targets.Count,
        standardize ? [.. targets.Select(ColumnScaling.Standardizing)] : []);

    public override T[] Read<T>(RawTable table)
    {
        var y = RawColumns.ToMatrix<T>([.. Columns.Select(name => Complete(LabelOutput.Find(table, name, nameof(table))))]);
        Scale<T>(y);
        return y;
    }

    private static NumericColumn Complete(RawColumn column)
    {
        if (column is not NumericColumn numbers)
        {
            throw new ArgumentException($"Column \"{column.Name}\" is text: a column of classes is named as label, not as target.");
        }

        var missing = numbers.Values.IndexOfAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity);
        return missing < 0 ? numbers : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"Row {missing} of column \"{column.Name}\", counted from 0, is missing: every example needs its target."));
    }
}
