using System.CommandLine;
using DeepLearning.Data;
using DeepLearning.Reporting;
using DeepLearning.Tabular;

namespace DeepLearning.Tool;

/// <summary>deeplearning train TABLE --target COLUMN --model FILE: learns a table.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string> Table = new("table") { Description = "The CSV file to learn from." };

    private static readonly Option<string> Target = new("--target", "-t") { Description = "The column to predict.", Required = true };

    private static readonly Option<string> Model = new("--model", "-m") { Description = "Where the model is written.", Required = true };

    private static readonly Option<string?> Report = new("--report") { Description = "Where a report is written, a page of HTML." };

    private static readonly Option<string?> Onnx = new("--onnx") { Description = "Where the model is written as ONNX." };

    private static readonly Option<string?> Test = new("--test") { Description = "A CSV file to measure the model on." };

    private static readonly Option<bool> Class = new("--class") { Description = "The target is a class, though it looks like a number." };

    private static readonly Option<string[]> Ignore = new("--ignore")
    {
        Description = "Columns to leave out, such as identifiers.", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Text = new("--text")
    {
        Description = "Columns of texts that look like numbers, such as postal codes.", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Missing = new("--missing")
    {
        Description = "Words that mean a missing value, such as NA.", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Groups = new("--groups") { Description = "The column whose equal values belong together." };

    private static readonly Option<string?> OrderedBy = new("--ordered-by") { Description = "The column that orders the rows in time." };

    private static readonly Option<string?> Weights = new("--weights") { Description = "The column that says how much each row counts." };

    private static readonly Option<double?> Seconds = new("--seconds") { Description = "The time that training may take." };

    private static readonly Option<bool> Fast = new("--fast") { Description = "A quarter of the time, for a slightly worse model." };

    private static readonly Option<long> Seed = new("--seed") { Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("train", "Learns to predict a column of a table from the others.")
        {
            Table, Target, Model, Report, Onnx, Test, Class, Ignore, Text, Missing, Groups, OrderedBy, Weights, Seconds, Fast, Seed,
        };
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => Failures.Run(() => Run(parsed, cancellationToken)), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isClass = parsed.GetValue(Class);
        var target = parsed.GetRequiredValue(Target);
        var (missing, texts) = (parsed.GetValue(Missing) ?? [], parsed.GetValue(Text) ?? []);
        var train = RawTable.FromCsv(parsed.GetRequiredValue(Table), missing: missing, text: isClass ? [.. texts, target] : texts);
        var options = new TabularOptions
        {
            IsClassification = isClass ? true : null, Ignore = parsed.GetValue(Ignore) ?? [], Groups = parsed.GetValue(Groups),
            OrderedBy = parsed.GetValue(OrderedBy), Weights = parsed.GetValue(Weights), Fast = parsed.GetValue(Fast),
            Seed = parsed.GetValue(Seed), TimeLimit = parsed.GetValue(Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        foreach (var finding in TableInspection.Of(train, target).Findings)
        {
            Console.WriteLine($"- {finding}");
        }

        var model = TrainingDisplay.Run(progress => TabularModel.Train(train, target, options, progress, cancellationToken));
        if (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Interrupted: the model is the best so far.");
        }

        model.Save(parsed.GetRequiredValue(Model));
        Console.WriteLine(model);
        if (parsed.GetValue(Onnx) is { } onnx)
        {
            model.SaveOnnx(onnx);
        }

        var test = parsed.GetValue(Test) is { } path ? model.Evaluate(Tables.Read(path, model, missing)) : null;
        if (test is not null)
        {
            Console.WriteLine(test);
        }

        if (parsed.GetValue(Report) is { } report)
        {
            Write(model, test, report, Path.GetFileName(parsed.GetRequiredValue(Table)));
        }
    }

    private static void Write(TabularModel model, TabularEvaluation? test, string path, string table)
    {
        var report = new Report($"{model.Target} of {table}").Add(model);
        if (test is not null)
        {
            report.Add("Test", (Evaluation?)test.Classification ?? test.Regression!);
        }

        report.SaveHtml(path);
    }
}
