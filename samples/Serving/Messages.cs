using System.Text.Json;
using System.Text.Json.Serialization;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>POST /predict.</summary>
/// <param name="Rows">Raw rows: a number, a text or null (missing) for each input of the model, in its order.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PredictionRequest([property: JsonRequired] Cell[][] Rows);

/// <summary>The answer to POST /predict.</summary>
/// <param name="Outputs">
/// For each row the probabilities of the classes, or the targets in their own unit; shortest digits that give the same float again.
/// </param>
/// <param name="Classes">For each row the name of its class; left out where the model predicts numbers.</param>
internal sealed record PredictionResponse(
    float[][] Outputs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? Classes);

/// <summary>The answer to GET /.</summary>
/// <param name="Inputs">What a row consists of.</param>
/// <param name="Outputs">The columns that were learned.</param>
/// <param name="Classes">The names of the classes, in the order of the outputs; left out where the model predicts numbers.</param>
internal sealed record ModelDescription(
    InputColumn[] Inputs, IReadOnlyList<string> Outputs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Classes);

/// <summary>How the messages are written, worked out when this was compiled.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(CellConverter)])]
[JsonSerializable(typeof(PredictionRequest))]
[JsonSerializable(typeof(PredictionResponse))]
[JsonSerializable(typeof(ModelDescription))]
internal sealed partial class Messages : JsonSerializerContext;
