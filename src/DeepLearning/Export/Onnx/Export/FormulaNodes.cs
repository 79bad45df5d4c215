namespace DeepLearning.Export;

/// <summary>Writes an activation as nodes: by the operator that is just it, else by arithmetic.</summary>
internal sealed class FormulaNodes(OnnxGraph graph, string scope, OnnxType type, string z)
{
    private const int AxisOfUnits = 1;
    private readonly Dictionary<Formula, string> written = new(ReferenceEqualityComparer.Instance);

    private Formula? whole;

    /// <summary>Adds the nodes of a formula, and returns the tensor of its values.</summary>
    public string Write(Formula formula)
    {
        whole ??= formula;
        if (formula.Operation == Operation.Variable)
        {
            return z;
        }

        if (formula.Operation == Operation.Constant)
        {
            return graph.Scalar(type, formula.Value);
        }

        if (!written.TryGetValue(formula, out var tensor))
        {
            tensor = AsOperator(formula) ?? AsArithmetic(formula);
            written.Add(formula, tensor);
        }

        return tensor;
    }

    private string? AsOperator(Formula formula)
    {
        foreach (var candidate in OnnxOperator.All)
        {
            var attributes = new Dictionary<string, double>(StringComparer.Ordinal);
            if ((type == OnnxType.Float || (candidate.InDouble && formula == whole)) && formula.Matches(candidate.Formula, attributes))
            {
                return graph.Node(scope, candidate.Type, [z], [.. attributes.Select(pair => OnnxAttribute.Of(pair.Key, pair.Value))]);
            }
        }

        return null;
    }

    private string AsArithmetic(Formula formula)
    {
        var operation = formula.Operation;
        if (operation == Operation.Erfc && type == OnnxType.Float)
        {
            return Write(1 - Formula.Of(Operation.Erf, [.. formula.Arguments]));
        }

        // ONNX Runtime 1.30 fuses z σ(z) into an operator that it has for float alone.
        if (operation.Expansion is { } expansion && (OnnxArithmetic.TypeOf(operation) is null || type == OnnxType.Double))
        {
            return Write(expansion(formula.Arguments));
        }

        string[] arguments = [.. formula.Arguments.Select(Write)];
        if (operation == Operation.WherePositive)
        {
            var positive = graph.Node(scope, "Greater", [arguments[0], graph.Scalar(type, 0)]);
            return graph.Node(scope, "Where", [positive, arguments[1], arguments[2]]);
        }

        // In this opset the axes are an input of the sum and an attribute of the others.
        if (operation == Operation.SumOverUnits)
        {
            return graph.Node(
                scope, OnnxArithmetic.TypeOf(operation)!, [arguments[0], graph.Constant<long>("axes", OnnxType.Int64, [AxisOfUnits], 1)]);
        }

        return operation.Over is not null
            ? graph.Node(scope, OnnxArithmetic.TypeOf(operation)!, arguments, OnnxAttribute.Of("axes", [(long)AxisOfUnits]))
            : graph.Node(scope, OnnxArithmetic.TypeOf(operation)!, arguments);
    }
}
