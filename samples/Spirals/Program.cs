// What depth and regularization do to a decision boundary: dotnet run -c Release --project samples/Spirals [-- folder for the pictures]
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : "spirals").FullName;

static Dense[] Layers(int count, int units) => [.. Enumerable.Repeat(new Dense(units, Activation.ReLU), count)];

void Compare(string question, SpiralArms problem, params Candidate[] candidates)
{
    Console.WriteLine(
        $"{question}\n{problem.Arms} × {problem.TrainingPoints} points to learn from, {problem.Arms} × {SpiralArms.TestPoints:N0} for " +
        $"the test, means over {Candidate.Draws} draws\n");
    Console.WriteLine($"{"",-34}{"training",12}{"test",12}{"log-loss",12}");
    foreach (var candidate in candidates)
    {
        candidate.Run(problem, folder);
    }

    Console.WriteLine();
}

Compare(
    "Depth: how many hidden layers of 8 units do three arms need?",
    new SpiralArms(Arms: 3, TrainingPoints: 120, Noise: 0.15),
    new Candidate("no hidden layer", "depth-0", []),
    new Candidate("1 hidden layer", "depth-1", Layers(1, 8)),
    new Candidate("2 hidden layers", "depth-2", Layers(2, 8)),
    new Candidate("3 hidden layers", "depth-3", Layers(3, 8)));

Compare(
    "Regularization: what keeps a large network from learning the noise of few examples?",
    new SpiralArms(Arms: 2, TrainingPoints: 60, Noise: 0.6),
    new Candidate("2 × 64 units, nothing", "regularization-none", Layers(2, 64)),
    new Candidate("2 × 64 units, L2 of λ = 0.1", "regularization-l2", Layers(2, 64)) { Regularizer = Regularizer.L2(0.1) },
    new Candidate("2 × 64 units, L2 of λ = 3", "regularization-too-much", Layers(2, 64)) { Regularizer = Regularizer.L2(3) });

Console.WriteLine($"The boundaries of the first draw: {folder}");
