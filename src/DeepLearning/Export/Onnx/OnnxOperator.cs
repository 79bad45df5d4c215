namespace DeepLearning.Export;

/// <summary>An operator of ONNX that is an activation, and the formula it stands for.</summary>
/// <param name="Type">The name of the operator.</param>
/// <param name="Formula">Its function of z; the open numbers are its attributes, all of them single-precision.</param>
/// <param name="Defaults">What attributes are that a node leaves out.</param>
internal sealed record OnnxOperator(string Type, Formula Formula, params (string Name, double Value)[] Defaults)
{
    private static readonly Formula Z = Formula.Z;

    private static readonly Formula Alpha = Formula.Open("alpha");

    /// <summary>
    /// Whether runtimes compute it in double too: ONNX Runtime does so for few operators, and attributes of single precision would not be
    /// exact.
    /// </summary>
    public bool InDouble { get; private init; }

    public static IReadOnlyList<OnnxOperator> All { get; } =
    [
        new("Relu", Activation.ReLU.AsFormula(Z)!) { InDouble = true },
        new("Sigmoid", Formula.Sigmoid(Z)) { InDouble = true },
        new("Tanh", Formula.Tanh(Z)) { InDouble = true },
        new("Softmax", Activation.Softmax.AsFormula(Z)!) { InDouble = true },
        new("Softplus", Activation.Softplus.AsFormula(Z)!),
        new("LeakyRelu", Formula.WherePositive(Z, Z, Alpha * Z), ("alpha", 0.01)),
        new("Elu", Formula.WherePositive(Z, Z, Alpha * Formula.ExpM1(Z)), ("alpha", 1)),
        new(
            "Selu", Formula.Open("gamma") * Formula.WherePositive(Z, Z, Alpha * Formula.ExpM1(Z)), ("gamma", 1.05070102214813232421875),
            ("alpha", 1.67326319217681884765625)),
        new("HardSigmoid", Formula.Max(0, Formula.Min(1, (Alpha * Z) + Formula.Open("beta"))), ("alpha", 0.2), ("beta", 0.5)),
    ];

    /// <summary>Layer normalization of any ε, before gains and shifts.</summary>
    public static Formula LayerNormalization { get; } = Normalized(Z - Formula.MeanOverUnits(Z));

    /// <summary>The formula with the attributes of a node.</summary>
    /// <param name="attribute">Gives an attribute by its name, or null where the node has none of it.</param>
    public Formula With(Func<string, double?> attribute) => Formula.Replace(leaf => leaf.Operation == Operation.Open
        ? attribute(leaf.Name!) ?? Array.Find(Defaults, pair => string.Equals(pair.Name, leaf.Name, StringComparison.Ordinal)).Value
        : leaf);

    private static Formula Normalized(Formula deviation) =>
        deviation / Formula.Sqrt(Formula.MeanOverUnits(deviation * deviation) + Formula.Open("epsilon"));
}
