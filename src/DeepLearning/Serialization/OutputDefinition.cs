using System.Globalization;
using System.Text.Json;
using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>What a pipeline's network has learned, as files hold it: classes, or targets and their scalings.</summary>
internal static class OutputDefinition
{
    public static void Write(Utf8JsonWriter json, FittedPipeline pipeline)
    {
        json.WriteStartObject();
        json.WriteTexts("columns", pipeline.OutputColumns);
        json.WriteNumber("count", pipeline.Outputs);
        if (pipeline.ClassNames is { } classes)
        {
            json.WriteTexts("classes", classes);
        }
        else
        {
            new PlugInValues { { "scalings", pipeline.TargetScalings.Select(ScalingValues.Of) } }.Write(json);
        }

        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">The file holds no such description, or its parts do not fit one another.</exception>
    public static PipelineOutput Read(JsonObjectReader file)
    {
        var (columns, count) = (file.Texts("columns"), file.Count("count", least: 1));
        RequireDistinct(file, "columns", columns);
        PipelineOutput output = file.Has("classes") ? ReadClasses(file, columns, count) : ReadTargets(file, columns, count);
        file.Done();
        return output;
    }

    /// <summary>Refuses a name that is there twice.</summary>
    public static void RequireDistinct(JsonObjectReader file, string property, IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw file.Invalid($"{file.Place}.{property} has \"{twice}\" twice");
        }
    }

    private static LabelOutput ReadClasses(JsonObjectReader file, string[] columns, int count)
    {
        var classes = file.Texts("classes");
        RequireDistinct(file, "classes", classes);
        return columns.Length <= 1 && (count == classes.Length || (count, classes.Length) is (1, 2))
            ? new LabelOutput(columns.FirstOrDefault(), classes, count)
            : throw file.Invalid(
                $"{file.Place} must have one column at most, and as many outputs as classes, or a single one of two; it has " +
                $"{Plural.Of(columns.Length, "column")}, {Plural.Of(count, "output")} and {Plural.Of(classes.Length, "class")}");
    }

    private static TargetOutput ReadTargets(JsonObjectReader file, string[] columns, int count)
    {
        ColumnScaling[] scalings =
            [.. file.Objects("scalings").Select(scaling => scaling.Accept(() => PlugInDescription.ReadAll(scaling, ScalingValues.Read)))];
        if ((columns.Length != 0 && columns.Length != count) || (scalings.Length != 0 && scalings.Length != count))
        {
            throw file.Invalid(
                $"{file.Place} must have as many columns and as many scalings as outputs, or none; it has " +
                $"{Plural.Of(columns.Length, "column")}, {Plural.Of(scalings.Length, "scaling")} and {Plural.Of(count, "output")}");
        }

        for (var i = 0; i < scalings.Length; i++)
        {
            var expected = columns.Length > 0 ? columns[i] : i.ToString(CultureInfo.InvariantCulture);
            if (!string.Equals(scalings[i].Column, expected, StringComparison.Ordinal))
            {
                throw file.Invalid(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Place}.scalings[{i}] is of column \"{scalings[i].Column}\", but output {i} is \"{expected}\""));
            }
        }

        return new TargetOutput(columns, count, scalings);
    }
}
