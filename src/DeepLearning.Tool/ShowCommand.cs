using System.CommandLine;
using DeepLearning.Tabular;

namespace DeepLearning.Tool;

/// <summary>deeplearning show MODEL: says what a model predicts, from what, and how well.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the model." };

    public static Command Create()
    {
        var command = new Command("show", "Says what a model predicts, from which columns, and how well.") { Model };
        command.SetAction(parsed => Failures.Run(() => Run(parsed)));
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var model = TabularModel.Load(parsed.GetRequiredValue(Model));
        Console.WriteLine(model);
        foreach (var column in model.InputColumns)
        {
            Console.WriteLine($"  {column.Name}: {(column.IsText ? "text" : "numeric")}");
        }
    }
}
