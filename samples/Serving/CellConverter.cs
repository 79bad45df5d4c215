using System.Text.Json;
using System.Text.Json.Serialization;
using DeepLearning.Data;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>A cell is a number, a text or null in JSON.</summary>
internal sealed class CellConverter : JsonConverter<Cell>
{
    public override bool HandleNull => true;

    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonTokenType.Number => throw new JsonException("A number is too large for a double."),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => Cell.Missing,
        _ => throw new JsonException($"A cell must be a number, a text or null, not {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
