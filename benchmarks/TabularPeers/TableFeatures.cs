using DeepLearning.Data;

namespace DeepLearning.Benchmarks.TabularPeers;

/// <summary>
/// The columns of a table as ML.NET's trainers take them: numbers as they are, NaN where one is missing, and texts one-hot.
/// </summary>
internal sealed class TableFeatures
{
    private readonly List<Func<RawTable, int, IEnumerable<float>>> columns = [];

    /// <summary>Learns the categories of a training table.</summary>
    public static TableFeatures Fit(RawTable train, string target)
    {
        var features = new TableFeatures();
        foreach (var column in train.Columns.Where(column => column.Name != target))
        {
            features.columns.Add(column.IsText ? OneHot(column) : (table, row) => [(float)table[column.Name].Numbers[row]]);
        }

        return features;
    }

    /// <summary>The features of each row.</summary>
    public float[][] Of(RawTable table) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => columns.SelectMany(column => column(table, row)).ToArray())];

    private static Func<RawTable, int, IEnumerable<float>> OneHot(RawColumn column)
    {
        string?[] categories = [.. column.Texts.ToArray().Distinct().Order(StringComparer.Ordinal)];
        return (table, row) => categories.Select(category => table[column.Name].Texts[row] == category ? 1f : 0f);
    }
}
