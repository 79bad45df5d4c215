namespace DeepLearning.Export;

/// <summary>Operators that become weights, biases, gains and shifts.</summary>
internal static class LinearOperators
{
    public static IEnumerable<(string Type, OnnxOperators.Operator Operator)> All { get; } =
    [
        ("Gemm", Gemm), ("MatMul", MatMul), ("BatchNormalization", BatchNormalization), ("LayerNormalization", LayerNormalization),
        ("ai.onnx.ml.Scaler", Scaler),
    ];

    /// <summary>A value with a factor and then a shift for each unit.</summary>
    public static ImportedValue PerUnit(GraphImport import, ImportedValue value, double[]? scale, double[]? shift)
    {
        var count = (scale ?? shift)!.Length;
        if (!value.IsFlat || (value.Width is { } width && width != count))
        {
            throw new UnsupportedNodeException(
                $"it has {count} numbers for {(value.IsFlat ? $"{value.Width} columns" : "an input that is not two-dimensional")}");
        }

        return value with
        {
            Width = count,
            Scale = scale is null ? value.Scale : import.Each(count, i => scale[i] * (value.Scale?[i] ?? 1)),
            Shift = import.Each(count, i => ((scale?[i] ?? 1) * (value.Shift?[i] ?? 0)) + (shift?[i] ?? 0)),
        };
    }

    private static ImportedValue Gemm(GraphImport import, OnnxNode node)
    {
        if (node.Integer("transA", 0) != 0)
        {
            throw new UnsupportedNodeException("its first input is transposed: examples must be rows");
        }

        var biases = GraphImport.Has(node, 2) ? import.Constant(node, 2) : null;
        return Linear(import, node, node.Integer("transB", 0) != 0, node.Single("alpha") ?? 1, biases, node.Single("beta") ?? 1);
    }

    private static ImportedValue MatMul(GraphImport import, OnnxNode node) =>
        Linear(import, node, transposed: false, alpha: 1, biases: null, beta: 1);

    private static ImportedValue Linear(GraphImport import, OnnxNode node, bool transposed, double alpha, OnnxConstant? biases, double beta)
    {
        var (value, matrix) = (import.Value(node, 0), import.Constant(node, 1));
        if (matrix.Shape.Count != 2)
        {
            throw new UnsupportedNodeException($"its weights have the shape {OnnxConstant.Text(matrix.Shape)}");
        }

        var (inputs, units) = ((int)matrix.Shape[transposed ? 1 : 0], (int)matrix.Shape[transposed ? 0 : 1]);
        if (!value.IsFlat)
        {
            throw new UnsupportedNodeException("its input is not two-dimensional: rows of examples, columns of features");
        }

        if (value.Width is { } width && width != inputs)
        {
            throw new UnsupportedNodeException($"its weights take {inputs} columns, but its input has {width}");
        }

        if (biases is not null && biases.Count != 1 && (biases.Count != units || biases.Shape[^1] != units))
        {
            throw new UnsupportedNodeException($"its biases have the shape {OnnxConstant.Text(biases.Shape)} for {units} units");
        }

        var (layer, activation, scale, shift) = import.Resolve(value);
        var (numbers, weights, b) = (import.Weights(matrix), import.Zeros((Int128)units * inputs), import.Zeros(units));
        for (var i = 0; i < units && biases is not null; i++)
        {
            b[i] = beta * import.Weights(biases)[biases.Count == 1 ? 0 : i];
        }

        for (var j = 0; j < inputs; j++)
        {
            var (factor, addend) = (alpha * (scale?.Invoke(j) ?? 1), shift is null ? 0 : alpha * shift(j));
            for (var i = 0; i < units; i++)
            {
                var weight = numbers[transposed ? (i * inputs) + j : (j * units) + i];
                weights[i + (j * units)] = factor * weight;
                b[i] += addend * weight;
            }
        }

        return new ImportedValue(new ImportedLayer(layer, activation, inputs, weights, b), units, Formula.Z);
    }

    private static ImportedValue BatchNormalization(GraphImport import, OnnxNode node)
    {
        if (node.Integer("training_mode", 0) != 0)
        {
            throw new UnsupportedNodeException("it is in training mode: export the model for inference");
        }

        var epsilon = node.Single("epsilon") ?? 1e-5;
        var (gain, bias, mean, variance) =
            (Numbers(import, node, 1), Numbers(import, node, 2), Numbers(import, node, 3), Numbers(import, node, 4));
        if (bias.Length != gain.Length || mean.Length != gain.Length || variance.Length != gain.Length)
        {
            throw new UnsupportedNodeException("its gains, biases, means and variances are not equally many");
        }

        // Older operators have no such attribute: they train where they give statistics out.
        if (node.Outputs.Skip(1).Any(output => output.Length > 0))
        {
            throw new UnsupportedNodeException("it gives its statistics out, as in training: export the model for inference");
        }

        var scale = import.Each(gain.Length, i => gain[i] / Math.Sqrt(variance[i] + epsilon));
        return PerUnit(import, import.Value(node, 0), scale, import.Each(gain.Length, i => bias[i] - (mean[i] * scale[i])));
    }

    private static ImportedValue LayerNormalization(GraphImport import, OnnxNode node)
    {
        ShapeOperators.RequireUnits(node, "axis", -1);
        var value = import.Settle(import.Value(node, 0));
        var epsilon = node.Single("epsilon") ?? 1e-5;
        if (epsilon < 0)
        {
            throw new UnsupportedNodeException("its epsilon is negative");
        }

        var normalized = value.With(new LayerNormalization(Math.Max(epsilon, 1e-30)).AsFormula(Formula.Z), value.Depth + 8, 32);
        return PerUnit(import, normalized, Numbers(import, node, 1), GraphImport.Has(node, 2) ? Numbers(import, node, 2) : null);
    }

    private static ImportedValue Scaler(GraphImport import, OnnxNode node)
    {
        var value = import.Value(node, 0);
        var (offset, scale) = (node.Singles("offset") ?? [], node.Singles("scale") ?? []);
        var count = value.Width ?? Math.Max(offset.Count, scale.Count);
        double Of(IReadOnlyList<double> numbers, int i, double otherwise) => numbers.Count switch
        {
            0 => otherwise,
            1 => numbers[0],
            _ when numbers.Count == count => numbers[i],
            _ => throw new UnsupportedNodeException($"it has {numbers.Count} numbers for {count} columns"),
        };

        var factors = import.Each(count, i => Of(scale, i, 1));
        return PerUnit(import, value, factors, import.Each(count, i => -Of(offset, i, 0) * factors[i]));
    }

    private static double[] Numbers(GraphImport import, OnnxNode node, int input) => import.Weights(import.Constant(node, input));
}
