using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>
/// Learns a table and answers another: tabular TRAIN.csv TEST.csv TARGET class|number OUT.csv [fast]. Writes a column of probabilities for
/// each class, or prediction, lower and upper.
/// </summary>
internal static class TabularCommand
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var train, var test, var target, "class" or "number", var output, .. var rest])
        {
            Console.Error.WriteLine("tabular TRAIN.csv TEST.csv TARGET class|number OUT.csv [fast]");
            return 1;
        }

        var isClass = arguments[3] == "class";
        var table = RawTable.FromCsv(train, text: isClass ? [target] : null);
        string[] texts = [.. table.Columns.Where(column => column.IsText && column.Name != target).Select(column => column.Name)];
        var model = TabularModel.Train(table, target, new() { IsClassification = isClass, Fast = rest.Contains("fast") });
        model.PredictTable(RawTable.FromCsv(test, text: texts)).SaveCsv(output);
        return 0;
    }
}
