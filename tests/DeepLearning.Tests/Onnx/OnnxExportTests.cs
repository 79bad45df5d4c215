using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>
/// Exported networks compute in ONNX Runtime what they predict here, to 10⁻⁶ in float and 10⁻¹² in double, relative to max(1, |output|),
/// and are sound to ONNX's own checker.
/// </summary>
public sealed class OnnxExportTests
{
    private const double FloatTolerance = 1e-6;
    private const double DoubleTolerance = 1e-12;

    [Fact]
    public void SaveOnnx_NetworksOfFloat_PredictTheSameInOnnxRuntime() => CheckAll<float>("float32", FloatTolerance);

    [Fact]
    public void SaveOnnx_NetworksOfDouble_PredictTheSameInOnnxRuntime() => CheckAll<double>("float64", DoubleTolerance);

    [Fact]
    public void SaveOnnx_AllNetworks_AreSoundToOnnxsChecker()
    {
        using var folder = new TemporaryFolder();
        string[] models = [.. Save<float>(folder, "float"), .. Save<double>(folder, "double")];

        OnnxRuntime.Check(models).Should().Be($"checked {models.Length}\n");
    }

    [Fact]
    public void SaveOnnx_Stream_GetsTheBytesOfTheFile()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        var path = Path.Combine(folder.Path, "network.onnx");
        var network = ExportCase<float>.All[0].Network;

        network.SaveOnnx(path);
        network.SaveOnnx(stream);

        stream.ToArray().Should().Equal(File.ReadAllBytes(path));
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void SaveOnnx_ActivationWithoutFormula_IsRefusedAndTheOldFileStays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("network.onnx", "old"u8);
        var network = new Network<float>(3, seed: 1, new Dense(4, Activation.ReLU), new Dense(2, new Softplus()));

        Failure.Of<NotSupportedException>(() => network.SaveOnnx(path)).Should().Be(
            "layer 2 (4 → 2) has the activation Softplus, which has no formula that could be exported: override Activation.AsFormula in " +
            "Softplus.");
        File.ReadAllText(path).Should().Be("old");
    }

    [Fact]
    public void SaveOnnx_NormalizationWithoutFormula_IsRefused() =>
        Failure.Of<NotSupportedException>(
            () =>
                new Network<float>(3, seed: 1, new Dense(4, Activation.ReLU) { Normalization = new Unwritten() })
                    .SaveOnnx(new MemoryStream())).Should().Be(
            "layer 1 (3 → 4) has the normalization Unwritten, which has no formula that could be exported: override " +
            "Normalization.AsFormula in Unwritten.");

    [Fact]
    public void SaveOnnx_FormulaThatIsAnotherFunction_IsRefused() =>
        Failure.Of<InvalidOperationException>(() => new Network<float>(3, seed: 1, new Dense(4, new Wrong())).SaveOnnx(new MemoryStream()))
            .Should().Be(
            "layer 1 (3 → 4) has the activation Wrong, whose AsFormula, (z * z), gives 4 at z = 2 where its Forward gives 2: they must " +
            "be the same function.");

    [Fact]
    public void SaveOnnx_FormulaThatDiffersByTheMeanAlone_IsRefused() =>
        Failure.Of<InvalidOperationException>(
            () => new Network<float>(3, seed: 1, new Dense(4, new Centred())).SaveOnnx(new MemoryStream())).Should().StartWith(
            "layer 1 (3 → 4) has the activation Centred, whose AsFormula, (z - mean(z)), gives ");

    [Theory]
    [InlineData(0, 5, float.NaN, "layers.0.weight[1, 1] is NaN")]
    [InlineData(1, 2, float.PositiveInfinity, "layers.0.bias[2, 0] is infinity")]
    [InlineData(2, 1, float.NegativeInfinity, "layers.0.gain[1, 0] is -infinity")]
    [InlineData(3, 3, float.NaN, "layers.0.shift[3, 0] is NaN")]
    public void SaveOnnx_NumberThatIsNotFinite_IsRefusedAsSavingDoesAndTheOldFileStays(
        int parameter, int element, float value, string place)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("network.onnx", "old"u8);
        var network = new Network<float>(
            3, seed: 1, new Dense(4, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(2, Activation.Identity));
        network.Parameters[parameter].Values[element] = value;
        var message = $"{place}: a network whose numbers are not finite predicts nothing and is not exported.";

        Failure.Of<InvalidOperationException>(() => network.SaveOnnx(path)).Should().Be(message);
        Failure.Of<InvalidOperationException>(() => network.SaveOnnx(new MemoryStream())).Should().Be(message);
        Failure.Of<InvalidOperationException>(() => network.Save(new MemoryStream())).Should()
            .Be(message.Replace("exported", "saved", StringComparison.Ordinal));
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void SaveOnnx_Null_IsRefused()
    {
        FluentActions.Invoking(() => ExportCase<float>.All[0].Network.SaveOnnx((string)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("path");
        FluentActions.Invoking(() => ExportCase<float>.All[0].Network.SaveOnnx((Stream)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("stream");
    }

    private static void CheckAll<T>(string type, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var folder = new TemporaryFolder();
        var models = Save<T>(folder, type);
        var jobs = ExportCase<T>.All.Zip(models, (one, path) => new OnnxRuntime.Job(path, new Dictionary<string, OnnxRuntime.Values>
        {
            ["x"] = new(type, [one.X.ColumnCount, one.X.RowCount], [.. one.X.ToColumnMajorArray().Cast<object>()]),
        }));

        var results = OnnxRuntime.Run([.. jobs]);

        ExportCase<T>.All.Zip(results).SelectMany(pair => Differences(pair.First, pair.Second, type, tolerance)).Should().BeEmpty();
        results.Should().HaveSameCount(models);
    }

    private static IEnumerable<string> Differences<T>(ExportCase<T> one, OnnxRuntime.Result result, string type, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (result.Error is { } error)
        {
            return [$"{one}: {error}"];
        }

        var y = result.Outputs!["y"];
        y.Type.Should().Be(type);
        y.Dims.Should().Equal(one.X.ColumnCount, one.Network.Outputs);
        return one.Expected().Zip(y.Numbers)
            .Where(pair => !(Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.First))))
            .Select(pair => $"{one}: {pair.First} here, {pair.Second} there");
    }

    private static string[] Save<T>(TemporaryFolder folder, string prefix)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. ExportCase<T>.All.Select((one, i) =>
        {
            var path = Path.Combine(folder.Path, $"{prefix}{i}.onnx");
            one.Network.SaveOnnx(path);
            return path;
        })];

    private sealed class Unwritten : Normalization
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> normalized, int units) => z.CopyTo(normalized);

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> normalized, Span<T> delta, int units)
        {
        }
    }

    private sealed class Centred : Activation
    {
        public override Formula AsFormula(Formula z) => z - Formula.MeanOverUnits(z);

        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => z.CopyTo(a);

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        {
        }
    }

    private sealed class Wrong : Activation
    {
        public override Formula AsFormula(Formula z) => z * z;

        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => z.CopyTo(a);

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        {
        }
    }
}
