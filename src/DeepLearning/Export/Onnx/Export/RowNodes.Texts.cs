using DeepLearning.Data;

namespace DeepLearning.Export;

internal sealed partial class RowNodes
{
    private void Encode(FittedOneHot encoding)
    {
        foreach (var column in encoding.Columns)
        {
            if (texts.Remove(column.Column, out var text))
            {
                Append(
                    Indicators(text, column.Categories, encoding.IgnoresUnknown),
                    column.Categories.Select(category => FittedOneHot.Indicator(column.Column, category)));
            }
        }
    }

    private void Encode(FittedCategoryCodes encoding)
    {
        foreach (var column in encoding.Columns)
        {
            if (texts.Remove(column.Column, out var text) && column.Value.Width > 0)
            {
                Append(
                    column.Value.IsSigned
                        ? InDouble(Codes(text, column.Value.Categories, [-1, 1], otherwise: 0))
                        : Indicators(text, column.Value.Categories, ignoresUnknown: true),
                    encoding.NamesAfter(column));
            }
        }
    }

    /// <summary>A column of 0 and 1 for each category, [N, categories] of double.</summary>
    private string Indicators((string Tensor, string? Fill) text, IReadOnlyList<string> categories, bool ignoresUnknown)
    {
        // Where 0, the runtime refuses an unknown category; where 1, it is none of the known ones.
        var zeros = OnnxAttribute.Of("zeros", ignoresUnknown ? 1 : 0);
        long[] places = [.. Enumerable.Range(0, categories.Count).Select(i => (long)i)];
        var indicators = text.Fill is null
            ? graph.Node(Scope, "OneHotEncoder", [text.Tensor], OnnxAttribute.Of("cats_strings", categories), zeros)
            : graph.Node(
                Scope, "OneHotEncoder", [Codes(text, categories, places, otherwise: -1)], OnnxAttribute.Of("cats_int64s", places), zeros);
        return graph.Node(
            Scope, "Reshape", [InDouble(indicators), graph.Constant<long>("width", OnnxType.Int64, [-1, categories.Count], 2)]);
    }

    /// <summary>The codes of categories, where a missing text has that of what was filled in for it.</summary>
    private string Codes((string Tensor, string? Fill) text, IReadOnlyList<string> categories, long[] codes, long otherwise)
    {
        var ofTexts = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < categories.Count; i++)
        {
            ofTexts.Add(categories[i], codes[i]);
        }

        if (text.Fill is { } fill)
        {
            ofTexts[string.Empty] = ofTexts.GetValueOrDefault(fill, otherwise);
        }

        return graph.Node(
            Scope,
            "LabelEncoder",
            [text.Tensor],
            OnnxAttribute.Of("keys_strings", ofTexts.Keys),
            OnnxAttribute.Of("values_int64s", ofTexts.Values),
            OnnxAttribute.Of("default_int64", otherwise));
    }

    private string InDouble(string tensor) => graph.Node(Scope, "Cast", [tensor], OnnxAttribute.Of("to", (int)OnnxType.Double));
}
