// What is a house worth? dotnet run -c Release --project samples/HousePrices -- housing.csv
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Tabular;

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
var (train, test) = houses.Split(0.9, 0.1, seed: args.Length == 2 ? long.Parse(args[1]) : 1);

// By hand: a pipeline that is fitted to the training set alone, and one linear unit.
var fitted = Pipeline.Of(Transform.ImputeMedian(), Transform.Standardize(), Transform.OneHot())
    .Fit(train, target: "median_house_value", standardizeTarget: true);
var unit = new Network<float>(fitted.FeatureNames.Count, seed: 1, new Dense(1, Activation.Identity));
new Trainer<float>(unit, Loss.MeanSquaredError, Optimizer.Adam())
    .Fit(fitted.Apply<float>(train), options: new FitOptions { Epochs = 30, Schedule = Schedule.CosineDecay() });

// In one call: raw rows in, numbers with intervals out.
var model = TabularModel.Train(train, target: "median_house_value");

Console.WriteLine("On the test set, in dollars:");
Console.WriteLine($"  linear model  {new Model<float>(unit, fitted).Evaluate(test)}");
Console.WriteLine($"  eight networks  {model.Evaluate(test)}");
Console.WriteLine($"\n{model.Importance(test)}");
Console.WriteLine("\nA block by the Golden Gate, the number of its bedrooms unknown:");
Console.WriteLine($"  {model.Predict(-122.47, 37.79, 41, 880, null, 322, 126, 8.3, "NEAR BAY")} dollars");
return 0;
