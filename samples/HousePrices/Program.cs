// What is a house worth? dotnet run -c Release --project samples/HousePrices -- housing.csv
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine(
        "Usage: HousePrices <the California housing CSV, as it is or in gzip> [<seed of the split>]. README.md says where the data comes " +
        "from.");
    return 1;
}

var houses = RawTable.FromCsv(args[0]);
Console.WriteLine($"{houses}\n");

// The parts know what they are: fitting the pipeline to dev or test would be an error.
var (train, dev, test) = houses.Split(0.8, 0.1, 0.1, seed: args.Length == 2 ? long.Parse(args[1]) : 1);
var pipeline = Pipeline.Of(
    new Logarithm("total_rooms", "total_bedrooms", "population", "households", "median_income"),
    Transform.ImputeMedian(),
    Transform.Standardize(),
    Transform.OneHot());
var fitted = pipeline.Fit(train, target: "median_house_value", standardizeTarget: true);
Console.WriteLine(
    $"{fitted.InputColumns.Count} raw columns -> {fitted.FeatureNames.Count} features: {string.Join(", ", fitted.FeatureNames)}\n");

var linear = Learn("linear model", new Dense(1, Activation.Identity));
var network = Learn("network 128-64-1", new Dense(128, Activation.ReLU), new Dense(64, Activation.ReLU), new Dense(1, Activation.Identity));

Console.WriteLine("\nOn the test set, in dollars:");
Console.WriteLine($"  linear model      {linear.Evaluate(test)}");
Console.WriteLine($"  network 128-64-1  {network.Evaluate(test)}");

// The model takes raw rows, with a text and a missing value in them.
Console.WriteLine("\nA block by the Golden Gate, the number of its bedrooms unknown:");
Console.WriteLine($"  {network.Predict(-122.47, 37.79, 41, 880, null, 322, 126, 8.3, "NEAR BAY")[0]:N0} dollars");
return 0;

Model<float> Learn(string name, params Dense[] layers)
{
    var learner = new Network<float>(fitted.FeatureNames.Count, seed: 1, layers);
    var (trainingSet, devSet) = (fitted.Apply<float>(train), fitted.Apply<float>(dev));

    // The last epochs at a tenth of the rate settle what the steps before have stirred up.
    foreach (var (rate, epochs) in new[] { (1e-3, 60), (1e-4, 10) })
    {
        var trainer = new Trainer<float>(learner, Loss.MeanSquaredError, Optimizer.Adam(rate));
        var history = trainer.Fit(trainingSet, devSet, new FitOptions { Epochs = epochs, BatchSize = 64, EvaluateTrainingSet = false });
        var measured = history.Epochs[^1].Validation!;
        Console.WriteLine(
            $"{name}: {epochs} epochs at {rate}, {measured.MetricName} {measured.Metric:F3} on dev, {history.Elapsed.TotalSeconds:F1} s");
    }

    return new Model<float>(learner, fitted);
}
