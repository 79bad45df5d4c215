using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>
/// The values that a plug-in was made with, by name: numbers, texts, lists of them, or further values. Written as <c>new() { { "slope", 0.2
/// } }</c>.
/// </summary>
/// <remarks>
/// A name is written once and is not <c>name</c>, which stands for the plug-in itself. Whoever makes a plug-in of values asks for every one
/// of them: one that is missing, of another kind or never asked for is an error of the file they come from.
/// <threadsafety>For one thread at a time.</threadsafety>
/// </remarks>
public sealed class PlugInValues : IEnumerable<string>
{
    private static readonly Dictionary<string, object> None = [];

    // Made when they are needed, so that a file of many values without content takes little.
    private Dictionary<string, object> values = None;
    private HashSet<string>? asked;

    /// <summary>Adds a number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="number">A finite number.</param>
    /// <exception cref="ArgumentException">The name is empty, <c>name</c>, or there already, or the number is not finite.</exception>
    public void Add(string name, double number) => Put(name, Finite(name, number));

    /// <summary>Adds a text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentException">The name is empty, <c>name</c>, or there already, or the text is null.</exception>
    public void Add(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Put(name, text);
    }

    /// <summary>Adds a list of numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="numbers">Finite numbers.</param>
    /// <exception cref="ArgumentException">The name is empty, <c>name</c>, or there already, or a number is not finite.</exception>
    public void Add(string name, IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        Put(name, numbers.Select(number => Finite(name, number)).ToArray());
    }

    /// <summary>Adds a list of texts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="texts">Any texts.</param>
    /// <exception cref="ArgumentException">The name is empty, <c>name</c>, or there already, or a text is null.</exception>
    public void Add(string name, IEnumerable<string> texts) => Put(name, Complete(texts, nameof(texts)));

    /// <summary>Adds a list of further values, such as those of columns.</summary>
    /// <param name="name">The name.</param>
    /// <param name="items">The values of each item.</param>
    /// <exception cref="ArgumentException">The name is empty, <c>name</c>, or there already, or an item is null.</exception>
    public void Add(string name, IEnumerable<PlugInValues> items) => Put(name, Complete(items, nameof(items)));

    /// <summary>Whether there is a value of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no number.</exception>
    public double Number(string name) => Get<double>(name, "a number");

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no whole number of 32 bits.</exception>
    public int Integer(string name)
    {
        var number = Get<double>(name, "a whole number");
        return number == (int)number ? (int)number : throw Wrong(name, "a whole number");
    }

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no text.</exception>
    public string Text(string name) => Get<string>(name, "a text");

    /// <summary>A list of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no list of numbers.</exception>
    public IReadOnlyList<double> Numbers(string name) => List<double>(name, "a list of numbers");

    /// <summary>A list of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no list of texts.</exception>
    public IReadOnlyList<string> Texts(string name) => List<string>(name, "a list of texts");

    /// <summary>A list of further values.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of this name, or it is no list of values.</exception>
    public IReadOnlyList<PlugInValues> Items(string name) => List<PlugInValues>(name, "a list of objects");

    /// <summary>The names in their order.</summary>
    public IEnumerator<string> GetEnumerator() => values.Keys.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values as they are written in code and messages: <c>slope 0.2, rate 3</c>.</summary>
    public override string ToString() => string.Join(", ", values.Select(pair => $"{pair.Key} {Described(pair.Value)}"));

    /// <summary>A value of any kind, among them another plug-in, or its description.</summary>
    internal object this[string name]
    {
        get
        {
            (asked ??= new(StringComparer.Ordinal)).Add(name);
            return values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"there is no \"{name}\"");
        }

        init => Put(name, value);
    }

    /// <summary>The values with every plug-in among them described.</summary>
    internal PlugInValues Described(Func<object, object> describe)
    {
        var described = new PlugInValues();
        foreach (var (name, value) in values)
        {
            described.Put(name, value is double or string or Array ? value : describe(value));
        }

        return described;
    }

    /// <summary>Refuses values that nobody has asked for.</summary>
    internal void Done()
    {
        if (values.Keys.FirstOrDefault(name => asked?.Contains(name) != true) is { } unknown)
        {
            throw new ArgumentException($"{DeepLearning.Text.Quoted(unknown)} is not known");
        }

        foreach (var item in values.Values.OfType<PlugInValues[]>().SelectMany(items => items))
        {
            item.Done();
        }
    }

    private static string Described(object value) => value switch
    {
        double number => number.ToString(CultureInfo.InvariantCulture),
        string text => $"\"{text}\"",
        PlugInValues inner => $"({inner})",
        Array items => $"[{string.Join(", ", items.Cast<object>().Select(Described))}]",
        _ => value.ToString()!,
    };

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case double number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case PlugInDescription plugIn:
                plugIn.Write(json);
                break;
            case PlugInValues inner:
                json.WriteStartObject();
                inner.Write(json);
                json.WriteEndObject();
                break;
            case Array items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
        }
    }

    private static T[] Complete<T>(IEnumerable<T> items, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items, name);
        T[] all = [.. items];
        return Array.IndexOf(all, null) < 0 ? all : throw new ArgumentException("An item is null.", name);
    }

    private static double Finite(string name, double number) => double.IsFinite(number)
        ? number
        : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The value \"{name}\" must be a finite number, got {number}."), nameof(number));

    private static ArgumentException Wrong(string name, string expected) => new($"\"{name}\" must be {expected}");

    /// <summary>Adds a value of any kind.</summary>
    internal PlugInValues Put(string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        values = values == None ? new(StringComparer.Ordinal) : values;
        return name is not PlugInDescription.NameKey && values.TryAdd(name, value)
            ? this
            : throw new ArgumentException($"There is a value \"{name}\" already.", nameof(name));
    }

    /// <summary>Writes the values as properties.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    }

    internal T Get<T>(string name, string expected) => this[name] is T value ? value : throw Wrong(name, expected);

    private T[] List<T>(string name, string expected) =>
        this[name] switch { T[] items => items, object[] { Length: 0 } => [], _ => throw Wrong(name, expected) };
}
