using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>A plug-in as files hold it: the name that it is registered by, and what it was made with.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">What it was made with.</param>
internal sealed record PlugInDescription(string Name, PlugInValues Values)
{
    /// <summary>The property of the name; the values stand beside it.</summary>
    public const string NameKey = "name";

    /// <summary>The name and the values: <c>LeakyReLU (slope 0.2)</c>.</summary>
    public override string ToString() => Values.Any() ? $"{Name} ({Values})" : Name;

    public static PlugInDescription Read(JsonObjectReader file) => new(file.Text(NameKey), ReadValues(file, named: true));

    /// <summary>What is made of an object of values, each of which must be asked for.</summary>
    public static TResult ReadAll<TResult>(JsonObjectReader file, Func<PlugInValues, TResult> create)
    {
        var values = ReadValues(file, named: false);
        var result = create(values);
        values.Done();
        return result;
    }

    /// <summary>Writes a property.</summary>
    public void Write(Utf8JsonWriter json, string property)
    {
        json.WritePropertyName(property);
        Write(json);
    }

    /// <summary>Writes an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(NameKey, Name);
        Values.Write(json);
        json.WriteEndObject();
    }

    private static PlugInValues ReadValues(JsonObjectReader file, bool named)
    {
        var values = new PlugInValues();
        foreach (var name in file.Names.Where(name => !named || name is not NameKey))
        {
            var value = file.Value(name) switch
            {
                JsonObjectReader inner => Read(inner),
                JsonObjectReader[] items => Array.ConvertAll(items, item => ReadValues(item, named: false)),
                var other => other,
            };
            file.Accept(() => values.Put(name, value));
        }

        return values;
    }
}
