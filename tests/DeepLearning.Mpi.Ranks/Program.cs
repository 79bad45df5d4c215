// What the tests of DeepLearning.Mpi run under mpirun. Process 0 prints what was found; everybody fails as asked.
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Mpi;
using DeepLearning.Mpi.Ranks;
using DeepLearning.Tests.Processes;

Backend.Threads = int.Parse(args[1]);
using var world = MpiWorld.Start();
switch (args)
{
    case ["runs", _]:
        foreach (var run in VariedRun.All)
        {
            var hash = run.Train(world.ForTraining(shards: 8));
            if (world.IsFirst)
            {
                Console.WriteLine($"{run.Name}: {hash}");
            }
        }

        break;

    case ["long", _, var folder]:
        // Each process says who it is, so that it can be killed.
        File.WriteAllText(Path.Combine(folder, $"process{world.Rank}"), $"{Environment.ProcessId}");
        var trained = Faults.LongRun(world, Path.Combine(folder, "checkpoints"));
        if (world.IsFirst)
        {
            File.WriteAllText(Path.Combine(folder, "result"), trained);
        }

        break;

    case ["shared", _]:
        // Every process has all of it, and says so in its own line.
        Console.WriteLine($"process {world.Rank}: {Shared.Search(world)} {Shared.Ensemble(world)}");
        break;

    case ["allocations", _]:
        Console.WriteLine($"process {world.Rank} allocates {Faults.BytesOfAStep(world)} bytes a step");
        break;

    case ["null", _]:
        // The engine's library must leave .NET its signals.
        Console.WriteLine(Faults.CatchesANullReference() ? $"process {world.Rank} has caught it" : "it was not thrown");
        break;

    case ["fault", _, var kind]:
        Faults.Run(world, kind);
        break;

    case ["caught", _, var kind]:
        try
        {
            Faults.Run(world, kind);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The program means well, and leaves: the others must not wait for it.
            Console.Error.WriteLine($"caught: {exception.Message}");
        }

        break;

    default:
        throw new ArgumentException($"Unknown arguments: {string.Join(' ', args)}");
}
