using DeepLearning.Serialization;

namespace DeepLearning.Fuzz;

/// <summary>The reader of state dictionaries, into a network that they fit.</summary>
internal sealed class StateDictionaryTarget() : SafetensorsTarget("state-dictionary")
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["layers.0"] = "fc1",
        ["layers.0.gain"] = "norm1.weight",
    };

    private readonly Network<float> network = Make(1);

    /// <inheritdoc/>
    public override ReadLimit Limit => TensorReader.Limit;

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var path = Scratch.Write("state.safetensors", file);
        var before = State();
        try
        {
            network.LoadStateDictionary(path, Names, allowOthers: true);
        }
        catch (Exception failure) when (State() != before)
        {
            throw new FuzzFailure($"The network was changed though the file was refused: {failure.Message}");
        }

        return Check;
    }

    /// <summary>Networks as they are saved, with the names that the reader is told; numbers of double are refused.</summary>
    protected override IReadOnlyList<byte[]> MakeFiles() =>
        [.. new long[] { 1, 2 }.Select(seed => Renamed(NetworkTarget.Saved(Make(seed))))];

    private static byte[] Renamed(byte[] file)
    {
        var text = System.Text.Encoding.Latin1.GetString(file)
            .Replace("\"layers.0.gain\"", "\"norm1.weight\"", StringComparison.Ordinal)
            .Replace("\"layers.0.", "\"fc1.", StringComparison.Ordinal);
        var renamed = System.Text.Encoding.Latin1.GetBytes(text);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(
            renamed, System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(file) + renamed.Length - file.Length);
        return renamed;
    }

    private static Network<float> Make(long seed) => new(
        3, seed, new Dense(4, Activation.ReLU) { Normalization = Normalization.Layer() }, new Dense(2, Activation.Softmax));

    private void Check()
    {
        foreach (var parameter in network.Parameters)
        {
            foreach (var value in parameter.Values)
            {
                FuzzFailure.Unless(float.IsFinite(value), "all that is taken over is finite");
            }
        }

        NetworkTarget.Check(network);
    }

    private int State()
    {
        var hash = default(HashCode);
        foreach (var parameter in network.Parameters)
        {
            foreach (var value in parameter.Values)
            {
                hash.Add(BitConverter.SingleToInt32Bits(value));
            }
        }

        return hash.ToHashCode();
    }
}
