using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>
/// Whether the parts of a pipeline that was read fit one another: what fitting one to a training set cannot get wrong, but a damaged file
/// can.
/// </summary>
internal static class PipelineCheck
{
    /// <summary>Follows the columns from the raw row through the transforms to the features.</summary>
    /// <param name="file">The pipeline.</param>
    /// <param name="transforms">Its transforms, as they stand in the file.</param>
    /// <param name="pipeline">What was read.</param>
    /// <exception cref="InvalidDataException">
    /// A name is there twice, a transform is for a column that is not there or of the other kind, or other features come of it.
    /// </exception>
    public static void Run(JsonObjectReader file, IReadOnlyList<JsonObjectReader> transforms, FittedPipeline pipeline)
    {
        string[] inputs = [.. pipeline.InputColumns.Select(input => input.Name)];
        if (inputs.Length == 0)
        {
            throw file.Invalid($"{file.Place}.inputs must have at least one column");
        }

        OutputDefinition.RequireDistinct(file, "inputs", inputs);
        OutputDefinition.RequireDistinct(file, "features", pipeline.FeatureNames);
        if (pipeline.OutputColumns.Intersect(inputs, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw file.Invalid($"{file.Place} has column \"{both}\" among its inputs and to be learned");
        }

        if (After(file, transforms, pipeline) is { } made)
        {
            RequireFeatures(file, pipeline.FeatureNames, made);
        }
    }

    /// <summary>The columns that the transforms make; null where one of a program's own does not say.</summary>
    private static IReadOnlyList<InputColumn>? After(
        JsonObjectReader file, IReadOnlyList<JsonObjectReader> transforms, FittedPipeline pipeline)
    {
        IReadOnlyList<InputColumn>? columns = pipeline.InputColumns;
        for (var i = 0; i < transforms.Count && columns is not null; i++)
        {
            var (before, transform) = (columns, pipeline.Transforms[i]);
            columns = transforms[i].Accept(() => transform.ColumnsAfter(before));
            OutputDefinition.RequireDistinct(
                file, string.Create(CultureInfo.InvariantCulture, $"transforms[{i}]"), [.. (columns ?? []).Select(column => column.Name)]);
        }

        return columns;
    }

    private static void RequireFeatures(JsonObjectReader file, IReadOnlyList<string> features, IReadOnlyList<InputColumn> made)
    {
        if (made.FirstOrDefault(column => column.IsText) is { } text)
        {
            throw file.Invalid($"{file.Place}: after all transforms column \"{text.Name}\" is still text");
        }

        string[] names = [.. made.Select(column => column.Name)];
        if (!names.SequenceEqual(features, StringComparer.Ordinal))
        {
            throw file.Invalid(
                $"{file.Place}.features are {features.Enumerated()}, but its transforms make {names.Enumerated()} of its inputs");
        }
    }
}
