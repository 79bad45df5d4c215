using System.Globalization;
using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>Reads the header of a safetensors file token after token, so that nothing is made of it but what is kept.</summary>
/// <param name="header">The header, known to be JSON in UTF-8 and an object.</param>
/// <param name="source">What messages call the file.</param>
/// <param name="dataLength">How many bytes follow the header.</param>
internal ref struct TensorHeaderReader(ReadOnlySpan<byte> header, string source, long dataLength)
{
    private const string Header = "the header";
    private const string Type = "dtype";
    private const string Shape = "shape";
    private const string Offsets = "data_offsets";

    private readonly string source = source;
    private readonly long dataLength = dataLength;
    private Utf8JsonReader json = new(header);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TensorEntry> Tensors { get; } = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">
    /// The header does not describe texts and tensors, or a tensor does not fit the bytes that follow it.
    /// </exception>
    public void Read()
    {
        var hasMetadata = false;
        json.Read();
        while (NextProperty())
        {
            var name = Decoded(Header);
            json.Read();
            if (name is TensorHeader.MetadataKey)
            {
                hasMetadata = hasMetadata ? throw Invalid($"{Header} has \"{name}\" twice") : true;
                ReadMetadata();
            }
            else if (!Tensors.TryAdd(name, Entry(name)))
            {
                throw Invalid($"{Header} has {Text.Quoted(name)} twice");
            }
        }
    }

    private void ReadMetadata()
    {
        const string Place = $"{Header}.{TensorHeader.MetadataKey}";
        RequireObject(Place);
        while (NextProperty())
        {
            var key = Decoded(Place);
            json.Read();
            var value = json.TokenType == JsonTokenType.String
                ? Decoded(Place)
                : throw Invalid($"{Place}.{Text.Shortened(key)} must be a text");
            if (!Metadata.TryAdd(key, value))
            {
                throw Invalid($"{Place} has {Text.Quoted(key)} twice");
            }
        }
    }

    private TensorEntry Entry(string name)
    {
        var place = $"{Header}.{Text.Shortened(name)}";
        RequireObject(place);
        var (type, shape, offsets, unknown) = ((string?)null, (long[]?)null, (long[]?)null, (string?)null);
        while (NextProperty())
        {
            var property = Decoded(place);
            json.Read();
            var isTwice =
                property switch { Type => type is not null, Shape => shape is not null, Offsets => offsets is not null, _ => false };
            if (isTwice)
            {
                throw Invalid($"{place} has \"{property}\" twice");
            }

            switch (property)
            {
                case Type:
                    type = json.TokenType == JsonTokenType.String ? Decoded(place) : throw Invalid($"{place}.{property} must be a text");
                    break;
                case Shape:
                    shape = Integers(place, property);
                    break;
                case Offsets:
                    offsets = Integers(place, property);
                    break;
                default:
                    unknown ??= property;
                    json.Skip();
                    break;
            }
        }

        var missing = type is null ? Type : shape is null ? Shape : offsets is null ? Offsets : null;
        return missing is not null ? throw Invalid($"{place} has no \"{missing}\"")
            : unknown is not null ? throw Invalid($"{place} has {Text.Quoted(unknown)}, which is not known")
            : Checked(name, type!, shape!, offsets!);
    }

    private readonly TensorEntry Checked(string name, string type, long[] shape, long[] offsets)
    {
        var quoted = Text.Quoted(name);
        if (!TensorEntry.Sizes.TryGetValue(type, out var bytes))
        {
            throw new InvalidDataException($"{source}: the tensor {quoted} is of the type {Text.Quoted(type)}, which is not known.");
        }

        if (offsets is not [var begin, var end] || begin < 0 || end < begin || end > dataLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} is damaged or cut short: the tensor {quoted} lies at {TensorEntry.Text(offsets)}, but " +
                $"{Plural.Of(dataLength, "byte", "N0")} follow the header."));
        }

        return TensorEntry.Length(shape, bytes, dataLength) == end - begin
            ? new TensorEntry(name, type, shape, begin, end)
            : throw new InvalidDataException(
                $"{source} is damaged: the tensor {quoted} has the shape {TensorEntry.Text(shape)} of {type}, but lies in " +
                $"{Plural.Of(end - begin, "byte", "N0")}.");
    }

    private long[] Integers(string place, string property)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid($"{place}.{property} must be an array");
        }

        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(
                json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number)
                    ? number
                    : throw Invalid($"{place}.{property} must be an array of whole numbers"));
        }

        return [.. numbers];
    }

    private bool NextProperty() => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private readonly void RequireObject(string place)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid($"{place} is no JSON object");
        }
    }

    /// <summary>A name or a text; half a surrogate pair, written as an escape, is none.</summary>
    private readonly string Decoded(string place)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException undecodable)
        {
            throw Invalid($"{place} has a text that is not Unicode", undecodable);
        }
    }

    private readonly InvalidDataException Invalid(string problem, Exception? inner = null) =>
        new($"{source} cannot be loaded: {problem}.", inner);
}
