using DeepLearning.Data;

namespace DeepLearning.Export;

internal sealed partial class RowNodes
{
    /// <summary>The mean over the neighbours of each row, [N, 1]: all distances are computed, [N, points].</summary>
    private string Mean(NeighbourMean mean)
    {
        var square = Node("Add", SquareTo(mean.First), SquareTo(mean.Second));
        var nearest = graph.Smallest(Scope, square, NeighbourMean.Neighbours);
        var farthest = graph.Node(Scope, "ReduceMax", [nearest], OnnxAttribute.Of("axes", [1L]));
        var (reach, distance) = (Node("Sqrt", farthest), Node("Sqrt", square));
        var weight = Node(
            "Div",
            Plus(Node("Sub", Times(reach, 1 + NeighbourMean.Softness), distance), NeighbourMean.Tiny),
            Plus(Node("Add", distance, Times(reach, NeighbourMean.Softness)), NeighbourMean.Tiny));
        var weights = Node("Where", Node("LessOrEqual", square, farthest), weight, graph.Scalar(OnnxType.Double, 0));
        var values = graph.Constant<double>($"{Scope}.targets", OnnxType.Double, [.. mean.Values], mean.Values.Count, 1);
        var sum = Node("ReduceSum", weights, graph.Constant<long>($"{Scope}.axes", OnnxType.Int64, [1], 1));
        var coordinates = Node("Add", Columns([mean.First.Column]), Columns([mean.Second.Column]));
        return KeepMissing(coordinates, Node("Div", Node("MatMul", weights, values), sum));
    }

    /// <summary>The square of how far each row is from each point along one coordinate; a missing one counts as 0.</summary>
    private string SquareTo(Coordinates coordinate)
    {
        var given = Columns([coordinate.Column]);
        var x = Node("Where", Node("IsNaN", given), graph.Scalar(OnnxType.Double, 0), given);
        var scaled = Clipped(Times(x, coordinate.Scale), -Coordinates.Most, Coordinates.Most);
        var difference = Node("Sub", scaled, Constant("point", Array.ConvertAll(coordinate.Values, coordinate.Of)));
        return Node("Mul", difference, difference);
    }

    private string Times(string x, double factor) => Node("Mul", x, graph.Scalar(OnnxType.Double, factor));

    private string Plus(string x, double summand) => Node("Add", x, graph.Scalar(OnnxType.Double, summand));

    private string Node(string type, params string[] arguments) => graph.Node(Scope, type, arguments);
}
