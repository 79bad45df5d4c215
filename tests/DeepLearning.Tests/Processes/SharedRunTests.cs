using DeepLearning.Processes;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Processes;

/// <summary>The same bits on any number of processes.</summary>
[Collection(nameof(BackendTests))]
public sealed class SharedRunTests : IDisposable
{
    private const int Shards = 8;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Runs => [.. VariedRun.All.Select(run => run.Name)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Runs))]
    public void Fit_HasTheSameBits_OnAnyNumberOfProcesses(string name)
    {
        var run = VariedRun.All.Single(run => run.Name == name);
        var one = ThreadProcessGroup.Run(1, Shards, group => run.Train(group)).Single();
        foreach (var size in new[] { 2, 3, 4, 5, 8 })
        {
            ThreadProcessGroup.Run(size, Shards, group => run.Train(group)).Should().AllBe(one, $"{size} processes share {name}");
        }
    }

    [Fact]
    public void Fit_On64Processes_HasTheBitsOfOne()
    {
        var options = new FitOptions { Epochs = 2, BatchSize = 64 };
        var one = ThreadProcessGroup.Run(1, 64, group => Trained(group, options)).Single();

        ThreadProcessGroup.Run(64, 64, group => Trained(group, options)).Should().AllSatisfy(part => part.Should().Equal(one));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Fit_WithOneShard_HasTheBitsOfARunWithoutProcesses(string name)
    {
        var run = VariedRun.All.Single(run => run.Name == name);

        ThreadProcessGroup.Run(1, 1, group => run.Train(group)).Single().Should().Be(run.Train(null));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Fit_CancelledOnOneProcess_GoesOnWithOthers(string name)
    {
        var run = VariedRun.All.Single(run => run.Name == name);
        var whole = ThreadProcessGroup.Run(2, Shards, group => run.Train(group))[0];

        // Each time a process is cancelled at some step, and others go on.
        foreach (var (size, steps) in new[] { (4, 3), (1, 2), (3, 4) })
        {
            ThreadProcessGroup.Run(size, Shards, group => run.Train(group, folder.Path, CancelAt(group, steps)));
        }

        ThreadProcessGroup.Run(5, Shards, group => run.Train(group, folder.Path)).Should().AllBe(whole);
    }

    [Fact]
    public void Shards_ChangeNothing_ButTheRoundingOfSums()
    {
        // One batch of all examples has the same gradient in any number of shards, but for the order of its sum.
        var options = new FitOptions { Epochs = 1, BatchSize = FitOptions.AllExamples };
        var whole = Trained(null, options);
        foreach (var shards in new[] { 1, 2, 16 })
        {
            var parts = ThreadProcessGroup.Run(1, shards, group => Trained(group, options)).Single();
            parts.Zip(whole, (part, all) => Math.Abs(part - all)).Max().Should().BeLessThan(1e-12);
        }
    }

    [Fact]
    public void Fit_OnPartsOfTheData_HasTheBitsOfAllOfIt()
    {
        var data = Given.Classes<double>(5, 3, 203, 4);
        var options = new FitOptions { Epochs = 3, BatchSize = 40, EvaluateTrainingSet = false };
        var whole = ThreadProcessGroup.Run(2, Shards, group => Trained(group, options, data))[0];
        var parts = ThreadProcessGroup.Run(
            3, Shards,
            group =>
            {
                var (first, count) = group.PartOf(data.Examples);
                return Trained(group, options, data.Subset([.. Enumerable.Range(first, count)]));
            },
            examples: data.Examples);

        parts.Should().AllSatisfy(part => part.Should().Equal(whole));
    }

    [Fact]
    public void Fit_OnAWrongPart_IsRefused() =>
        new Action(() => ThreadProcessGroup.Run(
            2, Shards, group => Trained(group, new(), Given.Classes<double>(5, 3, group.Rank == 0 ? 100 : 99, 4)), examples: 200))
            .Should().Throw<ArgumentException>().WithMessage(
                "Process 1 (host1) was given 99 examples, but its part of the 200 are the 100 from number 100 on*");

    [Fact]
    public void Fit_WithOtherOptionsOnAProcess_NamesThem() =>
        new Action(() => ThreadProcessGroup.Run(3, Shards, group => Trained(group, new() { BatchSize = group.Rank == 2 ? 64 : 32 })))
            .Should().Throw<ArgumentException>().WithMessage("*of process 2 (host2) the batch size is 64, of process 0 (host0) it is 32*");

    [Fact]
    public void Fit_WithAnotherNetworkOnAProcess_NamesIt() =>
        new Action(() => ThreadProcessGroup.Run(2, Shards, group => Trained(group, new(), units: 8 + group.Rank)))
            .Should().Throw<ArgumentException>().WithMessage("*of process 1 (host1) the layer 1 is 9 units*of process 0*8 units*");

    [Fact]
    public void Fit_WithOtherDataOnAProcess_SaysSo() =>
        new Action(() => ThreadProcessGroup.Run(2, Shards, group => Trained(group, new(), Given.Classes<double>(5, 3, 200, group.Rank))))
            .Should().Throw<ArgumentException>().WithMessage("*the training set is that of hash*");

    [Fact]
    public void Fit_WithABatchThatShardsDoNotDivide_SaysWhichWould() =>
        new Action(() => ThreadProcessGroup.Run(1, Shards, group => Trained(group, new() { BatchSize = 35 })))
            .Should().Throw<ArgumentException>()
            .WithMessage("A batch of 35 examples cannot be divided into 8 shards of one size*such as 32*");

    [Fact]
    public void Fit_WithAFaultyProcess_EndsOnAll_AndNamesIt()
    {
        var options = new FitOptions { Epochs = 3, BatchSize = 40, Schedule = new Faulty(10) };

        new Action(() => ThreadProcessGroup.Run(
            3, Shards, group => Trained(group, options, spoil: group.Rank == 1), every: 4))
            .Should().Throw<InvalidOperationException>().WithMessage("After step 12 the weights*those of 1 (host1) are others*");
    }

    [Fact]
    public void Fit_ThatDiverges_SaysWhereOnAll()
    {
        // Example 130 of 200 is in the sixth of eight parts, which is of the third of four processes.
        var x = Given.Normal<double>(5, 200, seed: 4);
        x.SetColumn(130, [1e308, 1e308, 1e308, -1e308, -1e308]);
        var data = Dataset.FromMatrices(x, Given.OneHot<double>(3, 200, seed: 4));

        new Action(() => ThreadProcessGroup.Run(
            4, Shards, group => Trained(group, new() { BatchSize = FitOptions.AllExamples }, data, hidden: Activation.ReLU)))
            .Should().Throw<DivergenceException>().WithMessage(
                "The cost is not finite at epoch 1, step 1: first Z[1] of layer 1 (5 → 8) holds *column 5; *(on process 2, host2). No *");
    }

    [Fact]
    public void Step_WithShards_AllocatesNothing() => ThreadProcessGroup.Run(1, Shards, group =>
    {
        var allocations = new StepAllocations(200);
        Trained(group, new() { Epochs = 20, BatchSize = 40, EvaluateTrainingSet = false, Schedule = allocations });
        return allocations.Median;
    }).Single().Should().Be(0);

    private static CancellationToken CancelAt(ProcessGroup group, int steps)
    {
        var cancellation = new CancellationTokenSource();
        if (group.Rank == group.Size - 1)
        {
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(steps));
        }

        return cancellation.Token;
    }

    private static double[] Trained(
        ProcessGroup? group, FitOptions options, Dataset<double>? data = null, int units = 8, bool spoil = false,
        Activation? hidden = null)
    {
        var network = new Network<double>(5, seed: 3, [new Dense(units, hidden ?? Activation.Tanh), new Dense(3, Activation.Softmax)]);
        (options.Schedule as Faulty)?.Spoil(spoil ? network : null);
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.01));
        trainer.Fit(data ?? Given.Classes<double>(5, 3, 200, 4), options: options with { Processes = group });
        return network.Theta();
    }

    /// <summary>A fault of memory: at some step a bit of a weight falls over on one process.</summary>
    private sealed class Faulty(long step) : Schedule
    {
        [ThreadStatic]
        private static Network<double>? spoiled;

        public void Spoil(Network<double>? network) => spoiled = network;

        public override double Factor(ScheduleContext context)
        {
            if (context.FinishedSteps == step && spoiled is not null)
            {
                spoiled.Layers[0].Weights[0, 0] = Math.BitIncrement(spoiled.Layers[0].Weights[0, 0]);
            }

            return 1;
        }
    }
}
