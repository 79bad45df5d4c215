namespace DeepLearning.Export;

/// <summary>
/// A tensor that depends on the input: a formula of the pre-activations of a layer, with a factor and a shift for each unit.
/// </summary>
/// <param name="Layer">The layer; null where the formula is of the inputs themselves.</param>
/// <param name="Width">The number of units, or of inputs where it is known.</param>
/// <param name="Formula">The function of the pre-activation.</param>
internal sealed record ImportedValue(ImportedLayer? Layer, int? Width, Formula Formula)
{
    /// <summary>Deeper formulas are no activations, and are taken apart by recursion.</summary>
    private const int Deepest = 256;

    private const int Largest = 1 << 14;

    /// <summary>So many additions and multiplications may stand behind an activation.</summary>
    private const int MostPeeled = 8;

    /// <summary>A layer with as many weights as units squared is made of a file only up to so many.</summary>
    private const int WidestDiagonal = 1024;

    /// <summary>The longest way from the formula to z.</summary>
    public int Depth { get; init; }

    /// <summary>The operations of the formula, those used twice counted twice.</summary>
    public long Size { get; init; }

    /// <summary>A factor for each unit; null for 1.</summary>
    public double[]? Scale { get; init; }

    /// <summary>What is added to each unit; null for 0.</summary>
    public double[]? Shift { get; init; }

    /// <summary>Whether there is one dimension of examples and one of units.</summary>
    public bool IsFlat { get; init; } = true;

    /// <summary>Whether it holds truths, which are true where the formula is greater than 0.</summary>
    public bool IsCondition { get; init; }

    /// <summary>The node that made it.</summary>
    public OnnxNode? Node { get; init; }

    /// <summary>The same with a function of it.</summary>
    public ImportedValue With(Formula formula, int depth, long size) => depth <= Deepest && size <= Largest
        ? this with { Formula = formula, Depth = depth, Size = size }
        : throw new UnsupportedNodeException("a formula of so many operations is no activation");

    /// <summary>As an input of a layer: an activation, then a factor and a shift for each unit.</summary>
    /// <exception cref="UnsupportedNodeException">The formula is no activation of the library.</exception>
    public ResolvedValue Resolve(GraphImport import, bool asOutput = false)
    {
        var (formula, scale, shift, affine) = (Formula, 1.0, 0.0, IsAffine);
        for (var peeled = 0; peeled < MostPeeled || affine; peeled++)
        {
            if (formula == Formula.Z)
            {
                return Affine(Layer, Activation.Identity, scale, shift);
            }

            if (Layer is { Normalization: null } layer && layer.Units > 1 && ActivationRecognition.Epsilon(formula) is { } epsilon)
            {
                var (_, _, gain, addend) = Affine(layer, Activation.Identity, scale, shift);
                var (gains, shifts) = (layer.Each(import, gain ?? (_ => 1)), layer.Each(import, addend ?? (_ => 0)));
                var normalized = layer with { Normalization = (epsilon, gains, shifts) };
                return new(normalized, Activation.Identity, null, null);
            }

            if (Layer is not null && !affine && import.Recognition.Find(formula) is { } activation)
            {
                return Affine(Layer, activation, scale, shift);
            }

            if (asOutput && formula.Operation == Operation.Log && import.Recognition.Is(formula.Arguments[0], Activation.Softmax))
            {
                return Affine(Layer, Activation.Softmax, scale, shift);
            }

            if (Peel(formula, ref scale, ref shift) is not { } rest)
            {
                break;
            }

            formula = rest;
        }

        var reason = Layer is null ? "a function of the inputs before the first layer, other than shifts and factors"
            : "what it makes of its layer is no activation of the library";
        throw new UnsupportedNodeException(reason, Node);
    }

    /// <summary>Whether it is the pre-activation but for additions of and multiplications by numbers.</summary>
    public bool IsAffine
    {
        get
        {
            var (formula, scale, shift) = (Formula, 1.0, 0.0);
            while (formula != Formula.Z && Peel(formula, ref scale, ref shift) is { } rest)
            {
                formula = rest;
            }

            return formula == Formula.Z;
        }
    }

    /// <summary>
    /// The same as the pre-activations of a layer, whatever was done to them: it is folded into the layer, or becomes one of its own.
    /// </summary>
    public ImportedValue Settled(GraphImport import)
    {
        if (Formula == Formula.Z && Scale is null && Shift is null)
        {
            return this;
        }

        var (layer, activation, scale, shift) = import.Resolve(this);
        if (layer is null)
        {
            throw new UnsupportedNodeException("it works on the inputs before the first layer");
        }

        layer = activation is Identity
            ? scale is null ? layer : layer.Scaled(scale, shift!, import)
            : Diagonal(layer, activation, scale ?? (_ => 1), shift ?? (_ => 0), import);
        return new ImportedValue(layer, layer.Units, Formula.Z) { Node = Node };
    }

    /// <summary>A layer of its own for a factor and a shift of each unit behind an activation.</summary>
    public static ImportedLayer Diagonal(
        ImportedLayer layer, Activation activation, Func<int, double> scale, Func<int, double> shift, GraphImport import)
    {
        if (layer.Units > WidestDiagonal)
        {
            throw new UnsupportedNodeException(
                $"a factor for each of {layer.Units} units behind an activation, more than {WidestDiagonal}");
        }

        var weights = import.Zeros((Int128)layer.Units * layer.Units);
        for (var i = 0; i < layer.Units; i++)
        {
            weights[i * (layer.Units + 1)] = scale(i);
        }

        return new(layer, activation, layer.Units, weights, layer.Each(import, shift));
    }

    /// <summary>Takes an addition, subtraction, multiplication or division by a number off a formula; null where there is none.</summary>
    private static Formula? Peel(Formula formula, ref double scale, ref double shift)
    {
        var operation = formula.Operation;
        if (operation == Operation.Negate)
        {
            scale = -scale;
            return formula.Arguments[0];
        }

        if (formula.Arguments.Count != 2 || !formula.Arguments.Any(argument => argument.Operation == Operation.Constant))
        {
            return null;
        }

        var first = formula.Arguments[0].Operation == Operation.Constant;
        var (number, rest) = first
            ? (formula.Arguments[0].Value, formula.Arguments[1])
            : (formula.Arguments[1].Value, formula.Arguments[0]);
        if (operation == Operation.Add || operation == Operation.Subtract)
        {
            shift += scale * (operation == Operation.Add || first ? number : -number);
            scale = operation == Operation.Subtract && first ? -scale : scale;
            return rest;
        }

        if (operation == Operation.Multiply || (operation == Operation.Divide && !first))
        {
            scale *= operation == Operation.Multiply ? number : 1 / number;
            return rest;
        }

        return null;
    }

    private ResolvedValue Affine(ImportedLayer? layer, Activation activation, double scale, double shift) =>
        scale == 1 && shift == 0 && Scale is null && Shift is null
            ? new(layer, activation, null, null)
            : new(layer, activation, i => scale * (Scale?[i] ?? 1), i => (shift * (Scale?[i] ?? 1)) + (Shift?[i] ?? 0));
}
