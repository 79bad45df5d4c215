using System.Text.Json;

namespace DeepLearning;

/// <summary>A fitted pipeline as files hold it.</summary>
internal static class PipelineRecipe
{
    public static void Write(Utf8JsonWriter json, FittedPipeline pipeline, Func<object, PlugInDescription> describe)
    {
        json.WriteStartObject();
        json.WriteStartArray("inputs");
        foreach (var input in pipeline.Inputs)
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
        WriteTexts(json, "features", pipeline.FeatureNames);
        json.WriteStartObject("output");
        WriteTexts(json, "columns", pipeline.OutputColumns);
        json.WriteNumber("count", pipeline.Outputs);
        if (pipeline.ClassNames is { } classes)
        {
            WriteTexts(json, "classes", classes);
        }
        else
        {
            new PlugInValues { { "scalings", pipeline.TargetScalings.Select(ScalingValues.Of) } }.Write(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">The file holds no such description, or a transform is not known.</exception>
    public static FittedPipeline Read(FileObject file, PlugIns plugIns)
    {
        InputColumn[] inputs = [.. file.Objects("inputs").Select(ReadInput)];
        if (inputs.Length == 0 || inputs.DistinctBy(input => input.Name, StringComparer.Ordinal).Count() < inputs.Length)
        {
            throw file.Invalid($"{file.Place}.inputs must have at least one column, and no name twice");
        }

        var pipeline = new FittedPipeline(
            inputs, [.. file.Objects("transforms").Select(plugIns.Create<FittedTransform>)], file.Texts("features"), ReadOutput(file.Object("output")));
        file.Done();
        return pipeline;
    }

    private static InputColumn ReadInput(FileObject file)
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

    private static PipelineOutput ReadOutput(FileObject file)
    {
        var (columns, count) = (file.Texts("columns"), file.Count("count", least: 1));
        PipelineOutput output;
        if (file.Has("classes"))
        {
            var classes = file.Texts("classes");
            if (columns.Length > 1 || (count != classes.Length && (count, classes.Length) is not (1, 2)))
            {
                throw file.Invalid(
                    $"{file.Place} must have one column at most, and as many outputs as classes, or a single one of two; it has " +
                    $"{Plural.Of(columns.Length, "column")}, {Plural.Of(count, "output")} and {Plural.Of(classes.Length, "class")}");
            }

            output = new LabelOutput(columns.FirstOrDefault(), classes, count);
        }
        else
        {
            ColumnScaling[] scalings = [.. file.Objects("scalings").Select(scaling => scaling.Accept(() => PlugInDescription.ReadAll(scaling, ScalingValues.Read)))];
            if ((columns.Length != 0 && columns.Length != count) || (scalings.Length != 0 && scalings.Length != count))
            {
                throw file.Invalid(
                    $"{file.Place} must have as many columns and as many scalings as outputs, or none; it has " +
                    $"{Plural.Of(columns.Length, "column")}, {Plural.Of(scalings.Length, "scaling")} and {Plural.Of(count, "output")}");
            }

            output = new TargetOutput(columns, count, scalings);
        }

        file.Done();
        return output;
    }

    private static void WriteTexts(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
