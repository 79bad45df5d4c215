using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace DeepLearning;

/// <summary>What the header of a safetensors file says: some texts, and the tensors.</summary>
internal sealed class TensorHeader
{
    /// <summary>The key of the texts among the names of the tensors.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The most that the format allows.</summary>
    public const int LongestHeader = 100_000_000;

    private readonly string source;
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorEntry> tensors = new(StringComparer.Ordinal);

    private TensorHeader(string source) => this.source = source;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    public IReadOnlyDictionary<string, TensorEntry> Tensors => tensors;

    /// <param name="json">The header.</param>
    /// <param name="dataLength">How many bytes follow it.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="InvalidDataException">The header is none, or does not fit the bytes that follow it.</exception>
    public static TensorHeader Parse(ReadOnlyMemory<byte> json, long dataLength, string source)
    {
        var header = new TensorHeader(source);
        if (json.IsEmpty || json.Span[0] != '{' || !Utf8.IsValid(json.Span))
        {
            throw new InvalidDataException($"{source} is not a safetensors file, or is damaged: its header is not a JSON object in UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            header.Read(new FileObject(document.RootElement, source, "the header"), dataLength);
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{source} is damaged: its header is not JSON from byte {malformed.BytePositionInLine ?? 0} on."), malformed);
        }

        header.CheckPlaces(dataLength);
        return header;
    }

    private void Read(FileObject header, long dataLength)
    {
        foreach (var name in header.Names)
        {
            if (name is MetadataKey)
            {
                var texts = header.Object(name);
                foreach (var key in texts.Names)
                {
                    metadata.Add(key, texts.Text(key));
                }
            }
            else
            {
                tensors.Add(name, Entry(name, header.Object(name), dataLength));
            }
        }
    }

    private TensorEntry Entry(string name, FileObject tensor, long dataLength)
    {
        var type = tensor.Text("dtype");
        var shape = tensor.Integers("shape");
        var places = tensor.Integers("data_offsets");
        tensor.Done();
        if (!TensorEntry.Sizes.TryGetValue(type, out var bytes))
        {
            throw new InvalidDataException($"{source}: the tensor \"{name}\" is of the type \"{type}\", which is not known.");
        }

        if (places is not [var begin, var end] || begin < 0 || end < begin || end > dataLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged or cut short: the tensor \"{name}\" lies at {TensorEntry.Text(places)}, but {dataLength:N0} bytes follow the header."));
        }

        Int128 expected = shape.Contains(0) ? 0 : bytes;
        foreach (var length in shape)
        {
            // Never far beyond the file, so that no product overflows.
            expected = length < 0 ? -1 : expected > dataLength ? expected : expected * length;
            if (expected < 0)
            {
                break;
            }
        }

        return expected == end - begin
            ? new TensorEntry(name, type, shape, begin, end)
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged: the tensor \"{name}\" has the shape {TensorEntry.Text(shape)} of {type}, but lies in {end - begin:N0} bytes."));
    }

    /// <summary>The tensors must follow one another without gap or overlap to the end of the file.</summary>
    private void CheckPlaces(long dataLength)
    {
        var position = 0L;
        foreach (var tensor in tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != position)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged: the tensor \"{tensor.Name}\" begins at byte {tensor.Begin:N0} behind the header, but the one before it ends at {position:N0}."));
            }

            position = tensor.End;
        }

        if (position != dataLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged or followed by something else: its tensors end {position:N0} bytes behind the header, but {dataLength:N0} bytes follow it."));
        }
    }
}
