using System.Diagnostics;
using System.Globalization;
using DeepLearning.Fuzz;

namespace DeepLearning.Tests;

/// <summary>
/// Damaged files of every format: nothing but the documented exception, no hang, no allocation beyond a stated multiple of the file. The
/// number of files of each format is 300, or what the environment variable DEEPLEARNING_FUZZ_COUNT says:
/// <c>DEEPLEARNING_FUZZ_COUNT=10000 dotnet run -c Release --project tests/DeepLearning.Tests -- -class "*.FuzzingTests"
/// -showLiveOutput</c>. These are the same files each time; tests/DeepLearning.Fuzz looks for new ones by what they make the readers do.
/// </summary>
public sealed class FuzzingTests
{
    private const string Variable = "DEEPLEARNING_FUZZ_COUNT";
    private const int Seed = 1;

    /// <summary>Far beyond what a file takes, so that only an endless loop reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, FuzzTarget> Targets =
        FuzzTargets.All.Append(new LargeNetworkTarget()).ToDictionary(target => target.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Targets.Keys];

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 300;

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_OfDamagedFiles_FailsAsDocumentedOrNotAtAll(string name)
    {
        var target = Targets[name];
        var report = new FuzzingReport();
        var thread = new Thread(() => Run(target, report)) { IsBackground = true };
        thread.Start();

        for (var (before, waited) = (-1L, Stopwatch.StartNew()); !thread.Join(TimeSpan.FromSeconds(1));)
        {
            var now = Interlocked.Read(ref report.Number);
            if (now != before)
            {
                (before, waited) = (now, Stopwatch.StartNew());
            }

            waited.Elapsed.Should().BeLessThan(Patience, $"mutation {now} of {name} must not hang");
        }

        report.Problem.Should().BeNull();
        (report.Refused + report.Accepted).Should().Be(Count);
        report.Refused.Should().BePositive("some damage must be seen");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {report.Refused} refused, {report.Accepted} read all the same; at most {report.MostBytes:N0} bytes allocated, for " +
            $"files of up to {report.Longest:N0}."));
    }

    [Fact]
    public void Mutations_AreFunctionsOfTheirNumber_AndDifferFromTheFile()
    {
        byte[][] seeds = [[.. Enumerable.Range(0, 200).Select(i => (byte)i)], "a text with 12 and 34"u8.ToArray()];
        var first = Enumerable.Range(0, 500).Select(number => Convert.ToHexString(new Mutator(seeds, 3).Mutation(number))).ToArray();
        Enumerable.Range(0, 500).Select(number => Convert.ToHexString(new Mutator(seeds, 3).Mutation(number))).Should().Equal(first);
        first.Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(450);
        first.Count(mutation => seeds.Any(seed => Convert.ToHexString(seed) == mutation)).Should().BeLessThan(50);
    }

    [Fact]
    public void Run_OfAReaderThatFailsOtherwise_IsSeen()
    {
        Problem(_ => throw new FormatException("seen")).Should().StartWith("Mutation ").And.Contain("seen");
        Problem(_ => () => throw new FuzzFailure("seen")).Should().StartWith("Mutation ").And.Contain("seen");
        Problem(_ =>
        {
            GC.KeepAlive(new byte[2 << 20]);
            return () => { };
        }).Should().StartWith("Mutation ").And.Contain("made the reader allocate");

        static string? Problem(Func<byte[], Action> read)
        {
            var report = new FuzzingReport();
            Run(new ReaderOfDigits(read), report);
            return report.Problem;
        }
    }

    private static void Run(FuzzTarget target, FuzzingReport report)
    {
        // What is compiled and kept for ever is not charged to a file.
        foreach (var seed in target.Seeds)
        {
            target.Read((byte[])seed.Clone())();
        }

        var mutator = new Mutator(target.Seeds, Seed);
        for (var number = -20; number < Count && report.Problem is null; number++)
        {
            Interlocked.Exchange(ref report.Number, number);
            var file = mutator.Mutation(number);
            file = number % 2 == 0 ? target.Repaired(file) : file;
            var outcome = FuzzOutcome.Of(target, file);
            if (number >= 0)
            {
                report.Add(target, number, file.Length, outcome);
            }
        }
    }

    /// <summary>A reader that takes eight bytes as they should be, and does something else with all others.</summary>
    private sealed class ReaderOfDigits(Func<byte[], Action> otherwise) : FuzzTarget("digits")
    {
        public override ReadLimit Limit => new(64, ReadLimit.MiB);

        public override Action Read(byte[] file) => file.Length == 8 ? () => { } : otherwise(file);

        protected override IReadOnlyList<byte[]> MakeSeeds() => ["12345678"u8.ToArray()];
    }

    /// <summary>A network so large that the bytes allocated for any file do not count.</summary>
    private sealed class LargeNetworkTarget() : SafetensorsTarget("large network")
    {
        public override ReadLimit Limit => new(16, ReadLimit.MiB);

        public override Action Read(byte[] file)
        {
            var network = FileBytes.LoadNetwork<float>(file);
            return () => network.Predict(new float[network.Inputs], new float[network.Outputs]);
        }

        protected override IReadOnlyList<byte[]> MakeFiles() =>
            [FileBytes.Saved(new Network<float>(60, 1, new Dense(400, Activation.ReLU), new Dense(10, Activation.Softmax)))];
    }
}
