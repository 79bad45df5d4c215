using System.Text.Json;
using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>A fitted pipeline as files hold it.</summary>
internal static class PipelineDefinition
{
    public static void Write(Utf8JsonWriter json, FittedPipeline pipeline, Func<object, PlugInDescription> describe)
    {
        json.WriteStartObject();
        json.WriteStartArray("inputs");
        foreach (var input in pipeline.InputColumns)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("kind", input.IsText ? "text" : "numeric");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("transforms");
        foreach (var transform in pipeline.Transforms)
        {
            describe(transform).Write(json);
        }

        json.WriteEndArray();
        json.WriteTexts("features", pipeline.FeatureNames);
        json.WritePropertyName("output");
        OutputDefinition.Write(json, pipeline);
        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">The file holds no such description, or a transform is not known.</exception>
    public static FittedPipeline Read(JsonObjectReader file, PlugIns plugIns)
    {
        InputColumn[] inputs = [.. file.Objects("inputs").Select(ReadInput)];
        var transforms = file.Objects("transforms");
        var pipeline = new FittedPipeline(
            inputs, [.. transforms.Select(plugIns.Create<FittedTransform>)], file.Texts("features"),
            OutputDefinition.Read(file.Object("output")));
        file.Done();
        PipelineCheck.Run(file, transforms, pipeline);
        return pipeline;
    }

    private static InputColumn ReadInput(JsonObjectReader file)
    {
        var column = new InputColumn(file.Text("name"), file.Text("kind") switch
        {
            "text" => true,
            "numeric" => false,
            _ => throw file.Invalid($"{file.Place}.kind must be \"text\" or \"numeric\""),
        });
        file.Done();
        return column;
    }
}
