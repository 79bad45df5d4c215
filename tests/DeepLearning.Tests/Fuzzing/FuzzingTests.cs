using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace DeepLearning.Tests;

/// <summary>
/// Damaged files of every format: nothing but the documented exception, no hang, no allocation beyond a stated multiple of the file. The number of files of
/// each format is 300, or what the environment variable DEEPLEARNING_FUZZ_COUNT says:
/// <c>DEEPLEARNING_FUZZ_COUNT=10000 dotnet run -c Release --project tests/DeepLearning.Tests -- -class "*.FuzzingTests" -showLiveOutput</c>.
/// </summary>
public sealed class FuzzingTests
{
    private const string Variable = "DEEPLEARNING_FUZZ_COUNT";
    private const int Seed = 1;

    /// <summary>Far beyond what a file takes, so that only an endless loop reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TemporaryFolder Folder = new();

    private static readonly Dictionary<string, FuzzedFormat> Formats = All().ToDictionary(format => format.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Formats.Keys];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 300;

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_OfDamagedFiles_FailsAsDocumentedOrNotAtAll(string name)
    {
        var format = Formats[name];
        var report = new Report();
        var thread = new Thread(() => Run(format, report)) { IsBackground = true };
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
            $"{name}: {report.Refused} refused, {report.Accepted} read all the same; at most {report.MostBytes:N0} bytes allocated, for files of up to {report.Longest:N0}."));
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
        var report = new Report();
        Run(new FuzzedFormat("failing", ["12345678"u8.ToArray()], file => { if (file.Length != 8) { throw new FormatException("seen"); } }), report);
        report.Problem.Should().StartWith("Mutation ").And.Contain("seen");

        report = new Report();
        Run(new FuzzedFormat("greedy", ["12345678"u8.ToArray()], file => { if (file.Length != 8) { GC.KeepAlive(new byte[1 << 20]); } }), report);
        report.Problem.Should().StartWith("Mutation ").And.Contain("allocated");
    }

    private static void Run(FuzzedFormat format, Report report)
    {
        // What is compiled and kept for ever is not charged to a file.
        foreach (var seed in format.Seeds)
        {
            format.Read((byte[])seed.Clone());
        }

        var mutator = new Mutator(format.Seeds, Seed);
        for (var number = -20; number < Count && report.Problem is null; number++)
        {
            Interlocked.Exchange(ref report.Number, number);
            var file = mutator.Mutation(number);
            file = format.Repair is { } repair && number % 2 == 0 ? repair(file) : file;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var failure = Failure(format, file);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (number >= 0)
            {
                report.See(format, number, file.Length, failure, allocated);
            }
        }
    }

    private static Exception? Failure(FuzzedFormat format, byte[] file)
    {
        try
        {
            format.Read(file);
            return null;
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked at.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    private static IEnumerable<FuzzedFormat> All()
    {
        var floats = new Network<float>(
            3, 1, new Dense(4, Activation.LeakyReLU(0.25)) { Normalization = Normalization.Layer(), Regularizer = Regularizer.L2(0.5), KeepProbability = 0.5 }, new Dense(2, Activation.Softmax));
        var doubles = new Network<double>(2, 1, new Dense(3, Activation.ELU()) { Constraint = Constraint.MaxNorm(2), Initializer = Initializer.He() }, new Dense(1, Activation.Identity));
        yield return new("network", [FileBytes.Saved(floats)], file => Stable(FileBytes.LoadNetwork<float>(file))) { Repair = HeaderLength };
        yield return new("network of double", [FileBytes.Saved(doubles)], file => Stable(FileBytes.LoadNetwork<double>(file))) { Repair = HeaderLength };
        var large = new Network<float>(60, 1, new Dense(400, Activation.ReLU), new Dense(10, Activation.Softmax));
        yield return new("large network", [FileBytes.Saved(large)], file => FileBytes.LoadNetwork<float>(file)) { Repair = HeaderLength, BytesForAByte = 16 };
        yield return new("model", [FileBytes.Saved(ModelFilesTests.Prices)], file => FileBytes.LoadModel<double>(file)) { Repair = HeaderLength };

        var run = new LongRun(Optimizer.Adam());
        var checkpoints = new Checkpoints(Path.Combine(Folder.Path, "checkpoints")) { EverySteps = 5, KeepLast = 3 };
        LongRun.Fit(run.Trainer(), run.Options(checkpoints));
        var trainer = run.Trainer();
        yield return new(
            "checkpoint", [.. Directory.GetFiles(checkpoints.Folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)],
            file => trainer.Resume(Folder.Write("c.safetensors", file)))
        {
            Repair = HeaderLength,
            Documented = [typeof(ArgumentException)],
        };

        var models = Directory.GetFiles(ModelsFile.Folder, "*.onnx").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(IsTaken).ToArray();
        yield return new("ONNX", models, file => Network<double>.LoadOnnx(new MemoryStream(file))) { BytesForAFile = 2 << 20 };

        var images = Idx(0x08, [6, 2, 2], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
        var labels = Idx(0x08, [6], [0, 1, 2, 0, 1, 2]);
        var doubleImages = Idx(0x0E, [2, 3], [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((double)i).Reverse())]);
        var imagesPath = Folder.Write("images.idx", images);
        var labelsPath = Folder.Write("labels.idx", labels);
        yield return new("IDX images", [images, doubleImages], file => IdxFile.Read<float>(Folder.Write("i", file), 1));
        yield return new("IDX dataset", [images], file => Dataset.FromIdx<float>(Folder.Write("s", file), labelsPath));
        yield return new("IDX labels", [labels], file => Dataset.FromIdx<double>(imagesPath, Folder.Write("l", file)));
        yield return new("IDX, compressed", [TemporaryFolder.Gzipped(images)], file => Dataset.FromIdx<float>(Folder.Write("z", file), labelsPath)) { BytesForAByte = 4096 };

        var matrix = Npy([.. Enumerable.Range(0, 12).Select(i => (double)i)], 3, 4);
        yield return new("NPY matrix", [matrix, Npy([.. Enumerable.Range(0, 12).Select(i => (float)i)], 6, 2)], file => DeepLearning.Npy.ReadMatrix<double>(Folder.Write("m", file)));
        var targets = Folder.Write("targets.npy", Npy([1.0, 2, 3], 3, 1));
        yield return new("NPY dataset", [matrix], file => Dataset.FromNpy<float>(Folder.Write("d", file), targetsPath: targets));

        var table = "a,b,\"c \"\"quoted\"\"\",label\n1,2.5,-3e-2,x\n4,5,6,y\n\n7,8,9,\"x\"\n1e5,0,0.125,z\n"u8.ToArray();
        yield return new("CSV", [table], file => Dataset.FromCsv<float>(Folder.Write("t", file), label: "label")) { Documented = [typeof(ArgumentException)] };
        yield return new("raw table", [table], file => RawTable.FromCsv(Folder.Write("r", file)));
    }

    /// <summary>Some of the models are there to be refused.</summary>
    private static bool IsTaken(byte[] model)
    {
        try
        {
            Network<double>.LoadOnnx(new MemoryStream(model));
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>What was read is a network: saved and read again it is the same.</summary>
    private static void Stable<T>(Network<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var saved = FileBytes.Saved(network);
        FileBytes.Saved(FileBytes.LoadNetwork<T>(saved)).AsSpan().SequenceEqual(saved).Should().BeTrue();
    }

    /// <summary>The length of the header put right, where its end can still be found.</summary>
    private static byte[] HeaderLength(byte[] file)
    {
        var end = file.AsSpan().LastIndexOf("}}"u8);
        if (end >= 8)
        {
            var length = end + 2 - 8;
            while (length + 8 < file.Length && file[length + 8] == ' ')
            {
                length++;
            }

            BinaryPrimitives.WriteInt64LittleEndian(file, length);
        }

        return file;
    }

    private static byte[] Idx(byte type, int[] shape, byte[] numbers)
    {
        var file = new List<byte> { 0, 0, type, (byte)shape.Length };
        foreach (var length in shape)
        {
            file.AddRange(BitConverter.GetBytes(length).Reverse());
        }

        return [.. file, .. numbers];
    }

    private static byte[] Npy<T>(T[] values, int rows, int columns)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var path = Path.Combine(Folder.Path, "written.npy");
        DeepLearning.Npy.Write(path, MathNet.Numerics.LinearAlgebra.Matrix<T>.Build.Dense(rows, columns, values));
        return File.ReadAllBytes(path);
    }

    /// <summary>What came of the files.</summary>
    private sealed class Report
    {
        public long Number = long.MinValue;

        public string? Problem { get; private set; }

        public int Refused { get; private set; }

        public int Accepted { get; private set; }

        public long MostBytes { get; private set; }

        public int Longest { get; private set; }

        public void See(FuzzedFormat format, int number, int length, Exception? failure, long allocated)
        {
            Refused += failure is null ? 0 : 1;
            Accepted += failure is null ? 1 : 0;
            MostBytes = Math.Max(MostBytes, allocated);
            Longest = Math.Max(Longest, length);
            if (failure is not (null or InvalidDataException) && !format.Documented.Contains(failure.GetType()))
            {
                Problem = $"Mutation {number} of {format.Name}: {failure}";
            }

            if (allocated > format.BytesForAFile + ((long)format.BytesForAByte * length))
            {
                Problem ??= $"Mutation {number} of {format.Name}, {length} bytes, allocated {allocated} bytes.";
            }
        }
    }
}
