using DeepLearning.Data;

namespace DeepLearning.Export;

/// <summary>Writes a fitted pipeline as nodes: from raw columns to the features of the network.</summary>
internal sealed class RowNodes(OnnxGraph graph, OnnxType type, FittedPipeline pipeline)
{
    private const string Scope = "input";

    /// <summary>The columns of the block of numbers, in the order in which they stand in its tensor.</summary>
    private readonly List<string> numbers = [];

    /// <summary>The text columns that no transform has turned into numbers yet: their tensor, and what stands for a missing text.</summary>
    private readonly Dictionary<string, (string Tensor, string? Fill)> texts = new(StringComparer.Ordinal);

    /// <summary>The tensor of all numbers so far, [N, columns] of double.</summary>
    private string? block;

    /// <summary>Adds the nodes of all transforms, and returns the tensor of the features in their order.</summary>
    /// <exception cref="NotSupportedException">A transform is none of the library's.</exception>
    public string Features()
    {
        string[] numeric = [.. pipeline.InputColumns.Where(input => !input.IsText).Select(input => input.Name)];
        var x = numeric.Length == 0
            ? null
            : graph.Input("x", type, numeric.Length, $"The columns {string.Join(", ", numeric)}; NaN where a value is missing.");
        foreach (var input in pipeline.InputColumns.Where(input => input.IsText))
        {
            texts.Add(
                input.Name,
                    (graph.Input(input.Name, OnnxType.Text, 1, "Texts without white space around them, empty where one is missing."),
                        null));
        }

        if (x is not null && pipeline.Transforms.Count == 0)
        {
            return x;
        }

        if (x is not null)
        {
            Append(graph.Node(Scope, "Cast", [x], OnnxAttribute.Of("to", (int)OnnxType.Double)), numeric);
        }

        foreach (var transform in pipeline.Transforms)
        {
            Apply(transform);
        }

        var inOrder = numbers.SequenceEqual(pipeline.FeatureNames, StringComparer.Ordinal) ? block! : graph.Node(
            Scope,
            "Gather",
            [
                block!,
                graph.Constant<long>(
                    "order", OnnxType.Int64, [.. pipeline.FeatureNames.Select(name => (long)numbers.IndexOfName(name))], numbers.Count),
            ],
            OnnxAttribute.Of("axis", 1));
        return graph.Node(Scope, "Cast", [inOrder], OnnxAttribute.Of("to", (int)type));
    }

    private void Apply(FittedTransform transform)
    {
        switch (transform)
        {
            case FittedImputation imputation:
                Impute(imputation);
                break;
            case FittedScaling scaling:
                Scale(scaling);
                break;
            case FittedOneHot encoding:
                Encode(encoding);
                break;
            default:
                throw new NotSupportedException(
                    $"The pipeline has the transform {transform.GetType().Name}, which cannot be exported to ONNX: only the library's " +
                    $"own can. Export the network alone and transform its inputs beforehand.");
        }
    }

    private void Impute(FittedImputation imputation)
    {
        foreach (var fill in imputation.Columns)
        {
            // After the first imputation of a column nothing is missing.
            if (fill.Value.Text is { } text && texts.TryGetValue(fill.Column, out var column) && column.Fill is null)
            {
                texts[fill.Column] = (column.Tensor, text);
            }
        }

        if (
            OfNumbers(
                imputation.Columns.Where(fill => fill.Value.Number is not null), fill => fill.Column, fill => fill.Value.Number!.Value,
                double.NaN) is { } fills)
        {
            var missing = graph.Node(Scope, "IsNaN", [block!]);
            block = graph.Node(Scope, "Where", [missing, Constant("fill", fills), block!]);
        }
    }

    private void Scale(FittedScaling scaling)
    {
        if (OfNumbers(scaling.Columns, column => column.Column, column => column.Shift, 0) is { } shifts)
        {
            var scales = OfNumbers(scaling.Columns, column => column.Column, column => column.Scale, 1)!;
            block = graph.Node(Scope, "Div", [graph.Node(Scope, "Sub", [block!, Constant("shift", shifts)]), Constant("scale", scales)]);
        }
    }

    private void Encode(FittedOneHot encoding)
    {
        // Where 0, the runtime refuses an unknown category; where 1, it is none of the known ones.
        var zeros = OnnxAttribute.Of("zeros", encoding.IgnoresUnknown ? 1 : 0);
        foreach (var column in encoding.Columns)
        {
            if (!texts.Remove(column.Column, out var text))
            {
                continue;
            }

            var indicators = text.Fill is null
                ? graph.Node(Scope, "OneHotEncoder", [text.Tensor], OnnxAttribute.Of("cats_strings", column.Categories), zeros)
                : graph.Node(
                    Scope,
                    "OneHotEncoder",
                    [Filled(text.Tensor, text.Fill, column.Categories)],
                    OnnxAttribute.Of("cats_int64s", Enumerable.Range(0, column.Categories.Count).Select(i => (long)i)),
                    zeros);
            var inDouble = graph.Node(Scope, "Cast", [indicators], OnnxAttribute.Of("to", (int)OnnxType.Double));
            Append(
                graph.Node(Scope, "Reshape", [inDouble, graph.Constant<long>("width", OnnxType.Int64, [-1, column.Categories.Count], 2)]),
                column.Categories.Select(category => $"{column.Column}={category}"));
        }
    }

    /// <summary>The numbers of categories, where a missing text is that of its fill, and an unknown one −1.</summary>
    private string Filled(string tensor, string fill, IReadOnlyList<string> categories) => graph.Node(
        Scope,
        "LabelEncoder",
        [tensor],
        OnnxAttribute.Of("keys_strings", [.. categories, string.Empty]),
        OnnxAttribute.Of("values_int64s", [.. Enumerable.Range(0, categories.Count).Select(i => (long)i), categories.IndexOfName(fill)]),
        OnnxAttribute.Of("default_int64", -1));

    /// <summary>A number for each column of the block, or null where none of them is meant.</summary>
    private double[]? OfNumbers<TColumn>(
        IEnumerable<TColumn> columns, Func<TColumn, string> name, Func<TColumn, double> value, double otherwise)
    {
        var values = Enumerable.Repeat(otherwise, numbers.Count).ToArray();
        var any = false;
        foreach (var column in columns)
        {
            if (numbers.IndexOfName(name(column)) is >= 0 and var place)
            {
                values[place] = value(column);
                any = true;
            }
        }

        return any ? values : null;
    }

    private void Append(string tensor, IEnumerable<string> names)
    {
        numbers.AddRange(names);
        block = block is null ? tensor : graph.Node(Scope, "Concat", [block, tensor], OnnxAttribute.Of("axis", 1));
    }

    private string Constant(string name, double[] values) =>
        graph.Constant<double>($"{Scope}.{name}", OnnxType.Double, values, values.Length);
}
