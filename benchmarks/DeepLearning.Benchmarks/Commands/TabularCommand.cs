using System.Globalization;
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
        var options = new TabularOptions { IsClassification = isClass, Fast = rest.Contains("fast") };
        var model = TabularModel.Train(table, target, options);
        using var writer = new StreamWriter(output);
        var answers = model.Predict(RawTable.FromCsv(test, text: texts));
        writer.WriteLine(isClass ? string.Join(',', model.Classes.Select(Quoted)) : "prediction,lower,upper");
        foreach (var answer in answers)
        {
            writer.WriteLine(string.Join(',', (isClass ? answer.Probabilities : [answer.Prediction, answer.Lower, answer.Upper])
                .Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }

        return 0;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
