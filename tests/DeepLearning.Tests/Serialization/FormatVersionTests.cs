namespace DeepLearning.Tests;

/// <summary>
/// Files of every version of the format, kept as they were written, still load. A new version adds its files beside the old ones.
/// </summary>
public sealed class FormatVersionTests
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Serialization", "Versions");

    [Fact]
    public void Versions_EachHasItsFiles() => Directory.GetFiles(Folder).Select(Path.GetFileName).Should().BeEquivalentTo(
        Enumerable.Range(1, ModelFile.FormatVersion)
            .SelectMany(version => new[] { $"{version}-network.safetensors", $"{version}-model.safetensors" }));

    [Fact]
    public void Load_OfANetworkOfVersion1_GivesWhatWasSaved()
    {
        var network = Network<float>.Load(Path.Combine(Folder, "1-network.safetensors"));

        network.ToString().Should().Be(
            "Network<float> 2 → 3 → 2 → 2, 27 parameters, keep 0.875 of the inputs\n" +
            "layer  shape  normalization  activation      initializer  keep  parameters\n" +
            "1      2 → 3  none           LeakyReLU(0.2)  He           0.75  9\n" +
            "2      3 → 2  Layer(0.25)    ELU(0.5)        Glorot       1     12\n" +
            "3      2 → 2  none           Softmax         Xavier       1     6");
        network.Layers[1].Definition.Normalization.Should().BeOfType<LayerNormalization>().Which.Epsilon.Should().Be(0.25);
        network.InputKeepProbability.Should().Be(0.875);
        network.Seed.Should().Be(-7);
        network.Layers[0].Definition.Regularizer.Should().BeOfType<ElasticNet>().Which.Lambda2.Should().Be(0.002);
        network.Layers[0].Definition.Constraint.Should().BeOfType<MaxNorm>().Which.Limit.Should().Be(2.5);
        network.Layers[0].Definition.Initializer.Should().BeOfType<He>().Which.VarianceGain.Should().Be(1.5);
        network.Theta().Should().Equal(Enumerable.Range(0, 27).Select(i => (i - 11) / 8f));
    }

    [Fact]
    public void Load_OfAModelOfVersion1_GivesWhatWasSaved()
    {
        var model = Model<double>.Load(Path.Combine(Folder, "1-model.safetensors"));

        model.Network.Theta().Should().Equal(1, 2, 3, 4, 5);
        model.Pipeline.OutputColumns.Should().Equal("price");
        model.Pipeline.InputColumns.Should().Equal(new InputColumn("rooms", IsText: false), new InputColumn("near", IsText: true));
        model.Pipeline.TargetScalings.Should().Equal(new ColumnScaling("price", 250, Math.Sqrt(12500)));

        // rooms = (6 − 4) / √2 after 4 for a missing one; near is one of BAY, INLAND, unknown.
        var deviation = Math.Sqrt(12500);
        model.Predict(6, "BAY").Single().Should().BeApproximately((((2 / Math.Sqrt(2)) + 2 + 5) * deviation) + 250, 1e-9);
        model.Predict([null, null]).Single().Should().BeApproximately(((4 + 5) * deviation) + 250, 1e-9);
    }
}
