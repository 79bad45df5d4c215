using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace DeepLearning.Serialization;

/// <summary>What the header of a safetensors file says: some texts, and the tensors.</summary>
internal sealed class TensorHeader
{
    /// <summary>The key of the texts among the names of the tensors.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The most that the format allows.</summary>
    public const int LongestHeader = 100_000_000;

    private readonly string source;

    private TensorHeader(string source, Dictionary<string, string> metadata, Dictionary<string, TensorEntry> tensors) =>
        (this.source, Metadata, Tensors) = (source, metadata, tensors);

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <param name="json">The header.</param>
    /// <param name="dataLength">How many bytes follow it.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="InvalidDataException">The header is none, or does not fit the bytes that follow it.</exception>
    public static TensorHeader Parse(ReadOnlySpan<byte> json, long dataLength, string source)
    {
        if (json.IsEmpty || json[0] != '{' || !Utf8.IsValid(json))
        {
            throw new InvalidDataException($"{source} is not a safetensors file, or is damaged: its header is not a JSON object in UTF-8.");
        }

        RequireJson(json, source);
        var reader = new TensorHeaderReader(json, source, dataLength);
        reader.Read();
        var header = new TensorHeader(source, reader.Metadata, reader.Tensors);
        header.CheckPlaces(dataLength);
        return header;
    }

    /// <summary>Reads to the end before anything is made of it.</summary>
    private static void RequireJson(ReadOnlySpan<byte> json, string source)
    {
        var tokens = new Utf8JsonReader(json);
        try
        {
            while (tokens.Read())
            {
            }
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged: its header is not JSON from byte {malformed.BytePositionInLine ?? 0} on."), malformed);
        }
    }

    /// <summary>The tensors must follow one another without gap or overlap to the end of the file.</summary>
    private void CheckPlaces(long dataLength)
    {
        var position = 0L;
        foreach (var tensor in Tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != position)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged: the tensor {Text.Quoted(tensor.Name)} begins at byte {tensor.Begin:N0} behind the header, but " +
                    $"the one before it ends at {position:N0}."));
            }

            position = tensor.End;
        }

        if (position != dataLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged or followed by something else: its tensors end {Plural.Of(position, "byte", "N0")} behind the " +
                $"header, but {Plural.Of(dataLength, "byte", "N0")} follow it."));
        }
    }
}
