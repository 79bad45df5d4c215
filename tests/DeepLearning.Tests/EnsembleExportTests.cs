using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Exported ensembles compute what they predict here, to 10⁻⁶ in float.</summary>
public sealed class EnsembleExportTests : IDisposable
{
    private static readonly Ensemble<float> Ensemble = new(
        new Network<float>(3, seed: 1, new Dense(5, Activation.SiLU), new Dense(2, Activation.Softmax)),
        new Network<float>(
            3, seed: 2, new Dense(4, Activation.GELU) { Normalization = Normalization.Layer() }, new Dense(2, Activation.Softmax)),
        new Network<float>(3, seed: 3, new Dense(2, Activation.Softmax)) { InputScaling = new() });

    private static readonly Matrix<float> X = Given.Normal<float>(3, 20, seed: 1);

    private readonly TemporaryFolder folder = new();

    private delegate void Predict(ReadOnlySpan<float> x, Span<float> y);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_OfWhatWasSaved_IsTheSame()
    {
        var path = Path.Combine(folder.Path, "ensemble.safetensors");
        Ensemble.Save(path);
        var loaded = Ensemble<float>.Load(path);

        loaded.Predict(X).Bits().Should().Equal(Ensemble.Predict(X).Bits());
        $"{loaded}".Should().Be($"{Ensemble}").And.StartWith("Ensemble<float> of 3 networks:\n");
        Failure.Of<InvalidDataException>(() => Network<float>.Load(path)).Should()
            .EndWith("holds a file of the kind \"ensemble\": load it with Ensemble<float>.Load.");
        Failure.Of<InvalidDataException>(() => Ensemble<double>.Load(path)).Should().Contain("holds a network of float, not of double");
    }

    [Fact]
    public void SaveOnnx_PredictsTheSameInOnnxRuntime()
    {
        var path = Path.Combine(folder.Path, "ensemble.onnx");
        Ensemble.SaveOnnx(path);
        var result = OnnxRuntime.Run(
        [
            new(path, new Dictionary<string, OnnxRuntime.Values>
            {
                ["x"] = new("float32", [X.ColumnCount, 3], [.. X.ToColumnMajorArray().Select(x => (object)x)]),
            }),
        ])[0];

        result.Error.Should().BeNull();
        result.Outputs!["y"].Dims.Should().Equal(X.ColumnCount, 2);
        ShouldBeNear(result.Outputs["y"].Numbers);
    }

    [Fact]
    public void ToC_CompilesWithoutWarningsAndPredictsTheSame()
    {
        var gcc = ExternalTool.Find("gcc");
        Assert.SkipWhen(gcc is null, "gcc is not installed.");
        var source = folder.Write("some.c", Encoding.UTF8.GetBytes(Ensemble.ToC("some")));
        var main = folder.Write("main.c", Encoding.UTF8.GetBytes(
            $$"""
            #include <stdio.h>
            void some_predict(const float *x, float *y);
            static const float x[] = { {{string.Join(", ", X.ToColumnMajorArray().Select(SourceLanguage.Literal))}} };
            int main(void) {
                for (int i = 0; i < {{X.ColumnCount}}; i++) {
                    float y[2];
                    some_predict(x + 3 * i, y);
                    printf("%.9g\n%.9g\n", (double)y[0], (double)y[1]);
                }
                return 0;
            }
            """));
        var program = Path.Combine(folder.Path, "program");

        ExternalTool.Run(gcc!, ["-std=c99", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", program, source, main, "-lm"])
            .Should().Be((0, ""));
        ShouldBeNear(ExternalTool.Run(program).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void ToCSharp_CompilesAndPredictsTheSame()
    {
        var predict = CSharpCompiler.Compile([Ensemble.ToCSharp("Some")])
            .GetType("Some")!.GetMethod("Predict")!.CreateDelegate<Predict>();
        ShouldBeNear(X.ToColumnArrays().SelectMany(x =>
        {
            var y = new float[2];
            predict(x, y);
            return y.Select(value => (double)value);
        }));
    }

    private static void ShouldBeNear(IEnumerable<double> actual) => actual.Should().Equal(
        Ensemble.Predict(X).ToColumnMajorArray().Select(value => (double)value), (a, e) => Math.Abs(a - e) < 1e-6);
}
