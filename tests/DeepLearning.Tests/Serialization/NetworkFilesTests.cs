using System.IO.Compression;
using System.Numerics;

namespace DeepLearning.Tests;

public sealed class NetworkFilesTests
{
    public static TheoryData<string> Activations => [.. Implementations.Activations.Keys];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Load_OfASavedNetwork_PredictsTheSameBits(string name)
    {
        RoundTrip<float>(Implementations.Activations[name]);
        RoundTrip<double>(Implementations.Activations[name]);
    }

    [Fact]
    public void Load_OfASavedNetwork_HasTheSameDefinitionsAndSeed()
    {
        Dense[] layers =
        [
            .. from initializer in Implementations.Initializers.Values
               from regularizer in Implementations.Regularizers.Values
               select new Dense(3, Activation.Tanh)
               {
                   Initializer = initializer, BiasInitializer = initializer, Regularizer = regularizer, KeepProbability = 0.1 + 0.2,
                   Normalization = Normalization.Layer(0.3), Constraint = Constraint.MaxNorm(0.7),
                   IsTrainable = false, LearningRateFactor = 0.3,
               },
            new Dense(1, Activation.Identity),
        ];
        var network = new Network<double>(2, long.MaxValue, layers)
        {
            InputKeepProbability = 0.9,
            InputScaling = new() { LearningRateFactor = 0.7 },
        };

        var loaded = FileBytes.LoadNetwork<double>(FileBytes.Saved(network));

        loaded.Seed.Should().Be(long.MaxValue);
        loaded.InputKeepProbability.Should().Be(0.9);
        loaded.InputScaling.Should().Be(new InputScaling { LearningRateFactor = 0.7 });
        loaded.Theta().Bits().Should().Equal(network.Theta().Bits());
        Definitions(loaded).Should().Equal(Definitions(network));
        FileBytes.Saved(loaded).Should().Equal(FileBytes.Saved(network), "equal networks give equal files");
    }

    [Fact]
    public void Definitions_EveryProperty_IsSaved()
    {
        const string Because = "NetworkDefinition would lose it: save it, load it, and compare it in the test above";
        typeof(Dense).GetProperties().Select(property => property.Name).Should().BeEquivalentTo(
            ["Units", "Activation", "Normalization", "Initializer", "BiasInitializer", "KeepProbability", "Regularizer", "Constraint",
                "IsTrainable", "LearningRateFactor"], Because);
        typeof(InputScaling).GetProperties().Select(property => property.Name).Should().BeEquivalentTo(["LearningRateFactor"], Because);
        typeof(Network<double>).GetProperties().Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => property.Name).Should().BeEquivalentTo(["InputKeepProbability", "InputScaling"], Because);
    }

    [Fact]
    public void Load_OfALargeLayer_HasEveryNumberInItsPlace()
    {
        // Larger than a chunk, and no multiple of anything.
        var network = new Network<float>(211, 3, new Dense(307, Activation.ReLU), new Dense(1, Activation.Sigmoid));
        FileBytes.LoadNetwork<float>(FileBytes.Saved(network)).Theta().Bits().Should().Equal(network.Theta().Bits());
    }

    [Fact]
    public void Save_Weights_AreRowMajorUnitsTimesInputs()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Identity));
        network.Layers[0].Weights = MathNet.Numerics.LinearAlgebra.Matrix<float>.Build.DenseOfRowArrays([1, 2, 3], [4, 5, 6]);
        network.Layers[0].Biases = MathNet.Numerics.LinearAlgebra.Matrix<float>.Build.DenseOfRowArrays([7], [8]);

        var file = FileBytes.Saved(network);

        const string Header =
            """{"__metadata__":{"format":"DeepLearning","format_version":"1","library_version":"0.1.0","kind":"network","networ""" +
            """k":"{\"inputs\":3,\"seed\":1,\"inputKeepProbability\":1,""" +
            """\"layers\":[{\"units\":2,\"activation\":{\"name\":\"Identity\"},""" +
            """\"biasInitializer\":{\"name\":\"Zeros\"},\"keepProbability\":1}]}""" +
            "\"" +
            ""","sha256":"eb28c1dc8474d99a788acb5e2586c3aa7f128764d3d4a24738ce54f99c15c523"}""" +
            ""","layers.0.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"layers.0.bi""" +
            """as":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""";
        FileBytes.Header(file).Should().Be(Header.PadRight(520), "the header is of a multiple of 8 bytes");
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(FileBytes.Data(file)).ToArray()
            .Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public void Load_FromAStreamThatCannotSeek_ReadsTheSame()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        using var compressed = new GZipStream(
            new MemoryStream(TemporaryFolder.Gzipped(FileBytes.Saved(network))), CompressionMode.Decompress);
        Network<float>.Load(compressed).Theta().Bits().Should().Equal(network.Theta().Bits());
    }

    [Fact]
    public void Load_FromTheMiddleOfAStream_ReadsFromThere()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        using var stream = new MemoryStream([1, 2, 3, .. FileBytes.Saved(network)]) { Position = 3 };
        Network<float>.Load(stream).Theta().Bits().Should().Equal(network.Theta().Bits());
        stream.CanRead.Should().BeTrue("the stream stays open");
    }

    [Fact]
    public void Load_OfNumbersOfAnotherType_SaysHowToConvert()
    {
        var floats = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        Failure.Of<InvalidDataException>(() => FileBytes.LoadNetwork<double>(FileBytes.Saved(floats))).Should().Be(
            "The stream holds a network of float, not of double: load it as Network<float> and convert it with ConvertTo<double>().");
        Failure.Of<InvalidDataException>(() => FileBytes.LoadNetwork<float>(FileBytes.Saved(floats.ConvertTo<double>()))).Should().Be(
            "The stream holds a network of double, not of float: load it as Network<double> and convert it with ConvertTo<float>().");

        var there = FileBytes.LoadNetwork<float>(FileBytes.Saved(floats)).ConvertTo<double>();
        FileBytes.LoadNetwork<double>(FileBytes.Saved(there)).ConvertTo<float>().Theta().Bits().Should().Equal(floats.Theta().Bits());
    }

    [Fact]
    public void Load_InitializersOfTheFile_AreNotAsked()
    {
        var plugIns = PlugIns.Library.With("Averaging", (Averaging _) => new(), _ => new Averaging()).With("Refusing", new Refusing());
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax) { Initializer = new Averaging() });
        var file = FileBytes.WithHeader(
            FileBytes.Saved(network, plugIns), header => header.Replace("Averaging", "Refusing", StringComparison.Ordinal));

        FileBytes.LoadNetwork<float>(file, plugIns).Theta().Bits().Should().Equal(network.Theta().Bits());
    }

    [Fact]
    public void Save_WeightsThatAreNotFinite_AreRefused()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        network.Layers[0].WeightParameter.Values[3] = float.NaN;
        Failure.Of<InvalidOperationException>(() => FileBytes.Saved(network)).Should().Be(
            "layers.0.weight[1, 1] is NaN: a network whose numbers are not finite predicts nothing and is not saved.");
    }

    [Fact]
    public void SaveAndLoad_ArgumentsThatAreMissing_AreNamed()
    {
        var network = new Network<float>(3, 1, new Dense(2, Activation.Softmax));
        FluentActions.Invoking(() => network.Save("")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => network.Save((Stream)null!)).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        FluentActions.Invoking(() => Network<float>.Load("")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => Network<float>.Load((Stream)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("stream");
        FluentActions.Invoking(() => Network<Half>.Load("x")).Should().Throw<NotSupportedException>();
    }

    private static void RoundTrip<T>(Activation activation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = new Network<T>(3, seed: 5, new Dense(4, activation) { KeepProbability = 0.5 }, new Dense(2, activation));
        var x = Given.Normal<T>(3, 7, seed: 2);

        var loaded = FileBytes.LoadNetwork<T>(FileBytes.Saved(network));

        loaded.Predict(x).Bits().Should().Equal(network.Predict(x).Bits());
        loaded.Layers[0].Activation.Should().BeOfType(activation.GetType());
        loaded.ToString().Should().Be(network.ToString());
    }

    private static IEnumerable<string> Definitions(Network<double> network) => network.Layers.Select(layer => string.Join("; ",
        layer.Units, layer.Activation, layer.Definition.KeepProbability.ToString("R", null), layer.Definition.Regularizer,
        layer.Definition.Constraint, layer.Definition.Normalization, layer.IsTrainable, layer.LearningRateFactor,
        Description(layer.Definition.Initializer), Description(layer.Definition.BiasInitializer)));

    private static string Description(object? plugIn) => plugIn is null ? "" : PlugIns.Library.Describe(plugIn).ToString();

    private sealed class Refusing : Initializer
    {
        protected override void InitializeCore<T>(Span<T> weights, int fanIn, int fanOut, RandomStream random) =>
            throw new InvalidOperationException("Loading executes nothing.");
    }
}
