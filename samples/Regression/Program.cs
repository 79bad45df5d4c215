using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Samples;

// How strong will the concrete be? With and without L2: dotnet run -c Release --project samples/Regression
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var concrete = Dataset.FromCsv<float>(Path.Combine(AppContext.BaseDirectory, "concrete.csv"), target: "strength");
Console.WriteLine($"{concrete}\n{string.Join(", ", concrete.FeatureNames!)} -> strength in MPa\n");

var linear = new Candidate("no hidden layer", [new Dense(1, Activation.Identity)], Lambda: 0);
var hidden = new[] { 0, 0.3, 1, 3, 10, 100 }.Select(lambda => new Candidate(
    $"128 tanh units, λ = {lambda}", [new Dense(128, Activation.Tanh), new Dense(1, Activation.Identity)], lambda)).ToArray();

Console.WriteLine($"{Candidate.TrainingExamples} mixes to learn from; means over {Candidate.Splits} splits. RMSE is in MPa.\n");
Console.WriteLine($"{"",-26}{"train R²",10}{"dev R²",10}{"train RMSE",13}{"dev RMSE",11}");
foreach (var candidate in hidden.Prepend(linear))
{
    candidate.Run(concrete);
    Console.WriteLine(
        $"{candidate.Name,-26}{candidate.Train.RSquared,10:0.000}{candidate.Dev.RSquared,10:0.000}" +
        $"{candidate.Train.Error,13:0.00}{candidate.Dev.Error,11:0.00}");
}

// The dev set has chosen, so it can no longer judge: the test set has seen nothing of it all.
var chosen = hidden.MaxBy(candidate => candidate.Dev.RSquared)!;
Console.WriteLine("\nThe dev set chooses one; the test says what it is worth:\n");
foreach (var candidate in new[] { linear, hidden[0], chosen })
{
    Console.WriteLine($"{candidate.Name,-26}  test R² {candidate.Test.RSquared:0.000}, RMSE {candidate.Test.Error:0.00} MPa");
}
