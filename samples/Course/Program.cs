// Stations of the course, each a few networks side by side: dotnet run -c Release --project samples/Course [-- folder for the pictures]
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : "course").FullName;

void Station(string title, Dataset<double> train, Dataset<double> test, params Experiment[] experiments)
{
    Console.WriteLine($"{title}\n{train.Examples} points to learn from, {test.Examples:N0} for the test\n");
    Console.WriteLine($"{"",-26}{"J at first",10}{"J",9}{"J of test",10}{"training",12}{"test",9}");
    foreach (var experiment in experiments)
    {
        experiment.Run(train, test, folder);
    }

    Console.WriteLine();
}

static Dense ReLU(int units, Initializer? initializer = null, double keep = 1) =>
    new(units, Activation.ReLU) { Initializer = initializer, KeepProbability = keep };

Experiment Hidden(string name, string file, params Dense[] hidden) => new(name, file, hidden)
{
    Optimizer = Optimizer.GradientDescent(learningRate: 1.2), Epochs = 5000,
};

Station(
    "One hidden layer", Planar.Flower(400, seed: 1), Planar.Flower(1000, seed: 2),
    Hidden("no hidden layer", "shallow-0"),
    Hidden("4 tanh units", "shallow-4", new Dense(4, Activation.Tanh)),
    Hidden("20 tanh units", "shallow-20", new Dense(20, Activation.Tanh)));

Experiment Started(string name, string file, Initializer initializer) => new(name, file, ReLU(10, initializer), ReLU(5, initializer))
{
    Optimizer = Optimizer.GradientDescent(learningRate: 0.1), Epochs = 2000, Initializer = initializer,
};

Station(
    "Initialization", Planar.Rings(300, seed: 1), Planar.Rings(1000, seed: 2),
    Started("zeros", "start-zeros", Initializer.Zeros),
    Started("N(0, 10²)", "start-large", Initializer.Normal(10)),
    Started("He: N(0, 2 / n[l−1])", "start-he", Initializer.He()));

Experiment Kept(string name, string file, double keep) => new(name, file, ReLU(64, keep: keep), ReLU(64, keep: keep)) { Epochs = 2000 };

Station(
    "Dropout", Planar.Moons(200, noise: 0.4, seed: 1), Planar.Moons(1000, noise: 0.4, seed: 2),
    Kept("2 × 64 ReLU units", "dropout-none", keep: 1),
    Kept("the same, keep_prob 0.5", "dropout-half", keep: 0.5));

Experiment Batches(string name, string file, int size) => new(name, file, ReLU(16), ReLU(8))
{
    Optimizer = Optimizer.GradientDescent(learningRate: 0.1), Epochs = 50, BatchSize = size, DrawsCost = true,
};

var (moons, otherMoons) = (Planar.Moons(512, noise: 0.2, seed: 1), Planar.Moons(1000, noise: 0.2, seed: 2));
Station(
    "Mini-batches, 50 epochs", moons, otherMoons,
    Batches("all 512: 50 steps", "batch-512", 512),
    Batches("64: 400 steps", "batch-64", 64),
    Batches("1: 25,600 steps", "batch-1", 1));

Experiment By(string name, string file, Optimizer optimizer) => new(name, file, ReLU(16), ReLU(8))
{
    Optimizer = optimizer, Epochs = 50, BatchSize = 64,
};

Station(
    "Optimizers, α = 0.005, 50 epochs of mini-batches of 64", moons, otherMoons,
    By("gradient descent", "by-descent", Optimizer.GradientDescent(0.005)),
    By("momentum", "by-momentum", Optimizer.Momentum(0.005)),
    By("RMSprop", "by-rmsprop", Optimizer.RMSprop(0.005)),
    By("Adam", "by-adam", Optimizer.Adam(0.005)));

Console.WriteLine($"The pictures: {folder}");
