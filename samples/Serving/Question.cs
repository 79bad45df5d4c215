using System.Net;
using System.Text.Json;

namespace DeepLearning.Samples;

/// <summary>What is asked of the service, and the only right answer to it.</summary>
/// <param name="Body">The JSON that is sent.</param>
/// <param name="Outputs">What the model predicts in this process; null where the answer must be a problem.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Problem">What a problem must say.</param>
internal sealed record Question(string Body, float[][]? Outputs, HttpStatusCode Status = HttpStatusCode.OK, string Problem = "")
{
    /// <summary>The number of rows that are answered.</summary>
    public int Rows => Outputs?.Length ?? 0;

    /// <summary>Whether an answer is right: predictions bit for bit, problems by their status, type and text.</summary>
    public async Task<bool> IsAnsweredBy(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.StatusCode != Status)
        {
            return false;
        }

        if (Outputs is null)
        {
            using var problem = JsonDocument.Parse(content);
            return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && problem.RootElement.GetProperty("status").GetInt32() == (int)Status
                && problem.RootElement.EnumerateObject()
                    .Any(part => Texts(part.Value).Any(text => text.Contains(Problem, StringComparison.Ordinal)));
        }

        var outputs = JsonSerializer.Deserialize(content, Messages.Default.PredictionResponse)?.Outputs;
        return outputs?.Length == Outputs.Length && outputs.Zip(Outputs).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second)));
    }

    private static IEnumerable<int> Bits(float[] numbers) => numbers.Select(BitConverter.SingleToInt32Bits);

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(part => Texts(part.Value)),
        _ => [],
    };
}
