// One training, the same bits on any number of processes:
//   dotnet build -c Release samples/ManyProcesses
//   mpirun -n 4 dotnet samples/ManyProcesses/bin/Release/net10.0/ManyProcesses.dll
// Options: --csv file --label column, --epochs 20, --shards 64, --threads 1, and --checkpoints folder to go on after an interruption.
using System.Globalization;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Mpi;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var settings = Settings.Parse(args);
Backend.Threads = settings.Threads;

using var world = MpiWorld.Start();
var (train, dev) = settings.Csv is null ? Waves.Load() : settings.LoadCsv();
var network = new Network<float>(
    train.Features, seed: 1,
    new Dense(256, Activation.ReLU) { KeepProbability = 0.9 }, new Dense(128, Activation.ReLU),
    new Dense(train.Outputs, Activation.Softmax));
var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.AdamW(0.002)) { Clipping = GradientClipping.ByGlobalNorm() };

// The one line more: who computes what is the number of processes, what is computed is the number of shards.
var options = new FitOptions
{
    Epochs = settings.Epochs,
    BatchSize = 256,
    EvaluateTrainingSet = false,
    Schedule = Schedule.CosineDecay(),
    Checkpoints = settings.Checkpoints,
    Processes = world.ForTraining(settings.Shards),
};
if (options.Checkpoints?.FindLast() is { } last)
{
    trainer.Resume(last);
}

// Process 0 alone is told how far the run is, and writes the checkpoints. Ctrl-C on any process ends it on all of them.
using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interruption.Cancel();
};
var history = trainer.Fit(train, dev, options, new Lines(), interruption.Token);
if (world.IsFirst)
{
    Console.WriteLine($"{world}: {history.StepCosts.Count} steps{(history.Cancelled ? ", interrupted" : "")}");
    Console.WriteLine(options.Processes.Report());
    Console.WriteLine($"weights {EpochHashes.Of(network)}");
}
