using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Weights of PyTorch's state dictionaries make this library predict what PyTorch did.</summary>
public sealed class StateDictionariesTests
{
    private static readonly string File = Path.Combine(ModelsFile.Folder, "torch_layernorm.safetensors");

    private static readonly Dictionary<string, string> Names = new()
    {
        ["layers.0"] = "0",
        ["layers.0.gain"] = "1.weight",
        ["layers.0.shift"] = "1.bias",
        ["layers.1"] = "3",
    };

    [Fact]
    public void LoadStateDictionary_OfPyTorch_PredictsTheSame()
    {
        var one = ModelsFile.Content.Cases.Single(one => one.Name == "torch_layernorm");
        var network = Network();

        network.LoadStateDictionary(File, Names);

        var y =
            network.Predict(Matrix<float>.Build.DenseOfColumnArrays(one.X.Select(row => Array.ConvertAll(row, number => (float)number))));
        y.ToColumnMajorArray().Zip(one.Y.SelectMany(row => row))
            .Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5 * Math.Max(1, Math.Abs(pair.Second)));
    }

    [Fact]
    public void LoadStateDictionary_FileOfThisLibrary_NeedsNoNames()
    {
        using var folder = new TemporaryFolder();
        var (from, to) = (Network(), Network(seed: 2));
        var path = Path.Combine(folder.Path, "network.safetensors");
        from.Save(path);

        to.LoadStateDictionary(path);

        to.Theta().Bits().Should().Equal(from.Theta().Bits());
    }

    [Fact]
    public void LoadStateDictionary_OtherTensors_AreRefusedUnlessAllowed()
    {
        var file = Path.Combine(ModelsFile.Folder, "torch_batchnorm.safetensors");
        var network = new Network<float>(4, seed: 1, new Dense(3, Activation.SiLU), new Dense(2, Activation.Identity));
        var names = new Dictionary<string, string> { ["layers.0"] = "1", ["layers.1"] = "6" };

        Failure.Of<InvalidDataException>(() => network.LoadStateDictionary(file, names)).Should().Be(
            "torch_batchnorm.safetensors has tensors that the network does not take: 0.weight, 0.bias, 0.running_mean, 0.running_var, " +
            "0.num_batches_tracked, 2.weight, 2.bias, " +
            "2.running_mean, 2.running_var, 2.num_batches_tracked and 5 more. Name them, or pass allowOthers if they are to be left out.");

        network.LoadStateDictionary(file, names, allowOthers: true);
        network.Layers[1].Biases[0, 0].Should().NotBe(0);
    }

    [Fact]
    public void LoadStateDictionary_WhatDoesNotFit_ChangesNothing()
    {
        var network = Network();
        var before = network.Theta().Bits();
        Dictionary<string, string> With(string key, string name) => new(Names) { [key] = name };

        Failure.Of<InvalidDataException>(() => network.LoadStateDictionary(File, With("layers.1", "out"), allowOthers: true))
            .Should().Be("torch_layernorm.safetensors has no tensor \"out.weight\".");
        Failure.Of<InvalidDataException>(() => network.LoadStateDictionary(File, With("layers.1.weight", "0.weight"), allowOthers: true))
            .Should().Be(
            "torch_layernorm.safetensors: the tensor \"0.weight\" has the shape [5, 4] of F32, but must have [2, 5] of F32.");
        Failure.Of<InvalidDataException>(() => network.ConvertTo<double>().LoadStateDictionary(File, Names)).Should().Be(
            "torch_layernorm.safetensors: the tensor \"0.weight\" has the shape [5, 4] of F32, but must have [5, 4] of F64.");
        Failure.Of<ArgumentException>(() => network.LoadStateDictionary(File, With("layers.2", "5"))).Should().Be(
            "names has \"layers.2\", but the parameters of the network are layers.0.weight, layers.0.bias, layers.0.gain, " +
            "layers.0.shift, layers.1.weight, layers.1.bias. (Parameter 'names')");
        FluentActions.Invoking(() => network.LoadStateDictionary("")).Should().Throw<ArgumentException>().WithParameterName("path");

        network.Theta().Bits().Should().Equal(before);
    }

    [Fact]
    public void LoadStateDictionary_NumberThatIsNotFinite_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var bytes = System.IO.File.ReadAllBytes(File);
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - sizeof(float));

        Failure.Of<InvalidDataException>(() => Network().LoadStateDictionary(folder.Write("nan.safetensors", bytes), Names)).Should().Be(
            "nan.safetensors: layers.1.bias[1, 0] would be NaN, but must be finite.");
    }

    private static Network<float> Network(long seed = 1) =>
        new(4, seed, new Dense(5, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(2, Activation.Identity));
}
