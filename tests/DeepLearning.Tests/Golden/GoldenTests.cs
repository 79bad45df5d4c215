using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>
/// Costs, gradients, predictions and trained parameters agree with PyTorch's for a table of networks. Differences are relative to
/// max(1, |expected|). In double they are below 1e-10: the two sum in different orders. In float they are below 1e-5 for one pass
/// and below 1e-4 after ten epochs, from ten and a few hundred roundings of 6e-8.
/// </summary>
public class GoldenTests
{
    private const double DoubleTolerance = 1e-10;
    private const double FloatTolerance = 1e-5;
    private const double TrainedFloatTolerance = 1e-4;

    public static TheoryData<string> Names => [.. GoldenFile.Content.Networks.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_InDouble_AgreeWithPyTorch(string name) => CheckPredictions<double>(name, DoubleTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_InFloat_AgreeWithPyTorch(string name) => CheckPredictions<float>(name, FloatTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_InDouble_AgreeWithPyTorch(string name) => CheckGradients<double>(name, DoubleTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_InFloat_AgreeWithPyTorch(string name) => CheckGradients<float>(name, FloatTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_InDouble_AgreesWithPyTorch(string name) => CheckTraining<double>(name, DoubleTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_InFloat_AgreesWithPyTorch(string name) => CheckTraining<float>(name, TrainedFloatTolerance);

    [Fact]
    public void Table_CoversEveryRegularizerAndNormalization_AndDepthsOneToFour()
    {
        var networks = GoldenFile.Content.Networks;

        // Those that no network has are compared one by one: see PluginsGoldenTests.
        networks.SelectMany(n => n.Layers).Select(l => l.Activation).Distinct().Should().BeSubsetOf(Implementations<Activation>());
        networks.Select(n => n.Loss).Distinct().Should().BeSubsetOf(Implementations<Loss>());
        networks.Select(n => n.Optimizer.Kind).Distinct().Should().BeSubsetOf(Implementations<Optimizer>());
        Implementations<Regularizer>()
            .Should().BeEquivalentTo(networks.Select(n => n.Regularizer.Kind.Replace("None", "NoRegularizer")).Distinct());
        Implementations<Normalization>().Should().BeEquivalentTo(
            networks.SelectMany(n => n.Layers).Where(l => l.Normalization is not null).Select(l => l.Normalization!.Kind).Distinct());
        networks.Select(n => n.Layers.Count).Distinct().Should().BeEquivalentTo([1, 2, 3, 4]);
        networks.Select(n => n.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void File_RecordsItsScript_SoThatTheTwoAgree()
    {
        var script = File.ReadAllText(Path.Combine(GoldenFile.Folder, "make_golden.py")).ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

        GoldenFile.Content.Script.Should().Be(hash, "golden.json is made by make_golden.py: run the script again after changing it");
        script.Should().Contain("Command:   python3 make_golden.py")
            .And.Contain($"Python {GoldenFile.Content.Python}, PyTorch {GoldenFile.Content.Torch} ");
    }

    [Fact]
    public void Differences_BeyondTheTolerance_AreNamed()
    {
        Differences("dW[1]", [[1, 200], [0.5, 4]], [[1 + 2e-10, 200 + 1e-8], [0.5, double.NaN]], 1e-10).Should().Equal(
            "dW[1] row 0, column 0: expected 1, got 1.0000000002",
            "dW[1] row 1, column 1: expected 4, got NaN");
        Differences("dW[1]", [[1, 2]], [[1], [2]], 1e-10).Should().Equal("dW[1]: expected 1 × 2, got 2 × 1");
    }

    private static void CheckPredictions<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var golden = Find(name);
        var subject = new GoldenSubject<T>(golden);

        var predictions = GoldenSubject<T>.RowsOf(subject.Network.Predict(subject.X));

        Differences("A", golden.Predictions, predictions, tolerance).Should().BeEmpty();
    }

    private static void CheckGradients<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The gradients recorded are those of all examples at once.
        var golden = Find(name);
        Differences(golden.Layers.Select(layer => layer.Gradients), new GoldenSubject<T>(golden).Gradients(), tolerance).Should().BeEmpty();
    }

    private static void CheckTraining<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var golden = Find(name);
        var subject = new GoldenSubject<T>(golden);

        var costs = subject.Train(GoldenFile.Content.Epochs);

        Differences("J", [golden.Costs], [[.. costs]], tolerance).Should().BeEmpty();
        Differences(golden.Layers.Select(layer => layer.After), subject.Parameters(), tolerance).Should().BeEmpty();
    }

    private static GoldenNetwork Find(string name) => GoldenFile.Content.Networks.Single(network => network.Name == name);

    private static IEnumerable<string> Implementations<TPlugIn>() =>
        typeof(TPlugIn).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TPlugIn)) && !type.IsAbstract).Select(type => type.Name);

    private static IEnumerable<string> Differences(
        IEnumerable<IEnumerable<(string Name, double[][] Values)>> layers, double[][][] actual, double tolerance)
    {
        var all = layers.SelectMany((layer, l) => layer.Select(one => (Name: $"{one.Name}[{l + 1}]", one.Values))).ToArray();
        all.Should().HaveSameCount(actual);
        return all.Zip(actual).SelectMany(pair => Differences(pair.First.Name, pair.First.Values, pair.Second, tolerance));
    }

    /// <summary>The elements that differ, as lines of text. A NaN always differs.</summary>
    private static IEnumerable<string> Differences(string name, double[][] expected, double[][] actual, double tolerance)
    {
        var (rows, columns) = (expected.Length, expected[0].Length);
        if (actual.Length != rows || actual.Any(row => row.Length != columns))
        {
            return [$"{name}: expected {rows} × {columns}, got {actual.Length} × {actual[0].Length}"];
        }

        return from i in Enumerable.Range(0, rows)
               from j in Enumerable.Range(0, columns)
               let bound = tolerance * Math.Max(1, Math.Abs(expected[i][j]))
               where !(Math.Abs(actual[i][j] - expected[i][j]) <= bound)
               select FormattableString.Invariant($"{name} row {i}, column {j}: expected {expected[i][j]}, got {actual[i][j]}");
    }
}
