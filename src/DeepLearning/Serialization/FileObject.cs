using System.Globalization;
using System.Text.Json;

namespace DeepLearning;

/// <summary>A JSON object of a file: whatever is not as expected is an error that says where.</summary>
internal sealed class FileObject
{
    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly string source;

    /// <param name="element">The object.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="place">What messages call the object: <c>network.layers[0]</c>.</param>
    /// <exception cref="InvalidDataException">It is no object, or has a property twice.</exception>
    public FileObject(JsonElement element, string source, string place)
    {
        (this.source, Place) = (source, place);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"{place} is no JSON object");
        }

        foreach (var property in element.EnumerateObject())
        {
            var name = Decoded(() => property.Name);
            if (!properties.TryAdd(name, property.Value))
            {
                throw Invalid($"{place} has \"{name}\" twice");
            }
        }
    }

    /// <summary>Where the object stands, as messages name it.</summary>
    public string Place { get; }

    /// <summary>The names of the properties, in their order.</summary>
    public IEnumerable<string> Names => properties.Keys;

    /// <summary>Whether there is such a property.</summary>
    public bool Has(string name) => properties.ContainsKey(name);

    /// <summary>The error of a file that says something else than it may.</summary>
    public InvalidDataException Invalid(string problem, Exception? inner = null) => new($"{source} cannot be loaded: {problem}.", inner);

    /// <summary>What a call returns; an argument that it refuses is an error of the file.</summary>
    public TResult Accept<TResult>(Func<TResult> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refused)
        {
            var text = refused.Message;
            var end = text.LastIndexOf(" (Parameter", StringComparison.Ordinal);
            throw Invalid($"{Place}: {(end < 0 ? text : text[..end]).TrimEnd('.')}", refused);
        }
    }

    public string Text(string name)
    {
        var text = Property(name, JsonValueKind.String, "a text");
        return Decoded(() => text.GetString()!);
    }

    public double Number(string name) =>
        Property(name, JsonValueKind.Number, "a number").TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(name, "a finite number");

    public long Integer(string name, long least = long.MinValue, long most = long.MaxValue) =>
        Property(name, JsonValueKind.Number, "a number").TryGetInt64(out var value) && value >= least && value <= most
            ? value
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>A whole number of 32 bits.</summary>
    public int Count(string name, int least) => (int)Integer(name, least, int.MaxValue);

    public bool Boolean(string name)
    {
        asked.Add(name);
        return !properties.TryGetValue(name, out var element) ? throw Missing(name)
            : element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean()
            : throw Wrong(name, "true or false");
    }

    public FileObject Object(string name)
    {
        asked.Add(name);
        return properties.TryGetValue(name, out var element) ? new FileObject(element, source, Inner(name)) : throw Missing(name);
    }

    public FileObject? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public FileObject[] Objects(string name) =>
        [.. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select((element, i) => new FileObject(element, source, Inner(name, i)))];

    public long[] Integers(string name) =>
    [
        .. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select(
            element => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) ? value : throw Wrong(name, "an array of whole numbers")),
    ];

    public string[] Texts(string name) =>
    [
        .. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select(
            element => element.ValueKind == JsonValueKind.String ? Decoded(() => element.GetString()!) : throw Wrong(name, "an array of texts")),
    ];

    public double[] Numbers(string name) =>
    [
        .. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select(
            element => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value)
                ? value
                : throw Wrong(name, "an array of finite numbers")),
    ];

    /// <summary>The value of a property, of whatever kind a plug-in may have: a number, a text, an array of either, or objects.</summary>
    public object Value(string name)
    {
        asked.Add(name);
        var element = properties[name];
        return element.ValueKind switch
        {
            JsonValueKind.Number => Number(name),
            JsonValueKind.String => Text(name),
            JsonValueKind.Object => Object(name),
            JsonValueKind.Array => element.GetArrayLength() == 0 ? Array.Empty<object>() : element[0].ValueKind switch
            {
                JsonValueKind.Number => Numbers(name),
                JsonValueKind.String => Texts(name),
                _ => Objects(name),
            },
            _ => throw Wrong(name, "a number, a text, or an array of numbers, texts or objects"),
        };
    }

    /// <summary>Refuses properties that nobody has asked for: what is not understood may not be passed over.</summary>
    public void Done()
    {
        if (properties.Keys.FirstOrDefault(name => !asked.Contains(name)) is { } unknown)
        {
            throw Invalid($"{Place} has \"{unknown}\", which is not known");
        }
    }

    private JsonElement Property(string name, JsonValueKind kind, string expected)
    {
        asked.Add(name);
        return !properties.TryGetValue(name, out var element) ? throw Missing(name) : element.ValueKind == kind ? element : throw Wrong(name, expected);
    }

    private InvalidDataException Missing(string name) => Invalid($"{Place} has no \"{name}\"");

    private InvalidDataException Wrong(string name, string expected) => Invalid($"{Inner(name)} must be {expected}");

    private string Inner(string name) => $"{Place}.{name}";

    private string Inner(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{Place}.{name}[{i}]");

    /// <summary>A text; half a surrogate pair, written as an escape, is none.</summary>
    private string Decoded(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException undecodable)
        {
            throw Invalid($"{Place} has a text that is not Unicode", undecodable);
        }
    }
}
