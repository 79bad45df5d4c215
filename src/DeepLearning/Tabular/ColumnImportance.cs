namespace DeepLearning.Tabular;

/// <summary>
/// The need of the answers of a <see cref="TabularModel"/> for a column: they are worse by so much when its values are shuffled.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Increase">
/// The mean increase of the log-loss, or of the RMSE in the unit of the target; about 0 where the column is of no use.
/// </param>
/// <param name="StandardError">
/// The standard error of the increase, from the spread over the rows: an increase below twice of it may be chance.
/// </param>
public sealed record ColumnImportance(string Column, double Increase, double StandardError)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Column}: {Number.Of(Increase)} ± {Number.Of(StandardError)}";
}
