// What scaling.py runs on some processes: prints one line of JSON from process 0.
//   mpirun -n 2 dotnet DeepLearning.Benchmarks.Scaling.dll steps 784-512-256-10:1024 adam 2 1
//                                  shape:batch, optimizer, shards (0: a run without processes), threads
//   mpirun -n 2 dotnet DeepLearning.Benchmarks.Scaling.dll engine      exchanges of messages by their size
using System.Globalization;
using DeepLearning.Benchmarks.Scaling;
using DeepLearning.Mpi;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var world = MpiWorld.Start();
Console.Write(args switch
{
    ["steps", var workload, var optimizer, var shards, var threads] =>
        StepMeasurement.Run(world, workload, optimizer, int.Parse(shards), int.Parse(threads)),
    ["engine"] => EngineMeasurement.Run(world),
    _ => throw new ArgumentException($"Unknown arguments: {string.Join(' ', args)}"),
});
