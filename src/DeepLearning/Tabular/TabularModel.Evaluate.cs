using DeepLearning.Data;

namespace DeepLearning.Tabular;

public sealed partial class TabularModel
{
    /// <summary>Measures the answers to rows whose truth is known, such as those of a test set.</summary>
    /// <param name="table">A table with the columns of <see cref="InputColumns"/> and the target.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A column is not there, or holds a text that is no number where training saw numbers alone; a row lacks its target, or has a class
    /// that training has not seen.
    /// </exception>
    public TabularEvaluation Evaluate(RawTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        TabularGuard.RequireTargets(table, Target);
        return target.Evaluate(table, Predict(table));
    }
}
