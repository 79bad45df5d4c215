using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>What may be wrong with a file, and what is said of it.</summary>
public sealed class DamagedFilesTests
{
    private static readonly byte[] Good = FileBytes.WithoutChecksum(
        FileBytes.Saved(new Network<float>(3, 1, new Dense(2, Activation.LeakyReLU(0.25)), new Dense(2, Activation.Softmax))));

    private static readonly byte[] GoodModel = FileBytes.Saved(ModelFilesTests.Prices);

    [Fact]
    public void Load_OfBytesThatAreNoFile_SaysSo()
    {
        Problem([])
            .Should().Be("The stream is not a safetensors file, or is cut short: it has 0 bytes, but the length of its header takes 8.");
        Problem([1, 2, 3, 4, 5, 6, 7])
            .Should().Be("The stream is not a safetensors file, or is cut short: it has 7 bytes, but the length of its header takes 8.");
        Problem("PK these are not the bytes you look for"u8.ToArray()).Should().Be(
            "The stream is not a safetensors file, or is cut short: its header would be 7,310,298,119,451,724,624 bytes long, but 31 " +
            "follow.");
        Problem([.. Enumerable.Repeat((byte)0, 8)])
            .Should().Be("The stream is not a safetensors file, or is damaged: its header is not a JSON object in UTF-8.");
        Problem(FileBytes.Of("[]", []))
            .Should().Be("The stream is not a safetensors file, or is damaged: its header is not a JSON object in UTF-8.");
        Problem([3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xFF, (byte)'}'])
            .Should().Be("The stream is not a safetensors file, or is damaged: its header is not a JSON object in UTF-8.");
        Problem(FileBytes.Of("{\"a\":}", [])).Should().Be("The stream is damaged: its header is not JSON from byte 5 on.");
        Problem(FileBytes.Of("{} {", [])).Should().Be("The stream is damaged: its header is not JSON from byte 3 on.");
        Problem(FileBytes.Of("{\"__metadata__\":{\"a\":\"\\ud800\"}}", []))
            .Should().Be("The stream cannot be loaded: the header.__metadata__ has a text that is not Unicode.");
    }

    [Fact]
    public void Load_OfACutFile_SaysWhereItEnds()
    {
        Problem(Good[..100]).Should().Be(
            $"The stream is not a safetensors file, or is cut short: its header would be {FileBytes.Header(Good).Length} bytes long, but " +
            $"92 follow.");
        Problem(Good[..^1])
            .Should()
                .Be("The stream is damaged or cut short: the tensor \"layers.1.bias\" lies at [48, 56], but 55 bytes follow the header.");
        Problem([.. Good, 0]).Should().Be(
            "The stream is damaged or followed by something else: its tensors end 56 bytes behind the header, but 57 bytes follow it.");
        for (var length = 0; length < Good.Length; length++)
        {
            Problem(Good[..length]).Should().StartWith("The stream ");
        }
    }

    [Fact]
    public void Load_OfAHugeHeader_AllocatesNothing()
    {
        var file = (byte[])Good.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Problem(file).Should().Be(
            $"The stream is not a safetensors file, or is cut short: its header would be 18,446,744,073,709,551,615 bytes long, but " +
            $"{file.Length - 8} follow.");
    }

    [Theory]
    [InlineData("\"shape\":[2,3]", "\"shape\":[3,2]", "The stream: the tensor \"layers.0.weight\" has the shape [3, 2] of F32, but must " +
        "have [2, 3] of F32.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2,4]", "The stream is damaged: the tensor \"layers.0.weight\" has the shape [2, 4] of " +
        "F32, but lies in 24 bytes.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[-2,-3]", "The stream is damaged: the tensor \"layers.0.weight\" has the shape [-2, -3] of " +
        "F32, but lies in 24 bytes.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[9223372036854775807,9223372036854775807]", "The stream is damaged: the tensor " +
        "\"layers.0.weight\" has the shape [9223372036854775807, 9223372036854775807] of F32, but lies in 24 bytes.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2.5,3]", "The stream cannot be loaded: the header.layers.0.weight.shape must be an array " +
        "of whole numbers.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":6", "The stream cannot be loaded: the header.layers.0.weight.shape must be an array.")]
    [InlineData("\"shape\":[2,3]", "\"shap\":[2,3]", "The stream cannot be loaded: the header.layers.0.weight has no \"shape\".")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2,3],\"shape\":[2,3]", "The stream cannot be loaded: the header.layers.0.weight has " +
        "\"shape\" twice.")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2,3],\"strides\":[3,1]", "The stream cannot be loaded: the header.layers.0.weight has " +
        "\"strides\", which is not known.")]
    [InlineData("\"F32\",\"shape\":[2,3]", "\"Q4\",\"shape\":[2,3]", "The stream: the tensor \"layers.0.weight\" is of the type \"Q4\", " +
        "which is not known.")]
    [InlineData("\"F32\",\"shape\":[2,3]", "\"I32\",\"shape\":[2,3]", "The stream: the tensor \"layers.0.weight\" has the shape [2, 3] " +
        "of I32, but must have [2, 3] of F32.")]
    [InlineData("[0,24]", "[24,48]", "The stream is damaged: the tensor \"layers.0.bias\" begins at byte 24 behind the header, but the " +
        "one before it ends at 0.")]
    [InlineData("[24,32]", "[16,24]", "The stream is damaged: the tensor \"layers.0.bias\" begins at byte 16 behind the header, but the " +
        "one before it ends at 24.")]
    [InlineData("[0,24]", "[0,2400]", "The stream is damaged or cut short: the tensor \"layers.0.weight\" lies at [0, 2400], but 56 " +
        "bytes follow the header.")]
    [InlineData("[0,24]", "[24,0]", "The stream is damaged or cut short: the tensor \"layers.0.weight\" lies at [24, 0], but 56 bytes " +
        "follow the header.")]
    [InlineData("[0,24]", "[0]", "The stream is damaged or cut short: the tensor \"layers.0.weight\" lies at [0], but 56 bytes follow " +
        "the header.")]
    [InlineData("\"layers.0.bias\":{", "\"layers.0.weight\":{", "The stream cannot be loaded: the header has \"layers.0.weight\" twice.")]
    [InlineData("\"layers.0.bias\":{", "\"layers.0.offset\":{", "The stream has no tensor \"layers.0.bias\".")]
    [InlineData(
        "\"layers.0.bias\":{", "\"layers.0.extra\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[24,24]},\"layers.0.bias\":{",
        "The stream cannot be loaded: it has a tensor \"layers.0.extra\", which its network does not have.")]
    [InlineData("\"format\":\"DeepLearning\"", "\"format\":\"pt\"", "The stream is a safetensors file, but not one of this library: its " +
        "metadata has no \"format\" of \"DeepLearning\".")]
    [InlineData("\"format_version\":\"1\"", "\"format_version\":\"2\"", "The stream has the format version 2, of DeepLearning 0.1.0, but " +
        "DeepLearning 0.1.0 reads up to 1: use a newer version.")]
    [InlineData("\"format_version\":\"1\"", "\"format_version\":\"one\"", "The stream is damaged: its \"format_version\" is \"one\".")]
    [InlineData("\"format_version\":\"1\"", "\"format_version\":\"1\\u0000\"", "The stream is damaged: its \"format_version\" is \"1\0\".")]
    [InlineData("\"format_version\":\"1\"", "\"format_version\":1", "The stream cannot be loaded: the header.__metadata__.format_version " +
        "must be a text.")]
    [InlineData("\"kind\":\"network\"", "\"kind\":\"tree\"", "The stream holds a \"tree\", which is not known.")]
    [InlineData("\"kind\":\"network\"", "\"sort\":\"network\"", "The stream is damaged: its metadata has no \"kind\".")]
    [InlineData("\"network\":\"{", "\"network\":\"{{", "The stream is damaged: its \"network\" is not JSON.")]
    [InlineData("\\\"inputs\\\":3", "\\\"inputs\\\":0", "The stream cannot be loaded: network.inputs must be a whole number from 1 to " +
        "2147483647.")]
    [InlineData("\\\"inputs\\\":3", "\\\"inputs\\\":\\\"3\\\"", "The stream cannot be loaded: network.inputs must be a number.")]
    [InlineData("\\\"inputs\\\":3", "\\\"inputs\\\":4", "The stream: the tensor \"layers.0.weight\" has the shape [2, 3] of F32, but " +
        "must have [2, 4] of F32.")]
    [InlineData("\\\"inputs\\\":3", "\\\"inputs\\\":2147483647", "The stream cannot be loaded: its network has more weights than fit " +
        "into the 56 bytes of its tensors.")]
    [InlineData(
        "\\\"units\\\":2,\\\"activation\\\":{\\\"name\\\":\\\"S", "\\\"units\\\":2147483647,\\\"activation\\\":{\\\"name\\\":\\\"S",
        "The stream cannot be loaded: its network has more weights than fit into the 56 bytes of its tensors.")]
    [InlineData(
        "\\\"units\\\":2,\\\"activation\\\":{\\\"name\\\":\\\"S", "\\\"units\\\":1,\\\"activation\\\":{\\\"name\\\":\\\"S",
        "The stream cannot be loaded: network.layers[1]: Dense(1, Softmax): softmax over one unit is always 1 and learns nothing; use " +
        "Activation.Sigmoid with Loss.BinaryCrossEntropy.")]
    [InlineData("\\\"slope\\\":0.25", "\\\"slope\\\":1e999", "The stream cannot be loaded: network.layers[0].activation.slope must be a " +
        "finite number.")]
    [InlineData("\\\"slope\\\":0.25", "\\\"slope\\\":\\\"steep\\\"", "The stream cannot be loaded: network.layers[0].activation: " +
        "\"slope\" must be a number.")]
    [InlineData("\\\"slope\\\":0.25", "\\\"slope\\\":true", "The stream cannot be loaded: network.layers[0].activation.slope must be a " +
        "number, a text, or an array of numbers, texts or objects.")]
    [InlineData("\\\"slope\\\":0.25", "\\\"bend\\\":0.25", "The stream cannot be loaded: network.layers[0].activation: there is no " +
        "\"slope\".")]
    [InlineData("\\\"slope\\\":0.25", "\\\"slope\\\":0.25,\\\"bend\\\":1", "The stream cannot be loaded: network.layers[0].activation: " +
        "\"bend\" is not known.")]
    [InlineData("LeakyReLU", "LeakyELU", "The stream cannot be loaded: network.layers[0].activation: the activation \"LeakyELU\" is not " +
        "known: register it with PlugIns.Library.With(\"LeakyELU\", …) and load with these plug-ins.")]
    [InlineData("\\\"keepProbability\\\":1", "\\\"keepProbability\\\":1.5", "The stream cannot be loaded: network.layers[0]: " +
        "KeepProbability must be in (0, 1], the share of activations that dropout keeps (1 is no dropout), got 1.5.")]
    [InlineData("\\\"keepProbability\\\":1}]", "\\\"keepProbability\\\":0.5}]", "The stream cannot be loaded: network: layer 2 (2 → 2) " +
        "is the output layer and has KeepProbability 0.5: dropping outputs would drop the answer. Put dropout on hidden layers.")]
    [InlineData("\\\"keepProbability\\\":1}]", "\\\"keepProbability\\\":1,\\\"gate\\\":{}}]", "The stream cannot be loaded: " +
        "network.layers[1] has \"gate\", which is not known.")]
    public void Load_OfADamagedNetwork_SaysWhatAndWhere(string from, string to, string message) =>
        Problem(FileBytes.WithHeader(Good, header => ReplaceFirst(header, from, to))).Should().Be(message);

    [Theory]
    [InlineData("\\\"kind\\\":\\\"text\\\"", "\\\"kind\\\":\\\"image\\\"", "The stream cannot be loaded: pipeline.inputs[1].kind must be " +
        "\"text\" or \"numeric\".")]
    [InlineData("{\\\"name\\\":\\\"near\\\"", "{\\\"name\\\":\\\"rooms\\\"", "The stream cannot be loaded: pipeline.inputs has \"rooms\" " +
        "twice.")]
    [InlineData("\\\"unknown\\\":\\\"ignore\\\"", "\\\"unknown\\\":\\\"guess\\\"", "The stream cannot be loaded: pipeline.transforms[1]: " +
        "\"unknown\" must be \"ignore\" or \"refuse\".")]
    [InlineData("\\\"name\\\":\\\"OneHot\\\"", "\\\"name\\\":\\\"TwoHot\\\"", "The stream cannot be loaded: pipeline.transforms[1]: the " +
        "transform \"TwoHot\" is not known: register it with PlugIns.Library.With(\"TwoHot\", …) and load with these plug-ins.")]
    [InlineData("\\\"scale\\\":", "\\\"scale\\\":0,\\\"old\\\":", "The stream cannot be loaded: pipeline.transforms[2]: Scale must be a " +
        "finite number greater than 0, got 0.")]
    [InlineData("\\\"count\\\":1", "\\\"count\\\":2", "The stream cannot be loaded: pipeline.output must have as many columns and as " +
        "many scalings as outputs, or none; it has 1 column, 1 scaling and 2 outputs.")]
    [InlineData("\\\"scalings\\\":", "\\\"classes\\\":[\\\"a\\\"],\\\"scalings\\\":", "The stream cannot be loaded: pipeline.output has " +
        "\"scalings\", which is not known.")]
    [InlineData("\\\"count\\\":1,", "\\\"count\\\":1,\\\"classes\\\":[],", "The stream cannot be loaded: pipeline.output must have one " +
        "column at most, and as many outputs as classes, or a single one of two; it has 1 column, 1 output and 0 classes.")]
    [InlineData("\\\"features\\\":[\\\"rooms\\\",", "\\\"features\\\":[", "The stream cannot be loaded: pipeline.features are near=BAY, " +
        "near=INLAND, near=ÉTÉ \"x\", tax, but its transforms make rooms, near=BAY, near=INLAND, near=ÉTÉ \"x\", tax of its inputs.")]
    [InlineData("\\\"features\\\":[\\\"rooms\\\"", "\\\"features\\\":[\\\"tax\\\",\\\"rooms\\\"", "The stream cannot be loaded: " +
        "pipeline.features has \"tax\" twice.")]
    [InlineData("{\\\"name\\\":\\\"rooms\\\"", "{\\\"name\\\":\\\"roms\\\"", "The stream cannot be loaded: pipeline.transforms[0]: The " +
        "transform is for column \"rooms\", but the columns are roms, near, tax.")]
    [InlineData("{\\\"column\\\":\\\"rooms\\\",\\\"number\\\":4", "{\\\"column\\\":\\\"roms\\\",\\\"number\\\":4", "The stream cannot be " +
        "loaded: pipeline.transforms[0]: The transform is for column \"roms\", but the columns are rooms, near, tax.")]
    [InlineData("{\\\"column\\\":\\\"rooms\\\",\\\"number\\\":4", "{\\\"column\\\":\\\"tax\\\",\\\"number\\\":4", "The stream cannot be " +
        "loaded: pipeline.transforms[0]: Column \"tax\" is named twice.")]
    [InlineData("{\\\"column\\\":\\\"rooms\\\",\\\"number\\\":4", "{\\\"column\\\":\\\"rooms\\\"", "The stream cannot be loaded: " +
        "pipeline.transforms[0]: What is filled into column \"rooms\" may not be missing itself.")]
    [InlineData(
        "{\\\"column\\\":\\\"rooms\\\",\\\"number\\\":4", "{\\\"column\\\":\\\"rooms\\\",\\\"text\\\":\\\"4\\\"",
        "The stream cannot be loaded: pipeline.transforms[0]: The transform is for texts, but column \"rooms\" is numeric.")]
    [InlineData("{\\\"column\\\":\\\"rooms\\\",\\\"shift\\\"", "{\\\"column\\\":\\\"near\\\",\\\"shift\\\"", "The stream cannot be " +
        "loaded: pipeline.transforms[2]: The transform is for column \"near\", but the columns are rooms, near=BAY, near=INLAND, " +
        "near=ÉTÉ \"x\", tax.")]
    [InlineData("\\\"scale\\\":", "\\\"scale\\\":-", "The stream cannot be loaded: pipeline.transforms[2]: Scale must be a finite number " +
        "greater than 0, got -1.4142135623730951.")]
    [InlineData("\\\"categories\\\":[\\\"BAY\\\",", "\\\"categories\\\":[\\\"BAY\\\",\\\"BAY\\\",", "The stream cannot be loaded: " +
        "pipeline.transforms[1]: A category of column \"near\" is there twice: \"BAY\".")]
    [InlineData("\\\"categories\\\":[", "\\\"categories\\\":[],\\\"were\\\":[", "The stream cannot be loaded: pipeline.transforms[1]: " +
        "Column \"near\" has no category.")]
    [InlineData("\\\"kind\\\":\\\"text\\\"", "\\\"kind\\\":\\\"numeric\\\"", "The stream cannot be loaded: pipeline.transforms[1]: The " +
        "transform is for texts, but column \"near\" is numeric.")]
    [InlineData("\\\"columns\\\":[\\\"price\\\"]", "\\\"columns\\\":[\\\"tax\\\"]", "The stream cannot be loaded: " +
        "pipeline.output.scalings[0] is of column \"price\", but output 0 is \"tax\".")]
    [InlineData("\\\"categories\\\":[\\\"BAY\\\",", "\\\"categories\\\":[\\\"BAYS\\\",", "The stream cannot be loaded: pipeline.features " +
        "are rooms, near=BAY, near=INLAND, near=ÉTÉ \"x\", tax, but its transforms make rooms, near=BAYS, near=INLAND, near=ÉTÉ \"x\", " +
        "tax of its inputs.")]
    public void Load_OfADamagedModel_SaysWhatAndWhere(string from, string to, string message) =>
        Failure.Of<InvalidDataException>(
            () =>
                FileBytes.LoadModel<double>(
                    FileBytes.WithHeader(GoodModel, header => ReplaceFirst(header, from, to)))).Should().Be(message);

    [Theory]
    [InlineData(
        "\\\"median\\\":4,\\\"scale\\\":0.5", "\\\"median\\\":4,\\\"scale\\\":-0.5",
        "transforms[0]: Scale must be a finite number, 0 or greater, got -0.5.")]
    [InlineData(
        "\\\"edges\\\":[", "\\\"edges\\\":[9,",
        "transforms[1]: The edges must ascend, each greater than the one before.")]
    [InlineData(
        "\\\"edges\\\":[", "\\\"edges\\\":[1],\\\"were\\\":[",
        "transforms[1]: There must be at least 3 edges, or none, but there is 1.")]
    [InlineData(
        "\\\"columns\\\":[\\\"rooms\\\"]", "\\\"columns\\\":[\\\"near\\\"]",
        "transforms[2]: The transform is for numbers, but column \"near\" is text.")]
    [InlineData(
        "\\\"code\\\":\\\"indicators\\\"", "\\\"code\\\":\\\"indicator\\\"",
        "transforms[4]: \"code\" must be \"sign\" or \"indicators\".")]
    [InlineData(
        "\\\"categories\\\":[\\\"BAY\\\",", "\\\"categories\\\":[\\\"INLAND\\\",",
        "transforms[4]: The category \"INLAND\" is there twice.")]
    [InlineData(
        "\\\"code\\\":\\\"indicators\\\",\\\"categories\\\":[\\\"BAY\\\",",
        "\\\"code\\\":\\\"sign\\\",\\\"categories\\\":[\\\"BAY\\\",\\\"SEA\\\",",
        "transforms[4]: A column of −1 and +1 is for 2 categories, not for 3.")]
    public void Load_OfADamagedEncoding_SaysWhatAndWhere(string from, string to, string message) => Failure.Of<InvalidDataException>(
        () =>
            FileBytes.LoadModel<double>(
                FileBytes.WithHeader(FileBytes.Saved(ModelFilesTests.Encoded), header => ReplaceFirst(header, from, to))))
        .Should().Be("The stream cannot be loaded: pipeline." + message);

    [Theory]
    [InlineData("\\\"columns\\\":[\\\"near\\\"]", "\\\"columns\\\":[\\\"rooms\\\"]", "pipeline has column \"rooms\" among its inputs and " +
        "to be learned.")]
    [InlineData("\\\"classes\\\":[\\\"BAY\\\"", "\\\"classes\\\":[\\\"INLAND\\\"", "pipeline.output.classes has \"INLAND\" twice.")]
    public void Load_OfADamagedClassifier_SaysWhatAndWhere(string from, string to, string message) => Failure.Of<InvalidDataException>(
        () =>
            FileBytes.LoadModel<double>(
                FileBytes.WithHeader(FileBytes.Saved(ModelFilesTests.Models["classes"]), header => ReplaceFirst(header, from, to))))
        .Should().Be("The stream cannot be loaded: " + message);

    [Fact]
    public void Load_OfAModelThatLeavesATextColumn_SaysWhich() =>
        Failure.Of<InvalidDataException>(() => FileBytes.LoadModel<double>(FileBytes.WithText(
        FileBytes.WithoutChecksum(GoodModel), "pipeline",
        Regex.Replace(
            FileBytes.Text(GoodModel, "pipeline"), @"\{""name"":""OneHot"".*?\]\}\]\},", "", RegexOptions.None, TimeSpan.FromSeconds(1)))))
        .Should().Be("The stream cannot be loaded: pipeline: after all transforms column \"near\" is still text.");

    [Fact]
    public void Load_OfWeightsThatAreNotFinite_SaysWhich()
    {
        var file = (byte[])Good.Clone();
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(file.Length - 56 + 8), float.PositiveInfinity);
        Problem(file).Should().Be("The stream cannot be loaded: layers.0.weight[0, 2] is infinity, but must be finite.");
    }

    [Fact]
    public void Load_OfADamagedFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("digits.safetensors", Good.AsSpan(0, 5));
        Failure.Of<InvalidDataException>(() => Network<float>.Load(path)).Should().Be(
            "digits.safetensors is not a safetensors file, or is cut short: it has 5 bytes, but the length of its header takes 8.");
    }

    [Fact]
    public void Load_OfDeeplyNestedJson_IsRefused() =>
        Problem(FileBytes.Of("{\"a\":" + new string('[', 5000), []))
            .Should().StartWith("The stream is damaged: its header is not JSON from byte ");

    [Fact]
    public void Load_OfManyTinyLayers_AllocatesAMultipleOfTheFile()
    {
        var file = FileBytes.Saved(new Network<float>(1, 1, [.. Enumerable.Repeat(new Dense(1, Activation.Tanh), 20_000)]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        FileBytes.LoadNetwork<float>(file).Layers.Should().HaveCount(20_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64L * file.Length);
    }

    private static string Problem(byte[] file) => Failure.Of<InvalidDataException>(() => FileBytes.LoadNetwork<float>(file));

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + to + text[(at + from.Length)..];
    }
}
