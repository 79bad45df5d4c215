using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>An assembly load context in which the library has trained and predicted on several threads unloads.</summary>
public sealed class UnloadingTests
{
    private const int Attempts = 100;

    [Fact]
    public void Unload_AfterTrainingAndPredicting_LeavesNothingOfTheContext()
    {
        var (context, workers) = TrainElsewhere();
        workers.Should().BeGreaterThan(1, "the work must have been worth several threads");
        for (var attempt = 0; attempt < Attempts && context.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        context.IsAlive.Should().BeFalse("no thread, static or thread-local of the library may hold the context");
    }

    /// <summary>What runs in the other context, on this same code loaded again.</summary>
    public static int Work()
    {
        Backend.Threads = 2;
        var network = new Network<float>(
            64, 1, new Dense(256, Activation.ReLU) { KeepProbability = 0.9 }, new Dense(256, Activation.Tanh),
            new Dense(10, Activation.Softmax));
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam());
        var data = Given.Classes<float>(64, 10, 600, 1);
        trainer.Fit(data, options: new FitOptions { Epochs = 2, BatchSize = 128 });
        network.Predict(data.X);
        var threads = new HashSet<int>();
        for (var round = 0; round < 1000 && threads.Count < 2; round++)
        {
            WorkerTeam.Shared.Run(new Seen(threads), 2);
        }

        return threads.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Context, int Threads) TrainElsewhere()
    {
        var context = new Elsewhere();
        var method = context.LoadFromAssemblyPath(typeof(UnloadingTests).Assembly.Location).GetType(typeof(UnloadingTests).FullName!)!
            .GetMethod(nameof(Work), BindingFlags.Public | BindingFlags.Static)!;
        method.DeclaringType!.Assembly.Should().NotBeSameAs(typeof(UnloadingTests).Assembly);
        var threads = (int)method.Invoke(null, null)!;
        context.Unload();
        return (new WeakReference(context), threads);
    }

    /// <summary>Loads the library, what it depends on and these tests once more; the rest is shared.</summary>
    private sealed class Elsewhere() : AssemblyLoadContext("elsewhere", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            var path = Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll");
            return name.Name is "DeepLearning" or "MathNet.Numerics" or "System.Numerics.Tensors" ? LoadFromAssemblyPath(path) : null;
        }
    }

    private sealed class Seen(HashSet<int> threads) : ITeamJob
    {
        public int Items => 64;

        public void Run(int item)
        {
            Thread.SpinWait(2000);
            lock (threads)
            {
                threads.Add(Environment.CurrentManagedThreadId);
            }
        }
    }
}
