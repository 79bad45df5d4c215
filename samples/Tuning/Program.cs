// Finds hyperparameters for the digits: dotnet run -c Release --project samples/Tuning [-- seed [file]]
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Reporting;
using DeepLearning.Samples;
using DeepLearning.Tuning;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var seed = 1L;
if (args.Length > 2 || (args.Length > 0 && !long.TryParse(args[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed)))
{
    Console.Error.WriteLine(
        "dotnet run -c Release --project samples/Tuning [-- seed [file]]\n\n  A search that was ended goes on from the file.");
    return 2;
}

// The first Ctrl+C ends the search and shows the table so far; a second one ends the program.
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};

var digits = new Digits(Path.Combine(AppContext.BaseDirectory, "digits.csv"));
Console.WriteLine(
    $"{digits.Train.Examples} digits to learn from, {digits.Dev.Examples} to choose by, {digits.Test.Examples} for the test\n");

var search = new RandomSearch(
    Settings.All) { Trials = 81, Seed = seed, Halving = new SuccessiveHalving(), File = args.Length > 1 ? args[1] : null };
var clock = Stopwatch.StartNew();
var result = Display.Watch(progress => search.Run(Dev, progress, cancellation.Token));
Console.WriteLine($"searched for {clock.Elapsed.TotalSeconds:0.0} s\n");
Display.Show(result);
result.SaveSvg("tuning.svg");
Console.WriteLine($"The scores over each hyperparameter: {Path.GetFullPath("tuning.svg")}");
if (result.Best is not { } best)
{
    return 1;
}

// The dev set has chosen, so it can no longer judge: the test set has seen nothing of it all.
Console.WriteLine("\nTest accuracy, mean of five seeds:");
Console.WriteLine($"  defaults  {Test(new Settings()):P2}");
Console.WriteLine($"  found     {Test(Settings.Of(best.Trial)):P2}");
return 0;

IEnumerable<double> Dev(Trial trial) => digits.Fit(Settings.Of(trial), trial.Seed, trial.CancellationToken).Select(epoch => epoch.Accuracy);

double Test(Settings settings) =>
    Enumerable.Range(1, 5).Average(seed => digits.Fit(settings, seed).Last().Network.Evaluate(digits.Test).Metric);
