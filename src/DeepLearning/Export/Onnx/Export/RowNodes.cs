using DeepLearning.Data;

namespace DeepLearning.Export;

/// <summary>Writes a fitted pipeline as nodes: from raw columns to the features of the network.</summary>
internal sealed partial class RowNodes(OnnxGraph graph, OnnxType type, FittedPipeline pipeline)
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
            Append(InDouble(x), numeric);
        }

        foreach (var transform in pipeline.Transforms)
        {
            Apply(transform);
        }

        return graph.Node(Scope, "Cast", [Columns(pipeline.FeatureNames)], OnnxAttribute.Of("to", (int)type));
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
            case FittedRobustScaling scaling:
                Scale(scaling);
                break;
            case FittedPiecewiseLinear encoding:
                Encode(encoding);
                break;
            case FittedMissingIndicators indicators:
                Indicate(indicators);
                break;
            case FittedNeighbourMean neighbours:
                Append(Mean(neighbours.Mean), [neighbours.Name]);
                break;
            case FittedCategoryCodes codes:
                Encode(codes);
                break;
            default:
                throw new NotSupportedException(
                    $"The pipeline has the transform {transform.GetType().Name}, which cannot be exported to ONNX: only the library's " +
                    $"own can. Export the network alone and transform its inputs beforehand.");
        }
    }

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

    /// <summary>The columns of the block of these names, [N, names]; a name may be there more than once.</summary>
    private string Columns(IReadOnlyList<string> names) => numbers.SequenceEqual(names, StringComparer.Ordinal)
        ? block!
        : graph.Node(
            Scope,
            "Gather",
            [
                block!,
                graph.Constant<long>("order", OnnxType.Int64, [.. names.Select(name => (long)numbers.IndexOfName(name))], names.Count),
            ],
            OnnxAttribute.Of("axis", 1));

    private void Append(string tensor, IEnumerable<string> names)
    {
        numbers.AddRange(names);
        block = block is null ? tensor : graph.Node(Scope, "Concat", [block, tensor], OnnxAttribute.Of("axis", 1));
    }

    private string Constant(string name, double[] values) =>
        graph.Constant<double>($"{Scope}.{name}", OnnxType.Double, values, values.Length);
}
