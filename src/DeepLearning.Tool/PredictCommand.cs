using System.CommandLine;
using DeepLearning.Tabular;

namespace DeepLearning.Tool;

/// <summary>deeplearning predict MODEL TABLE --out FILE: answers the rows of a table.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the model." };

    private static readonly Argument<string> Table = new("table") { Description = "The CSV file with the rows to answer." };

    private static readonly Option<string?> Out = new("--out", "-o")
    {
        Description = "Where the answers are written as CSV, row by row; the output of the command by default.",
    };

    private static readonly Option<string[]> Missing = new("--missing")
    {
        Description = "Words that mean a missing value, such as NA.", AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "predict", "Answers the rows of a table: a column of probabilities for each class, or prediction, lower and upper.")
        {
            Model, Table, Out, Missing,
        };
        command.SetAction(parsed => Failures.Run(() => Run(parsed)));
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var model = TabularModel.Load(parsed.GetRequiredValue(Model));
        var answers = model.PredictTable(Tables.Read(parsed.GetRequiredValue(Table), model, parsed.GetValue(Missing) ?? []));
        if (parsed.GetValue(Out) is { } path)
        {
            answers.SaveCsv(path);
        }
        else
        {
            answers.SaveCsv(Console.Out);
        }
    }
}
