using DeepLearning.Data;

namespace DeepLearning.Export;

internal sealed partial class RowNodes
{
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

    private void Scale(FittedRobustScaling scaling)
    {
        if (scaling.Columns.Count == 0)
        {
            return;
        }

        string[] names = [.. scaling.Columns.Select(column => column.Column)];
        string[] others = [.. numbers.Except(names, StringComparer.Ordinal)];
        var x = Columns(names);
        var distance = Clipped(
            graph.Node(Scope, "Sub", [x, Constant("median", Array.ConvertAll([.. scaling.Columns], column => column.Value.Median))]),
            -double.MaxValue, double.MaxValue);
        var u = Clipped(
            graph.Node(Scope, "Mul", [distance, Constant("scale", Array.ConvertAll([.. scaling.Columns], column => column.Value.Scale))]),
            -RobustScaling.MostU, RobustScaling.MostU);
        var share = graph.Node(Scope, "Div", [u, graph.Scalar(OnnxType.Double, RobustScaling.Bound)]);
        var sum = graph.Node(
            Scope, "Add", [graph.Node(Scope, "Mul", [share, share]), graph.Scalar(OnnxType.Double, 1)]);
        var z = KeepMissing(x, graph.Node(Scope, "Div", [u, graph.Node(Scope, "Sqrt", [sum])]));
        block = others.Length == 0 ? z : graph.Node(Scope, "Concat", [Columns(others), z], OnnxAttribute.Of("axis", 1));
        numbers.Clear();
        numbers.AddRange([.. others, .. names]);
    }

    private void Encode(FittedPiecewiseLinear encoding)
    {
        List<string> columns = [], names = [];
        List<double> lower = [], widths = [];
        foreach (var column in encoding.Columns)
        {
            var edges = column.Value.Edges;
            for (var i = 0; i < column.Value.Count; i++)
            {
                columns.Add(column.Column);
                lower.Add(edges[i]);
                widths.Add(edges[i + 1] - edges[i]);
            }

            names.AddRange(FittedPiecewiseLinear.Inputs(column));
        }

        if (names.Count > 0)
        {
            var x = Columns(columns);
            var reach = graph.Node(
                Scope, "Div", [graph.Node(Scope, "Sub", [x, Constant("edge", [.. lower])]), Constant("width", [.. widths])]);
            Append(KeepMissing(x, Clipped(reach, 0, 1)), names);
        }
    }

    private void Indicate(FittedMissingIndicators indicators)
    {
        if (indicators.Columns.Count > 0)
        {
            var missing = graph.Node(Scope, "IsNaN", [Columns(indicators.Columns)]);
            Append(InDouble(missing), indicators.Columns.Select(IndicateMissing.NameOf));
        }
    }

    private string Clipped(string tensor, double low, double high) =>
        graph.Node(Scope, "Clip", [tensor, graph.Scalar(OnnxType.Double, low), graph.Scalar(OnnxType.Double, high)]);

    /// <summary>What was made of numbers, but NaN where these are: what clipping makes of NaN is up to the runtime.</summary>
    private string KeepMissing(string x, string made) => graph.Node(Scope, "Where", [graph.Node(Scope, "IsNaN", [x]), x, made]);
}
