using System.Globalization;
using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>A JSON object of a file: whatever is not as expected is an error that says where.</summary>
/// <remarks>
/// An object takes little, so that a file of nothing but tiny objects does: its place is put together when a message names it.
/// </remarks>
internal sealed class JsonObjectReader
{
    private static readonly Dictionary<string, JsonElement> None = [];

    private readonly Dictionary<string, JsonElement> properties = None;
    private readonly string source;
    private readonly JsonObjectReader? parent;
    private readonly string name;
    private readonly int index;
    private HashSet<string>? asked;

    /// <param name="element">The object.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="place">What messages call the object: <c>network</c>.</param>
    /// <exception cref="InvalidDataException">It is no object, or has a property twice.</exception>
    public JsonObjectReader(JsonElement element, string source, string place)
        : this(element, source, parent: null, place, index: -1)
    {
    }

    private JsonObjectReader(JsonElement element, string source, JsonObjectReader? parent, string name, int index)
    {
        (this.source, this.parent, this.name, this.index) = (source, parent, name, index);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"{Place} is no JSON object");
        }

        foreach (var property in element.EnumerateObject())
        {
            properties = properties == None ? new(StringComparer.Ordinal) : properties;
            var key = Name(property);
            if (!properties.TryAdd(key, property.Value))
            {
                throw Invalid($"{Place} has {DeepLearning.Text.Quoted(key)} twice");
            }
        }
    }

    /// <summary>Where the object stands, as messages name it.</summary>
    public string Place =>
        (parent is null ? name : parent.Inner(name)) + (index < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

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
            // The base library adds the name of the argument, which means nothing to who reads of a file.
            var reason = refused.Message.Replace($" (Parameter '{refused.ParamName}')", "", StringComparison.Ordinal);
            throw Invalid($"{Place}: {reason.TrimEnd('.')}", refused);
        }
    }

    public string Text(string name)
    {
        return Decoded(Property(name, JsonValueKind.String, "a text"));
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
        Ask(name);
        return !properties.TryGetValue(name, out var element) ? throw Missing(name)
            : element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean()
            : throw Wrong(name, "true or false");
    }

    public JsonObjectReader Object(string name)
    {
        Ask(name);
        return properties.TryGetValue(name, out var element)
            ? new JsonObjectReader(element, source, this, name, index: -1)
            : throw Missing(name);
    }

    public JsonObjectReader? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public JsonObjectReader[] Objects(string name) =>
        [.. Property(name, JsonValueKind.Array, "an array").EnumerateArray()
            .Select((element, i) => new JsonObjectReader(element, source, this, name, i))];

    public long[] Integers(string name) =>
    [
        .. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select(
            element =>
                element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value)
                    ? value
                    : throw Wrong(name, "an array of whole numbers")),
    ];

    public string[] Texts(string name) =>
    [
        .. Property(name, JsonValueKind.Array, "an array").EnumerateArray().Select(
            element => element.ValueKind == JsonValueKind.String ? Decoded(element) : throw Wrong(name, "an array of texts")),
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
        Ask(name);
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
        if (properties.Keys.FirstOrDefault(key => asked?.Contains(key) != true) is { } unknown)
        {
            throw Invalid($"{Place} has {DeepLearning.Text.Quoted(unknown)}, which is not known");
        }
    }

    private JsonElement Property(string name, JsonValueKind kind, string expected)
    {
        Ask(name);
        return !properties.TryGetValue(
            name, out var element) ? throw Missing(name) : element.ValueKind == kind ? element : throw Wrong(name, expected);
    }

    private InvalidDataException Missing(string name) => Invalid($"{Place} has no \"{name}\"");

    private InvalidDataException Wrong(string name, string expected) => Invalid($"{Inner(name)} must be {expected}");

    private void Ask(string property) => (asked ??= new(StringComparer.Ordinal)).Add(property);

    private string Inner(string property) => $"{Place}.{DeepLearning.Text.Shortened(property)}";

    /// <summary>A text; half a surrogate pair, written as an escape, is none.</summary>
    private string Decoded(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException undecodable)
        {
            throw NotUnicode(undecodable);
        }
    }

    /// <summary>The name of a property, which is a text too.</summary>
    private string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException undecodable)
        {
            throw NotUnicode(undecodable);
        }
    }

    private InvalidDataException NotUnicode(InvalidOperationException undecodable) =>
        Invalid($"{Place} has a text that is not Unicode", undecodable);
}
