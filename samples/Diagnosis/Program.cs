// What is wrong with a network, and what to do about it: dotnet run -c Release --project samples/Diagnosis
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Diagnosis;
using DeepLearning.Reporting;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

const float BrightestPixel = 16;
var raw = Dataset.FromCsv<float>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit");
var digits = Dataset.FromMatrices(raw.X / BrightestPixel, raw.Y, raw.FeatureNames, raw.ClassNames);
var (train, dev) = digits.Split(0.6, 0.4, seed: 1, stratified: true);

var good = new Candidate("good", [new(128, Activation.ReLU) { KeepProbability = 0.7 }, new(10, Activation.Softmax)], Epochs: 40);
Candidate[] candidates =
[
    new("underfit: two hidden units", [new(2, Activation.Tanh), new(10, Activation.Softmax)], Epochs: 40),
    new("overfit: 512 hidden units, 120 digits", [new(512, Activation.ReLU), new(10, Activation.Softmax)], Epochs: 200, Examples: 120),
    good,
    new(
        "sick: ten layers of sigmoids", [.. Enumerable.Repeat(new Dense(32, Activation.Sigmoid), 10), new(10, Activation.Softmax)],
        Epochs: 40),
];

// Some hundred digits in the dev set cannot tell differences of one point, which is the default, from chance.
const double Tolerance = 0.05;
foreach (var candidate in candidates)
{
    var (network, seen, history) = candidate.Train(train);
    Console.WriteLine($"{candidate.Name}\n{new string('-', candidate.Name.Length)}");
    Console.WriteLine($"training error {Error(network, seen):P1}, dev error {Error(network, dev):P1}");
    Console.WriteLine(BiasVariance.Analyze(network, seen, dev, humanLevel: MeasuredError.Exactly(0.01), tolerance: Tolerance));
    Console.WriteLine($"inside: {history.Diagnose()}\n");
}

Console.WriteLine("Would more digits help the good one?\n");
var curve = LearningCurve.Run(train, dev, (part, token) => good.Train(part, token).Network);
Console.WriteLine(curve);
curve.SaveSvg("learning-curve.svg");
Console.WriteLine($"\nThe same as a picture: {Path.GetFullPath("learning-curve.svg")}");

static double Error(Network<float> network, Dataset<float> data) => 1 - network.Evaluate(data).Metric;
