using System.Numerics;

namespace DeepLearning.Export;

/// <summary>Writes a network as nodes: for every layer a Gemm, then its activation.</summary>
internal static class NetworkNodes
{
    /// <summary>The file of what takes x and gives y, a row for each example.</summary>
    /// <param name="inputs">n_x.</param>
    /// <param name="outputs">n_y.</param>
    /// <param name="write">Adds the nodes from the tensor of the inputs on, and returns the tensor of the outputs.</param>
    public static ProtoMessage Model<T>(int inputs, int outputs, Func<OnnxGraph, string, string> write)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (graph, type) = (new OnnxGraph(), OnnxTypes.Of<T>());
        var x = graph.Input("x", type, inputs, "An example a row.");
        graph.Output(write(graph, x), "y", type, outputs, "The outputs of an example a row.");
        return graph.Model([]);
    }

    /// <summary>Adds the nodes of a network, and returns the tensor of its outputs.</summary>
    /// <exception cref="NotSupportedException">An activation or normalization has no formula.</exception>
    /// <exception cref="InvalidOperationException">
    /// A number of the network is not finite, or a formula is another function than is computed.
    /// </exception>
    public static string Write<T>(OnnxGraph graph, Network<T> network, string x, string prefix = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        network = network.WithScaledWeights();
        network.RequireFinite("exported");
        var type = OnnxTypes.Of<T>();
        foreach (var layer in network.Layers)
        {
            var scope = $"{prefix}layers.{layer.Number - 1}";
            var formulas = LayerFormulas.Of(layer);
            var weights = graph.Constant<T>(prefix + layer.WeightParameter.Name, type, Rows(layer), layer.Units, layer.Inputs);
            var biases = graph.Constant<T>(prefix + layer.BiasParameter.Name, type, layer.BiasParameter.Values, layer.Units);
            x = graph.Node(scope, "Gemm", [x, weights, biases], OnnxAttribute.Of("transB", 1));
            if (layer.AffineNormalization is { } normalizing)
            {
                var gain = graph.Constant<T>(prefix + normalizing.Gain.Name, type, normalizing.Gain.Values, layer.Units);
                var shift = graph.Constant<T>(prefix + normalizing.Shift.Name, type, normalizing.Shift.Values, layer.Units);
                x = Normalized(graph, scope, type, x, formulas.Normalization!, gain, shift);
            }

            x = new FormulaNodes(graph, scope, type, x).Write(formulas.Activation);
        }

        return x;
    }

    /// <summary>Adds the nodes of all members of an ensemble, and returns the tensor of the mean of their outputs.</summary>
    /// <inheritdoc cref="Write{T}(OnnxGraph, Network{T}, string, string)" path="/exception"/>
    public static string Write<T>(OnnxGraph graph, Ensemble<T> ensemble, string x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string[] outputs = [.. ensemble.Members.Select((member, number) => Write(graph, member, x, $"members.{number}."))];
        return outputs.Length == 1 ? outputs[0] : graph.Node("ensemble", "Mean", outputs);
    }

    /// <summary>γ ⊙ N(z) + β; in float, layer normalization is an operator, whose ε is of single precision.</summary>
    private static string Normalized(OnnxGraph graph, string scope, OnnxType type, string z, Formula formula, string gain, string shift)
    {
        var epsilon = new Dictionary<string, double>(StringComparer.Ordinal);
        return type == OnnxType.Float && formula.Matches(OnnxOperator.LayerNormalization, epsilon)
            ? graph.Node(
                scope, "LayerNormalization", [z, gain, shift], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("epsilon", epsilon["epsilon"]))
            : graph.Node(scope, "Add", [graph.Node(scope, "Mul", [new FormulaNodes(graph, scope, type, z).Write(formula), gain]), shift]);
    }

    /// <summary>W row by row.</summary>
    private static T[] Rows<T>(DenseLayer<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T> => layer.Weights.ToRowMajorArray();
}
