using System.Text;
using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>A reader of files, what it says that it may allocate, and files made to make it allocate more.</summary>
/// <param name="Name">The name.</param>
/// <param name="Limit">The most that it allocates.</param>
/// <param name="Documentation">The beginning of the name, among the documentation comments, of what says so.</param>
/// <param name="Read">Reads a file of a path.</param>
/// <param name="Files">The files by name.</param>
internal sealed record LimitedReader(
    string Name, ReadLimit Limit, string Documentation, Action<string> Read, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>One more than a power of two, where what grows by doubling is as large as it can be.</summary>
    private const int Many = (1 << 18) + 1;

    /// <summary>All readers. A new one needs a row here.</summary>
    public static IEnumerable<LimitedReader> All()
    {
        var noHeader = new CsvOptions { HasHeader = false };
        yield return new(
            "CSV with a label", CsvRecords.Limit, "M:DeepLearning.Dataset.FromCsv``1(System.String,System.String,System.String",
            path => Dataset.FromCsv<double>(path, label: "y"), Tables);
        yield return new(
            "CSV with a target", CsvRecords.Limit, "M:DeepLearning.Dataset.FromCsv``1(System.String,System.String,System.String",
            path => Dataset.FromCsv<float>(path, target: "1", options: noHeader), Tables);
        yield return new(
            "raw table", CsvRecords.Limit, "M:DeepLearning.Data.RawTable.FromCsv(System.String", path => RawTable.FromCsv(path), Tables);
        yield return new(
            "raw table without header", CsvRecords.Limit, "M:DeepLearning.Data.RawTable.FromCsv(System.String",
            path => RawTable.FromCsv(path, noHeader), Tables);
        yield return new(
            "IDX dataset", LabelledArrays.Limit, "M:DeepLearning.Dataset.FromIdx", path => Dataset.FromIdx<double>(path, path), Arrays);
        yield return new(
            "NPY matrix", LabelledArrays.ArrayLimit, "M:DeepLearning.Data.Matrices.ReadNpy``1", path => Matrices.ReadNpy<double>(path),
            Arrays);
        yield return new(
            "NPY vector", LabelledArrays.ArrayLimit, "M:DeepLearning.Data.Matrices.ReadNpy``1",
            path => Matrices.ReadNpyVector<double>(path), Arrays);
        yield return new(
            "NPY dataset", LabelledArrays.Limit, "M:DeepLearning.Dataset.FromNpy", path => Dataset.FromNpy<double>(path, labelsPath: path),
            Arrays);
        yield return new(
            "safetensors", TensorReader.Limit, "M:DeepLearning.Network`1.LoadStateDictionary", path => TensorReader.Open(path).Dispose(),
            Tensors);
        yield return new(
            "safetensors, from a pipe", TensorReader.Limit, "M:DeepLearning.Network`1.LoadStateDictionary",
            path => TensorReader.Open(new OneWay(File.ReadAllBytes(path))).Dispose(), Tensors);
        yield return new("network", ModelFile.Limit, "M:DeepLearning.Network`1.Load(", path => Network<double>.Load(path), Networks);
        yield return new("model", ModelFile.Limit, "M:DeepLearning.Model`1.Load(", path => Model<double>.Load(path), Models);
        yield return new("checkpoint", ModelFile.Limit, "M:DeepLearning.Trainer`1.Resume", Resume, Checkpoints);
        yield return new("tuning file", TuningFile.Limit, "P:DeepLearning.Tuning.RandomSearch.File", Search, Searches);
    }

    private static Dictionary<string, byte[]> Tables => new(StringComparer.Ordinal)
    {
        ["a class a line"] = Csv("x,y\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"1,{i}\n"))),
        ["many classes"] = Csv("x,y\n" + string.Concat(Enumerable.Range(0, Many).Select(i => $"1,{i % 250}\n"))),
        ["tiny numbers"] = Csv("x,y\n" + string.Concat(Enumerable.Repeat("1,1\n", Many))),
        ["two lines"] = Csv(string.Join(',', Enumerable.Repeat('1', Many)) + "\n" + string.Join(',', Enumerable.Repeat('1', Many)) + "\n"),
        ["one line"] = Csv(string.Join(',', Enumerable.Repeat('1', Many))),
        ["empty cells"] = Csv(new string(',', Many)),
        ["empty cells of two columns"] = Csv(string.Concat(Enumerable.Repeat(",\n", Many))),
        ["columns"] = Csv(string.Join(',', Enumerable.Range(0, Many).Select(i => $"{i}")) + ",y\n" + new string(',', Many)),
        ["letters"] = Csv("x,y\n" + string.Concat(Enumerable.Repeat("a,b\n", Many))),
        ["one name for all"] = Csv(string.Concat(Enumerable.Repeat("a,", Many))),
        ["separators of another kind"] = Csv(string.Concat(Enumerable.Repeat(new string(';', 100) + "\n", Many / 100))),
        ["an open quote"] = Csv("\"" + new string('x', Many)),
        ["quotes"] = Csv(new string('"', Many)),
        ["quoted empty cells"] = Csv(string.Concat(Enumerable.Repeat("\"\",", Many))),
        ["a long word"] = Csv("x,y\n1," + new string('x', Many)),
        ["a long number"] = Csv("x,y\n1," + new string('1', Many) + ",5"),
        ["blank lines"] = Csv(new string('\n', Many)),
        ["zeros"] = new byte[Many],
        ["a bomb"] = TemporaryFolder.Gzipped(Csv("x,y\n" + new string('1', 40_000_000))),
        ["compressed tiny numbers"] = TemporaryFolder.Gzipped(Csv("x,y\n" + string.Concat(Enumerable.Repeat("1,1\n", Many)))),
    };

    private static Dictionary<string, byte[]> Arrays => new(StringComparer.Ordinal)
    {
        ["IDX of 255 dimensions"] = [0, 0, 8, 255, .. Enumerable.Repeat((byte)0x7F, 1020)],
        ["IDX of 255 ones"] = [0, 0, 8, 255, .. Enumerable.Range(0, 1020).Select(i => (byte)(i % 4 == 3 ? 1 : 0)), 7],
        ["IDX of many classes"] = [0, 0, 0x0C, 1, .. Big(30_000), .. Enumerable.Range(0, 30_000).SelectMany(Big)],
        ["IDX of bytes"] = [0, 0, 8, 1, .. Big(Many), .. Enumerable.Range(0, Many).Select(i => (byte)i)],
        ["IDX that announces much"] = [0, 0, 0x0E, 2, .. Big(1 << 20), .. Big(1 << 20)],
        ["an IDX bomb"] = TemporaryFolder.Gzipped([0, 0, 8, 1, .. Big(40_000_000), .. new byte[40_000_000]]),
        ["NPY of many dimensions"] = NpyOf("|u1", fortran: true, string.Concat(Enumerable.Repeat("9,", 30_000)), [1]),
        ["NPY of 64 dimensions"] = NpyOf("|u1", fortran: true, string.Concat(Enumerable.Repeat("1,", 63)) + Many, new byte[Many]),
        ["NPY in Fortran's order"] = NpyOf("|u1", fortran: true, "2," + (Many / 2), new byte[Many - 1]),
        ["NPY of many classes"] =
            NpyOf("<i4", fortran: false, "30000,", [.. Enumerable.Range(0, 30_000).SelectMany(BitConverter.GetBytes)]),
        ["NPY of nothing"] = NpyOf("|u1", fortran: false, "0,2147483647", []),
        ["NPY that announces much"] = NpyOf("<f8", fortran: false, "1048576,1048576", [1]),
        ["NPY of a long text"] = NpyOf(new string('x', 60_000), fortran: false, "1", [1]),
    };

    private static Dictionary<string, byte[]> Tensors => new(StringComparer.Ordinal)
    {
        ["empty tensors"] = Tensor(Joined(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 40_000)),
        ["scalars"] = FileBytes.Of(
            "{" + Joined(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[{i},{i + 1}]}}", 40_000) + "}", new byte[40_000]),
        ["texts"] = Tensor("\"__metadata__\":{" + Joined(i => $"\"{i}\":\"\"", Many) + "}"),
        ["escaped texts"] = Tensor("\"__metadata__\":{" + Joined(i => $"\"{i}\":\"\\n\\n\\n\\n\"", Many) + "}"),
        ["texts among the tensors"] = Tensor(Joined(i => $"\"{i}\":\"\"", Many)),
        ["dimensions"] = Tensor("\"a\":{\"dtype\":\"U8\",\"shape\":[" + Joined(_ => "1", Many) + "],\"data_offsets\":[0,9]}"),
        ["offsets"] = Tensor("\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[" + Joined(_ => "1", Many) + "]}"),
        ["an unknown array"] = Tensor("\"a\":{\"x\":[" + Joined(_ => "{}", Many) + "]}"),
        ["unknown objects"] = Tensor(Joined(i => $"\"{i}\":{{}}", Many)),
        ["a long name"] = Tensor("\"" + new string('x', Many) + "\":{}"),
        ["a long type"] = Tensor("\"a\":{\"dtype\":\"" + new string('x', Many) + "\",\"shape\":[],\"data_offsets\":[0,0]}"),
        ["nesting"] = Tensor("\"a\":" + new string('[', Many)),
        ["blanks"] = FileBytes.Of("{" + new string(' ', Many) + "}", []),
        ["a header that is announced"] = [0xFF, 0xFF, 0xFF, 0x05, 0, 0, 0, 0, (byte)'{'],
    };

    private static Dictionary<string, byte[]> Networks => new(StringComparer.Ordinal)
    {
        ["layers"] = FileBytes.Saved(new Network<double>(1, 1, [.. Enumerable.Repeat(new Dense(1, Activation.Tanh), 20_000)])),
        ["layers without weights"] = Network(Layers(Joined(_ => Layer("0"), Many / 8))),
        ["empty layers"] = Network(Layers(Joined(_ => "{}", Many))),
        ["layers of something"] = Network(Layers(Joined(_ => "{\"a\":1}", Many))),
        ["numbers"] = Network(Layers(Layer("[" + Joined(_ => "1", Many) + "]"))),
        ["texts"] = Network(Layers(Layer("[" + Joined(_ => "\"\"", Many) + "]"))),
        ["empty objects"] = Network(Layers(Layer("[" + Joined(_ => "{}", Many) + "]"))),
        ["objects"] = Network(Layers(Layer("[" + Joined(_ => "{\"a\":0}", Many) + "]"))),
        ["objects of a long name"] = Network(Layers(Layer("0,\"" + new string('x', Many) + "\":[" + Joined(_ => "{}", Many) + "]"))),
        ["a long name of an activation"] =
            Network(Layers(Layer("0").Replace("LeakyReLU", new string('x', Many), StringComparison.Ordinal))),
        ["properties"] = Network("{" + Joined(i => $"\"{i}\":1", Many) + "}"),
        ["nesting"] = Network(new string('[', Many)),
    };

    private static Dictionary<string, byte[]> Models => new(StringComparer.Ordinal)
    {
        ["empty inputs"] = Pipeline(Joined(_ => "{}", Many), ""),
        ["inputs"] = Pipeline(Joined(i => $"{{\"name\":\"{i}\",\"kind\":\"numeric\"}}", Many / 4), ""),
        ["transforms"] = Pipeline("{\"name\":\"a\",\"kind\":\"numeric\"}", Joined(_ => "{}", Many)),
        ["encoded columns"] = Pipeline(
            "{\"name\":\"a\",\"kind\":\"numeric\"}",
            "{\"name\":\"OneHot\",\"unknown\":\"ignore\",\"columns\":[" +
                Joined(i => $"{{\"column\":\"{i}\",\"categories\":[]}}", Many / 4) + "]}"),
        ["categories"] = Pipeline(
            "{\"name\":\"a\",\"kind\":\"text\"}",
            "{\"name\":\"OneHot\",\"unknown\":\"ignore\",\"columns\":[{\"column\":\"a\",\"categories\":[" + Joined(i => $"\"{i}\"", Many) +
                "]}]}"),
    };

    private static Dictionary<string, byte[]> Checkpoints => new(StringComparer.Ordinal)
    {
        ["properties"] = Checkpoint("{" + Joined(i => $"\"{i}\":1", Many) + "}"),
        ["numbers"] = Checkpoint("{\"run\":{\"epochs\":[" + Joined(_ => "1", Many) + "]}}"),
        ["texts"] = Checkpoint("{\"settings\":[" + Joined(_ => "\"\"", Many) + "]}"),
        ["empty objects"] = Checkpoint("[" + Joined(_ => "{}", Many) + "]"),
        ["a long text"] = Checkpoint("{\"loss\":\"" + new string('x', Many) + "\"}"),
        ["a long name"] = Checkpoint("{\"" + new string('x', Many) + "\":1}"),
        ["a long setting"] = Altered(text => text.Replace("MeanSquaredError", new string('x', Many), StringComparison.Ordinal)),
        ["many settings"] = Altered(text => text.Insert(1, Joined(i => $"\"{i}\":{{}}", Many) + ",")),
        ["nesting"] = Checkpoint(new string('[', Many)),
    };

    private static Dictionary<string, byte[]> Searches => new(StringComparer.Ordinal)
    {
        ["scores"] = Search("\"seed 1\"", "{\"number\":1,\"ended\":true,\"scores\":[" + Joined(_ => "\"1\"", Many) + "]}"),
        ["trials"] = Search("\"seed 1\"", Joined(_ => "{}", Many)),
        ["trials of no search"] = Search("\"seed 1\"", Joined(i => $"{{\"number\":{i + 1},\"ended\":true,\"scores\":[]}}", Many)),
        ["lines"] = Search(Joined(_ => "\"\"", Many), ""),
        ["a long line"] = Search("\"" + new string('x', Many) + "\"", ""),
        ["nesting"] = Search("\"seed 1\"", new string('[', Many)),
        ["numbers"] = Csv("[" + Joined(_ => "1", Many) + "]"),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static void Search(string path)
    {
        using var run = new TrialRun(new Trial(1, [], 1, CancellationToken.None));
        new TuningFile(path, ["seed 1"]).Load([run]);
    }

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Tensor(string properties) => FileBytes.Of("{" + properties + "}", []);

    private static byte[] Network(string text) => OfKind("network", "network", text);

    private static string Layers(string layers) => $$$"""{"inputs":1,"seed":1,"inputKeepProbability":1,"layers":[{{{layers}}}]}""";

    private static string Layer(string slope) =>
        $$$"""{"units":1,"activation":{"name":"LeakyReLU","slope":{{{slope}}}},"biasInitializer":{"name":"Zeros"},"keepProbability":1}""";

    private static byte[] Pipeline(string inputs, string transforms) =>
        OfKind("model", "pipeline", $$$"""{"inputs":[{{{inputs}}}],"transforms":[{{{transforms}}}],"features":[],"output":{}}""");

    private static byte[] Checkpoint(string training) => OfKind("checkpoint", "training", training);

    /// <summary>The checkpoint of a trainer, but for what it says of the training.</summary>
    private static byte[] Altered(Func<string, string> change)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "checkpoint.safetensors");
        MakeTrainer().SaveCheckpoint(path);
        using var file = TensorReader.Open(path);
        return Checkpoint(change(file.Metadata["training"]));
    }

    private static void Resume(string path) => MakeTrainer().Resume(path);

    private static Trainer<double> MakeTrainer() =>
        new(new Network<double>(1, 1, [new Dense(1, Activation.Identity)]), Loss.MeanSquaredError, Optimizer.Adam());

    private static byte[] OfKind(string kind, string key, string text) => FileBytes.Of(
        $$$"""{"__metadata__":{"format":"DeepLearning","format_version":"1","library_version":"0.1.0","ki""" +
        $$$"""nd":"{{{kind}}}","{{{key}}}":{{{JsonSerializer.Serialize(text)}}}}}""", []);

    private static byte[] Search(string lines, string trials) =>
        Csv($$"""{"format":"DeepLearning random search 1","search":[{{lines}}],"trials":[{{trials}}]}""");

    private static string Joined(Func<int, string> item, int count) => string.Join(',', Enumerable.Range(0, count).Select(item));

    private static IEnumerable<byte> Big(int number) => BitConverter.GetBytes(number).Reverse();

    private static byte[] NpyOf(string type, bool fortran, string shape, byte[] numbers)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({shape}), }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. numbers];
    }

    /// <summary>A stream that does not seek, such as one of a network.</summary>
    private sealed class OneWay(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
