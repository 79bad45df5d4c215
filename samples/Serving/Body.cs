using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeepLearning.Samples;

/// <summary>Reads the body of a request.</summary>
internal static class Body
{
    /// <summary>
    /// The value of a JSON body, read as a whole. A service that ends wakes every reader, also those whose request is under way, and the
    /// ready-made ways to read JSON take that for the end of the request; here it goes on.
    /// </summary>
    /// <exception cref="JsonException">The body is no such JSON.</exception>
    /// <exception cref="IOException">
    /// The body is broken, too long, or ends too early; where it has a status it is a <see cref="BadHttpRequestException"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The body took too long, or the client has gone.</exception>
    public static async Task<TValue?> ReadJsonAsync<TValue>(this HttpRequest request, JsonTypeInfo<TValue> type)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                try
                {
                    return Parse(read.Buffer, type);
                }
                finally
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                }
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static TValue? Parse<TValue>(ReadOnlySequence<byte> json, JsonTypeInfo<TValue> type)
    {
        var reader = new Utf8JsonReader(json);
        var value = JsonSerializer.Deserialize(ref reader, type);

        // Fails where anything follows.
        reader.Read();
        return value;
    }
}
