using System.Diagnostics;
using System.Numerics;
using System.Text.Json;

namespace DeepLearning.Tests;

/// <summary>Python with NumPy alone, by the description of the layout, predicts what the library predicts.</summary>
public sealed class PythonTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public void Python_ReadsNetworks_AndPredictsTheSame()
    {
        RequireNumPy();
        using var folder = new TemporaryFolder();
        Same<float>(folder, tolerance: 1e-5);
        Same<double>(folder, tolerance: 1e-12);
    }

    public static TheoryData<string> Models => ["a standardized target", "encodings"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Python_ReadsAModel_AndPredictsTheSameFromRawRows(string name)
    {
        RequireNumPy();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m.safetensors");
        var model = ModelFilesTests.Models[name];
        model.Save(path);

        var outputs = Predict([path], """[[3, "BAY", 1.5], [null, "ÉTÉ \"x\"", 3], [5, "elsewhere", 2]]""").Single();

        Cell[][] rows = [[3, "BAY", 1.5], [null, "ÉTÉ \"x\"", 3], [5, "elsewhere", 2]];
        outputs.Should().HaveCount(3);
        for (var i = 0; i < rows.Length; i++)
        {
            outputs[i].Single().Should().BeApproximately(model.Predict(rows[i]).Single(), 1e-9);
        }
    }

    private static void Same<T>(TemporaryFolder folder, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Given.Normal<T>(3, 6, seed: 1);
        var networks = Implementations.Activations.Values
            .Select(
                activation =>
                    new Network<T>(
                        3, seed: 4, new Dense(5, activation), new Dense(4, Activation.Tanh) { Normalization = Normalization.Layer(0.1) },
                        new Dense(2, activation))).ToArray();
        var paths = networks.Select((network, i) =>
        {
            var path = Path.Combine(folder.Path, $"{typeof(T).Name}{i}.safetensors");
            network.Save(path);
            return path;
        }).ToArray();

        var outputs = Predict(paths, JsonSerializer.Serialize(x.EnumerateColumns().Select(column => column.Select(double.CreateChecked))));

        foreach (var (network, predicted) in networks.Zip(outputs))
        {
            var expected = network.Predict(x);
            for (var j = 0; j < 6; j++)
            {
                for (var i = 0; i < 2; i++)
                {
                    predicted[j][i].Should().BeApproximately(double.CreateChecked(expected[i, j]), tolerance, network.ToString());
                }
            }
        }

        outputs.Should().HaveCount(networks.Length);
    }

    private static void RequireNumPy()
    {
        Assert.SkipUnless(File.Exists(Python), $"There is no {Python}.");
        Assert.SkipUnless(Run("-c", "import numpy").ExitCode == 0, $"{Python} has no NumPy: apt-get install python3-numpy.");
    }

    private static double[][][] Predict(string[] paths, string rows)
    {
        var script = Path.Combine(Repository.Tests, "Serialization", "predict.py");
        var (exitCode, output, error) = Run([script, .. paths], rows);
        exitCode.Should().Be(0, error);
        return JsonSerializer.Deserialize<double[][][]>(output)!;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments) => Run(arguments, input: "");

    private static (int ExitCode, string Output, string Error) Run(string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
