using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>What the package's own readme shows is what its programs print, and all of it shows outside the repository.</summary>
public sealed partial class PackageReadmeTests
{
    private static readonly string Readme = Read(Repository.LibrarySources, "Package", "README.md");

    /// <summary>The data lie beside the tests, wherever those are started from.</summary>
    static PackageReadmeTests() => Directory.SetCurrentDirectory(AppContext.BaseDirectory);

    [Fact]
    public void TheProgram_IsTheOneOfTheRepository() => Blocks("csharp")[0].Should().Be(
        CodeBlock().Match(Read(Repository.Root, "README.md")).Groups["code"].Value, "that one is compiled, run and asserted");

    [Fact]
    public void Output_OfTheProgram_IsWhatItPrints()
    {
        var (network, trainer, train, dev, test) = Begin();
        trainer.Fit(train, dev, new FitOptions { Epochs = 50, BatchSize = 64 });

        var shown = Blocks("text")[0].Split("…\n");
        shown.Should().HaveCount(2, "the rest of the matrix is left out");
        shown[0].Length.Should().BeGreaterThan(100);
        (network.Evaluate(test).ToString() + "\n").Should().StartWith(shown[0]);
    }

    [Fact]
    public void Epochs_OneByOne_ArePrintedAsShown()
    {
        var (_, trainer, train, dev, _) = Begin();
        using var Console = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };

        // epochs
        foreach (var epoch in trainer.Epochs(train, dev, new FitOptions { Epochs = 8, BatchSize = 64 }))
        {
            var accuracy = epoch.Validation!.Metric;
            Console.WriteLine($"{epoch.Epoch}  {new string('█', (int)(40 * accuracy)),-40}  {accuracy:P1}");
        }
        // end

        var source = Read(Repository.Tests, "Readme", "PackageReadmeTests.cs");
        var between = source[source.IndexOf("// epochs\n", StringComparison.Ordinal)..].Split('\n')[1..6];
        Blocks("csharp")[1].Should().Be(string.Concat(between.Select(line => line[8..] + "\n")));
        Console.ToString().Should().Be(Blocks("text")[1]);
    }

    [Fact]
    public void Links_AreAbsolute_AndItIsShort()
    {
        Link().Matches(Readme).Select(link => link.Groups["url"].Value)
            .Should().NotBeEmpty().And.OnlyContain(url => url.StartsWith("https://", StringComparison.Ordinal));
        Readme.Should().NotContain("![", "a package shows pictures of few hosts only, so its pictures are text");
        Readme.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.Should().BeLessThanOrEqualTo(400);
    }

    [Fact]
    public void Icon_IsASmallPngOf128Pixels()
    {
        var png = File.ReadAllBytes(Path.Combine(Repository.LibrarySources, "Package", "icon.png"));

        png[..8].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A);
        png[16..24].Should().Equal(0, 0, 0, 128, 0, 0, 0, 128);
        png.Length.Should().BeLessThanOrEqualTo(20_000);
    }

    private static (Network<float> Network, Trainer<float> Trainer, Dataset<float> Train, Dataset<float> Dev, Dataset<float> Test) Begin()
    {
        var (train, dev, test) = Dataset.FromCsv<float>("digits.csv", label: "digit").Split(0.8, 0.1, 0.1, seed: 1);
        var network = new Network<float>(
            inputs: 64, seed: 1, [new Dense(64, Activation.ReLU) { KeepProbability = 0.9 }, new Dense(10, Activation.Softmax)]);
        return (network, new(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 1e-3), Regularizer.L2(1e-4)), train, dev, test);
    }

    private static List<string> Blocks(string language) => [.. CodeBlock().Matches(Readme)
        .Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value)];

    private static string Read(params string[] parts) => File.ReadAllText(Path.Combine(parts)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```(?<language>csharp|text)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<url>[^)]+)\)")]
    private static partial Regex Link();
}
