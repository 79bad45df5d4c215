// One sigmoid unit, with loops and without: dotnet run -c Release --project samples/LogisticRegression
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
const double LearningRate = 0.1;
const int Steps = 300;
const int Rounds = 10;

// Is a handwritten digit an eight? One class against the rest is a single row of 0 and 1.
var digits = Dataset.FromCsv<double>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit").OneVersusRest("8");
var (train, test) = digits.Split(0.8, 0.2, seed: 1, stratified: true);
var normalization = InputNormalization.Fit(train);
(train, test) = (normalization.Apply(train), normalization.Apply(test));
Console.WriteLine($"{train}\n");

// Both ways by turns, so that whatever else the machine does hits both; the best round of each counts.
Network<double> network = null!;
ExplicitLoops loops = null!;
var (vectorizedTime, loopTime, cost) = (double.MaxValue, double.MaxValue, 0.0);
for (var round = 0; round < Rounds; round++)
{
    network = new Network<double>(train.Features, seed: 1, [new Dense(1, Activation.Sigmoid) { Initializer = Initializer.Zeros }]);
    var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(LearningRate));
    vectorizedTime = Math.Min(vectorizedTime, Milliseconds(() => cost = trainer.Fit(train, options: new FitOptions
    {
        Epochs = Steps,
        BatchSize = FitOptions.AllExamples,
        EvaluateTrainingSet = false,
    }).StepCosts[^1]));

    loops = new ExplicitLoops(train.Features);
    loopTime = Math.Min(loopTime, Milliseconds(() => loops.Train(train.X, train.Y, LearningRate, Steps)));
}

Console.WriteLine($"{Steps} steps of batch gradient descent on {train.Examples} examples of {train.Features} features:");
Console.WriteLine($"  explicit loops  {loopTime,8:0.00} ms");
Console.WriteLine($"  vectorized      {vectorizedTime,8:0.00} ms, {loopTime / vectorizedTime:0.0} times as fast\n");

var difference = Enumerable.Range(0, train.Features).Max(i => Math.Abs(network.Layers[0].Weights[0, i] - loops.Weights[i]));
Console.WriteLine(
    $"Both learned the same: cost {cost:0.00000000} and {loops.Cost:0.00000000}, largest difference of a weight {difference:0.0e0}\n");
Console.WriteLine($"The test, on digits that it has not seen:\n{network.Evaluate(test)}");

static double Milliseconds(Action action)
{
    var start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
