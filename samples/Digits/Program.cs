// Teaches a network to read handwritten digits: dotnet run -c Release --project samples/Digits
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Reporting;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (Options.Parse(args) is not { } options)
{
    return 2;
}

// The first Ctrl+C ends the training after the current step and keeps what was learned; a second one ends the program.
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};

var digits = Recipe.Load(Path.Combine(AppContext.BaseDirectory, "digits.csv"));
Console.WriteLine(digits);

if (options.Seeds > 1)
{
    SeveralSeeds.Run(digits, options, cancellation.Token);
    return 0;
}

var (train, dev, test) = Recipe.Split(digits, options.Seed);
var network = Recipe.Network(options.Seed);
Console.WriteLine($"{train.Examples} to train on, {dev.Examples} to watch the training by, {test.Examples} for the test\n");
Console.WriteLine($"{network}\n");

var trainer = Recipe.Trainer(network);
var history = TrainingDisplay.Show(progress =>
    trainer.Fit(train, dev, Recipe.FitOptions(options.Epochs), progress, cancellation.Token));
Console.WriteLine(
    $"\n{(history.Cancelled ? "Stopped" : "Trained")} after {history.StepCosts.Count:N0} steps and {history.Elapsed.TotalSeconds:0.0} s\n");

Console.WriteLine("The test, on digits that nothing was chosen by:");
var evaluation = network.EvaluateClassification(test);
Console.WriteLine(evaluation);
MisreadDigits.Draw(network, test, atMost: 8);

history.SaveSvg(options.Picture);
Console.WriteLine($"\nThe curves of cost and accuracy: {Path.GetFullPath(options.Picture)}");
if (options.Report is not null)
{
    ReportOfRun.Save(options.Report, trainer, history, evaluation);
    Console.WriteLine($"All of it in one page, with its pictures beside it: {Path.GetFullPath(options.Report)}");
}

return 0;
