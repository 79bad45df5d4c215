using DeepLearning.Data;

namespace DeepLearning.Mpi.Tests;

/// <summary>A run that is replayed by the hashes of its epochs.</summary>
public sealed class EpochHashesTests : IDisposable
{
    private static readonly MpiWorld World = MpiWorld.Start();

    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("deeplearning-mpi-").FullName, "hashes.txt");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void Verify_OfTheSameRun_FindsNoDeparture()
    {
        Write(epochs: 4);

        File.ReadAllLines(path).Should().HaveCount(5).And.HaveElementAt(0, "DeepLearning epoch hashes 1");
        Verify(epochs: 4, rateFrom3: 1).Should().BeNull();
    }

    [Fact]
    public void Verify_OfARunThatDeparts_SaysWhere()
    {
        Write(epochs: 5);

        var departure = Verify(epochs: 5, rateFrom3: 1.5)!;
        departure.Epoch.Should().Be(3);
        departure.Actual.Should().NotBe(departure.Expected);
        File.ReadAllLines(path)[3].Should().Be($"3 {departure.Expected}");
    }

    [Fact]
    public void Write_OfAResumedRun_KeepsTheHashesBefore()
    {
        var trainer = Trainer();
        EpochHashes.Write(World, trainer.Epochs(Data(), options: Options(5, 1)), trainer.Network, path);
        var whole = File.ReadAllText(path);

        var folder = Path.Combine(Path.GetDirectoryName(path)!, "checkpoints");
        var first = Trainer();
        var run = first.Epochs(Data(), options: Options(5, 1) with { Checkpoints = new(folder) });
        foreach (var epoch in run)
        {
            if (epoch.Epoch == 2)
            {
                break;
            }
        }

        // What was written after the checkpoint is written anew.
        File.WriteAllText(path, whole.Replace("5 ", "7 ", StringComparison.Ordinal));
        var second = Trainer();
        second.Resume(new Checkpoints(folder).FindLast()!);
        EpochHashes.Write(World, second.Epochs(Data(), options: Options(5, 1)), second.Network, path);
        File.ReadAllText(path).Should().Be(whole);
    }

    [Fact]
    public void Verify_OfALongerRun_SaysThatTheFileEnds()
    {
        Write(epochs: 2);

        new Action(() => Verify(epochs: 3, rateFrom3: 1)).Should().Throw<InvalidDataException>().WithMessage("*has no hash of epoch 3*");
    }

    [Theory]
    [InlineData("", "its first line is not")]
    [InlineData("DeepLearning epoch hashes 1\n1 abc\n", "damaged: line 2")]
    [InlineData("DeepLearning epoch hashes 1\nx 0000000000000000000000000000000000000000000000000000000000000000\n", "damaged: line 2")]
    public void File_ThatIsNone_IsRefused(string content, string message)
    {
        File.WriteAllText(path, content);

        new Action(() => Verify(epochs: 1, rateFrom3: 1)).Should().Throw<InvalidDataException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void World_WithoutALauncher_IsOneProcess()
    {
        (World.Rank, World.Size, World.IsFirst, World.Library).Should().Be((0, 1, true, null));
        World.ToString().Should().Be("1 process, not started by mpirun");
        World.ForTrials().Shards.Should().Be(1);
        new Action(() => MpiWorld.Start()).Should().Throw<InvalidOperationException>().WithMessage("The process has started MPI before*");
    }

    private void Write(int epochs)
    {
        var trainer = Trainer();
        EpochHashes.Write(World, trainer.Epochs(Data(), options: Options(epochs, 1)), trainer.Network, path);
    }

    private EpochDeparture? Verify(int epochs, double rateFrom3)
    {
        var trainer = Trainer();
        return EpochHashes.Verify(trainer.Epochs(Data(), options: Options(epochs, rateFrom3)), trainer.Network, path);
    }

    private static FitOptions Options(int epochs, double rateFrom3) => new()
    {
        Epochs = epochs, BatchSize = 16, Schedule = new Changing(rateFrom3), Processes = World.ForTraining(shards: 4),
    };

    private static Trainer<double> Trainer() => new(
        new Network<double>(2, seed: 1, [new Dense(8, Activation.Tanh), new Dense(1, Activation.Sigmoid)]), Loss.BinaryCrossEntropy,
        Optimizer.Adam(0.01));

    private static Dataset<double> Data()
    {
        var random = new RandomStream(1);
        double[][] rows = [.. Enumerable.Range(0, 64).Select(i => new[] { random.Normal(2 * i), random.Normal((2 * i) + 1) })];
        return Dataset.FromArrays(rows, [.. rows.Select(row => row[0] > row[1] ? 1.0 : 0)]);
    }

    /// <summary>Another rate from the third epoch on.</summary>
    private sealed class Changing(double factor) : Schedule
    {
        public override string Name => "changing";

        public override double Factor(ScheduleContext context) => context.FinishedEpochs < 2 ? 1 : factor;
    }
}
