namespace DeepLearning.Export;

/// <summary>The operators of ONNX that are operations of formulas, with the arguments as their inputs.</summary>
internal static class OnnxArithmetic
{
    private static readonly Dictionary<Operation, string> Types = new()
    {
        [Operation.Add] = "Add",
        [Operation.Subtract] = "Sub",
        [Operation.Multiply] = "Mul",
        [Operation.Divide] = "Div",
        [Operation.Negate] = "Neg",
        [Operation.Exp] = "Exp",
        [Operation.Log] = "Log",
        [Operation.Sqrt] = "Sqrt",
        [Operation.Abs] = "Abs",
        [Operation.Tanh] = "Tanh",
        [Operation.Sigmoid] = "Sigmoid",
        [Operation.Erf] = "Erf",
        [Operation.Power] = "Pow",
        [Operation.Max] = "Max",
        [Operation.Min] = "Min",
        [Operation.SumOverUnits] = "ReduceSum",
        [Operation.MaxOverUnits] = "ReduceMax",
        [Operation.MeanOverUnits] = "ReduceMean",
    };

    /// <summary>The type of the operator; null where there is none.</summary>
    public static string? TypeOf(Operation operation) => Types.GetValueOrDefault(operation);
}
