using System.Text.Json.Nodes;

namespace DeepLearning.Tests;

/// <summary>All that may happen to one property or element of a JSON text: every place of it, and every kind of damage.</summary>
internal static class JsonDamage
{
    /// <summary>Numbers that few properties may have.</summary>
    private static readonly string[] Numbers =
        ["0", "-1", "0.5", "1e999", "-1e308", "1e-320", "2147483648", "9223372036854775807", "99999999999999999999"];

    /// <summary>The damaged texts, each with what was done and where.</summary>
    public static IEnumerable<(string What, string Text)> Of(string json)
    {
        var places = Places(JsonNode.Parse(json)!, []).ToArray();
        string[] strings = [
            .. places.Select(place => At(JsonNode.Parse(json)!, place)).OfType<JsonValue>().Where(IsText)
                .Select(value => value.GetValue<string>()).Distinct(StringComparer.Ordinal)];
        foreach (var place in places)
        {
            foreach (var (what, change) in Changes(At(JsonNode.Parse(json)!, place), strings))
            {
                var root = JsonNode.Parse(json)!;
                change(At(root, place[..^1])!, place[^1]);
                var text = root.ToJsonString().Replace(Again, "", StringComparison.Ordinal)
                    .Replace($"\"{Raw}", "", StringComparison.Ordinal).Replace($"{Raw}\"", "", StringComparison.Ordinal);
                yield return ($"{what} of {string.Join('.', place)}", text);
            }
        }
    }

    /// <summary>Marks a name that JsonNode would not hold twice, and a number that it would not hold at all.</summary>
    private const string Again = "(again)";
    private const string Raw = "(raw)";

    private static IEnumerable<(string What, Action<JsonNode, object> Change)> Changes(JsonNode? node, string[] strings)
    {
        yield return ("removal", Remove);
        yield return ("repetition", Repeat);
        yield return ("renaming", Rename);
        yield return ("null", (parent, key) => Set(parent, key, null));
        yield return ("truth", (parent, key) => Set(parent, key, JsonValue.Create(true)));
        yield return ("emptiness", (parent, key) => Set(parent, key, node is JsonArray ? new JsonArray() : new JsonObject()));
        yield return ("wrapping", (parent, key) => Set(parent, key, new JsonArray(node?.DeepClone())));
        switch (node)
        {
            case JsonValue text when IsText(text):
                yield return ("number", (parent, key) => Set(parent, key, JsonValue.Create(7)));
                foreach (
                    var other in strings.Append("").Append(text.GetValue<string>() + "x").Where(other => other != text.GetValue<string>()))
                {
                    yield return ($"text \"{other}\"", (parent, key) => Set(parent, key, JsonValue.Create(other)));
                }

                break;
            case JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                yield return ("text", (parent, key) => Set(parent, key, JsonValue.Create(number.ToJsonString())));
                foreach (var other in Numbers.Append(number.ToJsonString() + "1"))
                {
                    yield return ($"number {other}", (parent, key) => Set(parent, key, JsonValue.Create(Raw + other + Raw)));
                }

                break;
            case JsonArray { Count: > 1 } array:
                yield return (
                    "reversal", (parent, key) => Set(parent, key, new JsonArray([.. array.Reverse().Select(item => item?.DeepClone())])));
                break;
        }
    }

    private static bool IsText(JsonValue value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String;

    private static IEnumerable<object[]> Places(JsonNode? node, object[] place)
    {
        if (place.Length > 0)
        {
            yield return place;
        }

        var inner = node switch
        {
            JsonObject properties => properties.Select(property => ((object)property.Key, property.Value)),
            JsonArray items => items.Index().Select(item => ((object)item.Index, item.Item)),
            _ => [],
        };
        foreach (var found in inner.SelectMany(child => Places(child.Item2, [.. place, child.Item1])))
        {
            yield return found;
        }
    }

    private static JsonNode? At(JsonNode root, object[] place) =>
        place.Aggregate((JsonNode?)root, (node, key) => key is int i ? node![i] : node![(string)key]);

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is int i)
        {
            parent[i] = value;
        }
        else
        {
            parent[(string)key] = value;
        }
    }

    private static void Remove(JsonNode parent, object key)
    {
        if (key is int i)
        {
            parent.AsArray().RemoveAt(i);
        }
        else
        {
            parent.AsObject().Remove((string)key);
        }
    }

    private static void Repeat(JsonNode parent, object key)
    {
        if (key is int i)
        {
            parent.AsArray().Insert(i, parent[i]?.DeepClone());
        }
        else
        {
            parent[(string)key + Again] = parent[(string)key]?.DeepClone();
        }
    }

    /// <summary>Of a property its name; of an element its place, which is that of the next.</summary>
    private static void Rename(JsonNode parent, object key)
    {
        var value = (key is int i ? parent[i] : parent[(string)key])?.DeepClone();
        Remove(parent, key);
        if (key is int)
        {
            parent.AsArray().Add(value);
        }
        else
        {
            parent[(string)key + "x"] = value;
        }
    }
}
