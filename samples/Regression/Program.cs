using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Tabular;

// How strong will the concrete be? With and without L2: dotnet run -c Release --project samples/Regression
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// A fifth to learn from, few, as in many a laboratory: with 800 mixes there would be little to overfit.
var table = RawTable.FromCsv(Path.Combine(AppContext.BaseDirectory, "concrete.csv"));
var splits = Enumerable.Range(1, 5).Select(seed => table.Split(0.2, 0.4, 0.4, seed)).ToArray();
Console.WriteLine($"{table}\n\n{splits[0].Train.Rows} mixes to learn from; means over {splits.Length} splits. RMSE is in MPa.\n");
Console.WriteLine($"{"",-26}{"train R²",10}{"dev R²",10}{"train RMSE",13}{"dev RMSE",11}");

var output = new Dense(1, Activation.Identity);
var linear = Row("no hidden layer", lambda: 0, output);
var hidden = new[] { 0, 0.3, 1, 3, 10, 100 }
    .Select(lambda => Row($"128 tanh units, λ = {lambda}", lambda, new Dense(128, Activation.Tanh), output)).ToArray();

// The dev set has chosen, so it can no longer judge: the test set has seen nothing of it all.
Console.WriteLine("\nThe dev set chooses one; the test says what it is worth:\n");
foreach (var (name, _, test) in new[] { linear, hidden[0], hidden.MaxBy(row => row.Dev.RSquared) })
{
    Console.WriteLine($"{name,-26}  test R² {test.RSquared:0.000}, RMSE {test.Error:0.00} MPa");
}

// One call that chooses nothing by the dev set, and tells how sure it is besides.
var called = Mean(splits.Select(split => TabularModel.Train(split.Train, target: "strength").Evaluate(split.Test).Regression!));
Console.WriteLine($"{"TabularModel",-26}  test R² {called.RSquared:0.000}, RMSE {called.Error:0.00} MPa");
return;

(string Name, (double RSquared, double Error) Dev, (double RSquared, double Error) Test) Row(
    string name, double lambda, params Dense[] layers)
{
    var runs = splits.Select((split, number) =>
    {
        // The mean and the variance of the training set, for all three: the others must not be looked at.
        var fitted = Pipeline.Of(Transform.Standardize()).Fit(split.Train, target: "strength");
        var network = new Network<float>(fitted.FeatureNames.Count, seed: number + 1, layers);
        new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam(learningRate: 1e-2), Regularizer.L2(lambda))
            .Fit(fitted.Apply<float>(split.Train), options: new() { Epochs = 1000, BatchSize = 32, EvaluateTrainingSet = false });
        return Array.ConvertAll(
            [split.Train, split.Dev, split.Test], part => network.EvaluateRegression(fitted.Apply<float>(part)));
    }).ToArray();
    var (train, dev, test) = (Mean(runs.Select(run => run[0])), Mean(runs.Select(run => run[1])), Mean(runs.Select(run => run[2])));
    Console.WriteLine($"{name,-26}{train.RSquared,10:0.000}{dev.RSquared,10:0.000}{train.Error,13:0.00}{dev.Error,11:0.00}");
    return (name, dev, test);
}

// R² and the root mean squared error, as means over the splits.
(double RSquared, double Error) Mean(IEnumerable<RegressionEvaluation> runs) =>
    (runs.Average(run => run.RSquared), runs.Average(run => run.RootMeanSquaredError));
