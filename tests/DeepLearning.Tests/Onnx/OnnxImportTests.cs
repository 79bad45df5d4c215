using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>
/// Networks from ONNX files predict what PyTorch and scikit-learn did, to 10⁻⁵ relative to max(1, |output|): the models are of float, in
/// which they were run.
/// </summary>
public sealed class OnnxImportTests
{
    private const double Tolerance = 1e-5;
    private const double RoundTripTolerance = 1e-6;

    public static TheoryData<string> Cases => [.. ModelsFile.Content.Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LoadOnnx_ModelsOfOthers_PredictTheSame(string name)
    {
        Check<double>(name);
        if (name != "torch_double")
        {
            Check<float>(name);
        }
    }

    [Theory]
    [InlineData("torch_relu", "4 → 3 ReLU, 3 → 2 Identity")]
    [InlineData("torch_leakyrelu", "4 → 3 LeakyReLU(0.2), 3 → 2 Identity")]
    [InlineData("torch_elu", "4 → 3 ELU(0.7), 3 → 2 Identity")]
    [InlineData("torch_selu", "4 → 3 SELU, 3 → 2 Identity")]
    [InlineData("torch_gelu", "4 → 3 GELU, 3 → 2 Identity")]
    [InlineData("torch_tanhgelu", "4 → 3 TanhGELU, 3 → 2 Identity")]
    [InlineData("torch_silu", "4 → 3 SiLU, 3 → 2 Identity")]
    [InlineData("torch_hardsigmoid", "4 → 3 HardSigmoid, 3 → 2 Identity")]
    [InlineData("torch_logsoftmax", "4 → 3 Softmax")]
    [InlineData("torch_batchnorm", "4 → 3 SiLU, 3 → 2 Identity")]
    [InlineData("torch_layernorm", "4 → 5 Layer(1E-05) ReLU, 5 → 2 Identity")]
    [InlineData("torch_layernorm_plain", "4 → 5 Layer(1E-05) Tanh, 5 → 2 Layer(1E-05) Identity")]
    [InlineData("torch_images", "12 → 3 Tanh, 3 → 2 Identity")]
    [InlineData("torch_normalized", "4 → 3 ReLU, 3 → 1 Identity")]
    [InlineData("torch_scaled", "4 → 2 Sigmoid, 2 → 2 Identity")]
    [InlineData("sklearn_regressor", "4 → 5 Tanh, 5 → 3 Tanh, 3 → 1 Identity")]
    [InlineData("sklearn_two_classes", "4 → 5 Sigmoid, 5 → 2 Softmax")]
    [InlineData("sklearn_three_classes", "4 → 6 ReLU, 6 → 3 Softmax")]
    [InlineData("onnx_constants", "3 → 2 HardSigmoid")]
    [InlineData("onnx_where", "3 → 2 LeakyReLU(0.3), 2 → 2 Identity")]
    public void LoadOnnx_ModelsOfOthers_HaveTheseLayers(string name, string layers) =>
        Layers(Network<float>.LoadOnnx(ModelsFile.Path(name))).Should().Be(layers);

    [Fact]
    public void LoadOnnx_Imported_GoesOnTraining()
    {
        var network = Network<float>.LoadOnnx(ModelsFile.Path("torch_batchnorm"), seed: 7);
        var x = Given.Normal<float>(4, 64, seed: 1);
        var y = Matrix<float>.Build.Dense(2, 64, (i, j) => x[i, j] - x[i + 2, j]);
        var before = network.Evaluate(x, y).Metric;

        new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.Adam(0.05))
            .Fit(Dataset.FromMatrices(x, y), options: new FitOptions { Epochs = 60, BatchSize = 16 });

        network.Seed.Should().Be(7);
        network.Evaluate(x, y).Metric.Should().BeGreaterThan(Math.Max(0.8, before));
    }

    [Fact]
    public void LoadOnnx_OwnExportsOfFloat_ComeBack() => RoundTrip<float>();

    [Fact]
    public void LoadOnnx_OwnExportsOfDouble_ComeBack() => RoundTrip<double>();

    [Fact]
    public void LoadOnnx_ModelWithPipelineOfNumbers_FoldsTheScaling()
    {
        var train = Dataset.FromArrays([[1.0, 50], [3.0, 70], [8.0, 10]], [10.0, 30, 70]);
        var model = new Model<double>(
            new Network<double>(2, seed: 1, new Dense(4, Activation.Tanh), new Dense(1, Activation.Identity)),
            Pipeline.Of(Transform.Standardize()).Fit(train, standardizeTargets: true));
        using var file = new MemoryStream();
        model.SaveOnnx(file);
        file.Position = 0;

        var network = Network<double>.LoadOnnx(file);

        Layers(network).Should().Be("2 → 4 Tanh, 4 → 1 Identity");
        (network.Predict(train.X) - model.Predict(train.X)).L2Norm().Should().BeLessThan(1e-10);
    }

    [Fact]
    public void LoadOnnx_UnsupportedNodes_AreAllListed()
    {
        Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(ModelsFile.Path("onnx_unsupported"))).Should().Be(
            """
            onnx_unsupported.onnx cannot be imported as a network of dense layers, because of 2 nodes:
              "features/conv" (Conv): the operator is not supported
              "g" (GlobalAveragePool): the operator is not supported
            """);
        Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(ModelsFile.Path("onnx_misused"))).Should().Be(
            """
            onnx_misused.onnx cannot be imported as a network of dense layers, because of 4 nodes:
              "wrong axis" (Softmax): its axis is 0, not that of the columns
              "wave" (Sin): the operator is not supported
              "growth" (Exp): what it makes of its layer is no activation of the library
              "sum" (Sum): the operator is not supported
            """);
    }

    [Fact]
    public void LoadOnnx_ChoiceOfOutput_MustBeOne()
    {
        Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(ModelsFile.Path("onnx_two_outputs"))).Should().Be(
            "onnx_two_outputs.onnx has 2 outputs of floating-point numbers: a, t; say which tensor is the output.");
        Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(ModelsFile.Path("onnx_two_outputs"), "y")).Should().Be(
            "onnx_two_outputs.onnx has no tensor \"y\" that could be the output.");
        Layers(Network<float>.LoadOnnx(ModelsFile.Path("onnx_two_outputs"), "z")).Should().Be("3 → 2 Identity");
    }

    [Fact]
    public void LoadOnnx_DoubleIntoFloat_IsRefused() =>
        Failure.Of<InvalidDataException>(() => Network<float>.LoadOnnx(ModelsFile.Path("torch_double"))).Should().Be(
            "torch_double.onnx holds numbers of double precision, which a network of float would round: load it with " +
            "Network<double>.LoadOnnx, " +
            "and convert the network by ConvertTo<float>() if that is meant.");

    [Fact]
    public void LoadOnnx_MissingFileAndArguments_AreRefused()
    {
        FluentActions.Invoking(() => Network<float>.LoadOnnx("missing.onnx")).Should().Throw<FileNotFoundException>();
        FluentActions.Invoking(() => Network<float>.LoadOnnx("")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => Network<float>.LoadOnnx((Stream)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("stream");
        FluentActions.Invoking(() => Network<Half>.LoadOnnx(new MemoryStream())).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Models_AreThoseOfTheScript()
    {
        var script = File.ReadAllText(Path.Combine(ModelsFile.Folder, "make_models.py")).ReplaceLineEndings("\n");

        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))
            .Should().Be(ModelsFile.Content.Script, "run make_models.py again after changing it");
        script
            .Should()
                .Contain($"Python {ModelsFile.Content.Python}, PyTorch {ModelsFile.Content.Torch} ").And.Contain(
                    $"scikit-learn {ModelsFile.Content.Sklearn}, ONNX {ModelsFile.Content.Onnx}.");
        Directory.GetFiles(ModelsFile.Folder).Where(path => Path.GetExtension(path) is ".onnx" or ".safetensors")
            .ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
            .Should().BeEquivalentTo(ModelsFile.Content.Hashes);
    }

    private static void Check<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = ModelsFile.Content.Cases.Single(one => one.Name == name);
        var network = Network<T>.LoadOnnx(ModelsFile.Path(name), one.Output);

        var y = network.Predict(Matrix<T>.Build.DenseOfColumnArrays(one.X.Select(row => Array.ConvertAll(row, T.CreateChecked))));

        y.ToColumnArrays().SelectMany(column => column).Select(double.CreateChecked).Zip(one.Y.SelectMany(row => row))
            .Where(pair => !(Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.Second)))).Should().BeEmpty();
        (y.RowCount, y.ColumnCount).Should().Be((one.Y[0].Length, one.Y.Length));
    }

    private static void RoundTrip<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var one in ExportCase<T>.All.Where(one => one.Name != "of one's own"))
        {
            using var file = new MemoryStream();
            one.Network.SaveOnnx(file);
            file.Position = 0;

            var network = Network<T>.LoadOnnx(file);

            Layers(network).Should().Be(Layers(one.Network), one.Name);
            network.Predict(one.X).ToColumnMajorArray().Select(double.CreateChecked).Zip(one.Expected())
                .Where(pair => !(Math.Abs(pair.First - pair.Second) <= RoundTripTolerance * Math.Max(1, Math.Abs(pair.Second))))
                    .Should().BeEmpty(one.Name);
            network.Theta().Should().Equal(one.Network.Theta(), one.Name);
        }
    }

    private static string Layers<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => string.Join(", ", network.Layers.Select(layer =>
            $"{layer.Inputs} → {layer.Units} " +
            $"{(layer.Definition.Normalization is { } normalization ? $"{normalization.Name} " : "")}{layer.Activation.Name}"));
}
