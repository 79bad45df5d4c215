using DeepLearning;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>
/// Counts as logarithms, x ← ln(1 + x), so that a block of thousands of rooms lies no farther off than it should: a transform of one's own.
/// </summary>
internal sealed class Logarithm(params string[] columns) : Transform
{
    public override FittedTransform Fit(RawTable train) => new Fitted(columns);

    private sealed class Fitted(string[] columns) : FittedTransform
    {
        public override RawTable Apply(RawTable table) =>
            table.Replace(column => [columns.Contains(column.Name) ? OfCounts(column) : column]);

        private static RawColumn OfCounts(RawColumn counts) =>
            RawColumn.Numeric(counts.Name, Array.ConvertAll(counts.Numbers.ToArray(), count => Math.Log(1 + count)));
    }
}
