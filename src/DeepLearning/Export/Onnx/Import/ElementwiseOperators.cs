namespace DeepLearning.Export;

/// <summary>
/// Operators that work on each number for itself, or on the units of an example: parts of activations, or factors and shifts.
/// </summary>
internal static class ElementwiseOperators
{
    public static IEnumerable<(string Type, OnnxOperators.Operator Operator)> All { get; } =
    [
        ("Add", (import, node) => Arithmetic(import, node, Operation.Add)),
        ("Sub", (import, node) => Arithmetic(import, node, Operation.Subtract)),
        ("Mul", (import, node) => Arithmetic(import, node, Operation.Multiply)),
        ("Div", (import, node) => Arithmetic(import, node, Operation.Divide)),
        ("Max", (import, node) => Combine(import, node, Operation.Max)),
        ("Min", (import, node) => Combine(import, node, Operation.Min)),
        ("Pow", (import, node) => Combine(import, node, Operation.Power)),
        ("Greater", (import, node) => Combine(import, node, Operation.Subtract) with { IsCondition = true }),
        .. new[] { Operation.Negate, Operation.Exp, Operation.Log, Operation.Sqrt, Operation.Abs, Operation.Erf }.Select(Unary),
        .. OnnxOperator.All.Select(Activations),
        ("Gelu", Gelu), ("LogSoftmax", LogSoftmax), ("Clip", Clip), ("Where", Where), ("Concat", Concat),
        ("ReduceMean", (import, node) => OverUnits(import, node, Operation.MeanOverUnits)),
        ("ReduceSum", (import, node) => OverUnits(import, node, Operation.SumOverUnits)),
        ("ReduceMax", (import, node) => OverUnits(import, node, Operation.MaxOverUnits)),
    ];

    private static (string Type, OnnxOperators.Operator Operator) Unary(Operation operation) =>
        (OnnxArithmetic.TypeOf(operation)!, (import, node) => Combine(import, node, operation));

    private static (string Type, OnnxOperators.Operator Operator) Activations(OnnxOperator activation) =>
        (activation.Type, (import, node) =>
    {
        if (string.Equals(activation.Type, "Softmax", StringComparison.Ordinal))
        {
            ShapeOperators.RequireUnits(node, "axis", -1);
        }

        return Apply(import, import.Value(node, 0), activation.With(node.Single));
    });

    /// <summary>A function of a value; what precedes it belongs to the layer, where it is no more than factors and shifts.</summary>
    private static ImportedValue Apply(GraphImport import, ImportedValue value, Formula function)
    {
        value = value.IsAffine ? import.Settle(value) : Plain(import, value);
        return value.With(function.Replace(leaf => leaf == Formula.Z ? value.Formula : leaf), value.Depth + 8, (4 * value.Size) + 32);
    }

    private static ImportedValue Gelu(GraphImport import, OnnxNode node) => Apply(
        import, import.Value(node, 0),
        (node.Text("approximate", "none") is "tanh" ? Activation.TanhGELU : Activation.GELU).AsFormula(Formula.Z)!);

    private static ImportedValue LogSoftmax(GraphImport import, OnnxNode node)
    {
        ShapeOperators.RequireUnits(node, "axis", -1);
        return Apply(import, import.Value(node, 0), Formula.Log(Activation.Softmax.AsFormula(Formula.Z)!));
    }

    /// <summary>Addition and the like: with a number for each unit, of the layer; else part of a formula.</summary>
    private static ImportedValue Arithmetic(GraphImport import, OnnxNode node, Operation operation)
    {
        var (x, y) = (import.Tensor(node, 0), import.Tensor(node, 1));
        var (constant, other) = x is OnnxConstant ? ((OnnxConstant?)x, y as ImportedValue) : (y as OnnxConstant, x as ImportedValue);
        if (other is { IsCondition: true })
        {
            throw GraphImport.NoNumbers();
        }

        var hasVectors = other is { Layer: null, Shift: not null };
        if (
            constant is null || other is null || (constant.Count == 1 && !hasVectors)
                || (x is OnnxConstant && operation == Operation.Divide))
        {
            return Combine(import, node, operation);
        }

        if (constant.Count != 1 && (constant.Shape.Count > 2 || constant.Shape[^1] != constant.Count))
        {
            throw new UnsupportedNodeException($"its constant has the shape {OnnxConstant.Text(constant.Shape)}");
        }

        var numbers = import.Weights(constant);
        if (constant.Count == 1)
        {
            numbers = import.Each(other.Width!.Value, _ => constant.Numbers[0]);
        }

        double[] Each(Func<double, double> number) => import.Each(numbers.Length, i => number(numbers[i]));
        return operation == Operation.Multiply ? LinearOperators.PerUnit(import, other, numbers, null)
            : operation == Operation.Divide ? LinearOperators.PerUnit(import, other, Each(n => 1 / n), null)
            : operation == Operation.Add ? LinearOperators.PerUnit(import, other, null, numbers)
            : x is OnnxConstant ? LinearOperators.PerUnit(import, other, Each(_ => -1), numbers)
            : LinearOperators.PerUnit(import, other, null, Each(n => -n));
    }

    /// <summary>An operation on values of one layer and single numbers.</summary>
    private static ImportedValue Combine(GraphImport import, OnnxNode node, Operation operation)
    {
        var anyNumber = operation == Operation.Max || operation == Operation.Min;
        var wanted = operation == Operation.Add || operation == Operation.Subtract || operation == Operation.Multiply
            || operation == Operation.Divide || operation == Operation.Power
            ? 2
            : 1;
        if (anyNumber ? node.Inputs.Count == 0 : node.Inputs.Count != wanted)
        {
            throw new UnsupportedNodeException($"it has {Plural.Of(node.Inputs.Count, "input")}");
        }

        return Combine(import, Enumerable.Range(0, node.Inputs.Count).Select(i => import.Tensor(node, i)), arguments => arguments switch
        {
            _ when operation == Operation.Power && arguments[1].Operation == Operation.Constant && arguments[1].Value == 2 =>
                arguments[0] * arguments[0],
            _ when anyNumber => arguments.Aggregate((x, y) => Formula.Of(operation, x, y)),
            _ => Formula.Of(operation, arguments),
        }, uses: operation == Operation.Power ? 2 : 1);
    }

    private static ImportedValue Combine(GraphImport import, IEnumerable<object> tensors, Func<Formula[], Formula> combine, int uses = 1)
    {
        var arguments = new List<Formula>();
        ImportedValue? common = null;
        var (depth, size) = (0, 0L);
        foreach (var tensor in tensors)
        {
            if (tensor is ImportedValue value)
            {
                value = Plain(import, value.IsCondition ? throw GraphImport.NoNumbers() : value);
                if (common is not null && !ReferenceEquals(common.Layer, value.Layer))
                {
                    throw new UnsupportedNodeException("it joins two branches of the graph");
                }

                common = value;
                (depth, size) = (Math.Max(depth, value.Depth), size + value.Size);
                arguments.Add(value.Formula);
            }
            else
            {
                arguments.Add(Number(tensor as OnnxConstant ?? throw new UnsupportedNodeException("it computes with a shape")));
            }
        }

        return common is null
            ? throw new UnsupportedNodeException("all its inputs are constants")
            : common.With(combine([.. arguments]), depth + arguments.Count, (uses * size) + arguments.Count) with { IsCondition = false };
    }

    /// <summary>A value whose formula is all there is of it, and that is no finished layer normalization.</summary>
    private static ImportedValue Plain(GraphImport import, ImportedValue value)
    {
        var isNormalized = value.Layer is { Units: > 1 } && ActivationRecognition.Epsilon(value.Formula) is not null;
        return value.Scale is not null || value.Shift is not null || isNormalized ? import.Settle(value) : value;
    }

    private static Formula Number(OnnxConstant constant)
    {
        if (constant.Type == OnnxType.Bool)
        {
            throw GraphImport.NoNumbers();
        }

        if (constant.Count != 1)
        {
            throw new UnsupportedNodeException($"its constant has the shape {OnnxConstant.Text(constant.Shape)}");
        }

        var number = constant.Type == OnnxType.Float ? OnnxNode.Decimal((float)constant.Numbers[0]) : constant.Numbers[0];
        return double.IsFinite(number) ? number : throw new UnsupportedNodeException("its constant is not finite");
    }

    private static ImportedValue Clip(GraphImport import, OnnxNode node)
    {
        // Bounds were attributes up to opset 10.
        Formula? Bound(int input, string attribute) =>
            GraphImport.Has(node, input) ? Number(import.Constant(node, input)) : node.Single(attribute) is { } number ? number : null;
        var (low, high) = (Bound(1, "min"), Bound(2, "max"));
        return Combine(import, [import.Value(node, 0)], arguments =>
        {
            var above = low is null ? arguments[0] : Formula.Max(low, arguments[0]);
            return high is null ? above : Formula.Min(high, above);
        });
    }

    private static ImportedValue Where(GraphImport import, OnnxNode node) => import.Condition(node, 0) is { } condition
        ? Combine(
            import,
            [condition with { IsCondition = false }, import.Tensor(node, 1), import.Tensor(node, 2)],
            arguments => Formula.WherePositive(arguments[0], arguments[1], arguments[2]))
        : throw new UnsupportedNodeException("its condition is no comparison");

    /// <summary>1 where a condition holds, 0 elsewhere.</summary>
    public static ImportedValue AsNumber(GraphImport import, ImportedValue condition) =>
        Combine(import, [condition with { IsCondition = false }], a => Formula.WherePositive(a[0], 1, 0));

    private static ImportedValue OverUnits(GraphImport import, OnnxNode node, Operation operation) =>
        ShapeOperators.Axes(import, node) is [1 or -1] && node.Integer("keepdims", 1) == 1
            ? Combine(import, [import.Value(node, 0)], arguments => Formula.Of(operation, arguments))
            : throw new UnsupportedNodeException("it is not over the columns");

    private static object Concat(GraphImport import, OnnxNode node) =>
        Enumerable.Range(0, node.Inputs.Count).Any(i => import.Tensor(node, i) is ImportedShape)
        ? ShapeOperators.Concat(import, node)
        : TwoClasses(import, node);

    /// <summary>The probabilities 1 − σ(z) and σ(z) side by side, which are a softmax over 0 and z.</summary>
    private static ImportedValue TwoClasses(GraphImport import, OnnxNode node)
    {
        static bool IsOneUnit(ImportedValue value) =>
            value is { Layer: { Units: 1, Normalization: null }, Scale: null, Shift: null, IsCondition: false };
        if (
            node.Inputs.Count == 2 && node.Integer("axis", 0) is 1 or -1 && import.Tensor(node, 0) is ImportedValue no
                && import.Tensor(node, 1) is ImportedValue yes
            && IsOneUnit(yes) && IsOneUnit(no) && yes.Layer is { } layer && ReferenceEquals(no.Layer, layer)
            && import.Recognition.Is(yes.Formula, Activation.Sigmoid) && import.Recognition.Is(1 - no.Formula, Activation.Sigmoid))
        {
            var (weights, biases) = (import.Zeros(2 * (Int128)layer.Inputs), import.Zeros(2));
            for (var j = 0; j < layer.Inputs; j++)
            {
                weights[(2 * j) + 1] = layer.Weights[j];
            }

            biases[1] = layer.Biases[0];
            return new ImportedValue(
                layer with { Weights = weights, Biases = biases }, 2, Activation.Softmax.AsFormula(Formula.Z)!) { Depth = 8, Size = 32 };
        }

        throw new UnsupportedNodeException("it joins two branches of the graph");
    }
}
