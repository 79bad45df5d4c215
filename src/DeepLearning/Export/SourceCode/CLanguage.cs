using System.Numerics;

namespace DeepLearning.Export;

/// <summary>C99, with nothing but math.h.</summary>
internal sealed class CLanguage(string model, string number) : SourceLanguage(model, number)
{
    /// <summary>
    /// How C writes what it writes otherwise than a person; null is what it does not have, {f} the suffix of functions of floats.
    /// </summary>
    private static readonly Dictionary<Operation, string?> Functions = new()
    {
        [Operation.Exp] = "exp{f}({0})",
        [Operation.ExpM1] = "expm1{f}({0})",
        [Operation.Log] = "log{f}({0})",
        [Operation.LogP1] = "log1p{f}({0})",
        [Operation.Sqrt] = "sqrt{f}({0})",
        [Operation.Abs] = "fabs{f}({0})",
        [Operation.Tanh] = "tanh{f}({0})",
        [Operation.Sigmoid] = null,
        [Operation.Erfc] = "erfc{f}({0})",
        [Operation.Max] = "fmax{f}({0}, {1})",
        [Operation.Min] = "fmin{f}({0}, {1})",
    };

    public override string NegativeInfinity => "-INFINITY";

    public override string NameOf(string thing, int layer) => $"{Model}_{thing}_{layer}";

    public override string? Template(Operation operation) =>
        Functions.GetValueOrDefault(operation, operation.Plain)?.Replace("{f}", IsSingle ? "f" : string.Empty, StringComparison.Ordinal);

    public override string NameOfPrediction(int member) => $"{Model}_member_{member}_predict";

    public override string File<T>(Network<T> network, IReadOnlyList<LayerFormulas> formulas)
    {
        var code = new CodeWriter();
        WriteHead(code, Description(network), network.Inputs, network.Outputs);
        WriteNetwork(code, network, formulas, linkage: string.Empty);
        return code.ToString();
    }

    public override string File<T>(Ensemble<T> ensemble, IReadOnlyList<IReadOnlyList<LayerFormulas>> formulas)
    {
        var code = new CodeWriter();
        WriteHead(code, Description(ensemble), ensemble.Inputs, ensemble.Outputs);
        foreach (var (number, member) in ensemble.Members.Index())
        {
            new CLanguage($"{Model}_member_{number}", Number).WriteNetwork(code, member, formulas[number], linkage: "static ");
        }

        code.Line();
        code.Block($"void {Model}_predict(const {Number} *x, {Number} *y)", () =>
            LayerCode.WriteMean(code, this, ensemble, (name, size) => $"{Number} {name}[{size}];"));
        return code.ToString();
    }

    private void WriteHead(CodeWriter code, IEnumerable<string> description, int inputs, int outputs)
    {
        code.Line("/*");
        foreach (var line in description)
        {
            code.Line($" * {line}");
        }

        code.Line(" *");
        code.Line(
            $" * void {Model}_predict(const {Number} *x, {Number} *y): x holds {Plural.Of(inputs, "number")}, y receives " +
            $"{outputs}.");
        code.Line(" * It may run on any number of threads at once. C99; link with -lm.");
        code.Line(" */");
        code.Line("#include <math.h>");
        code.Line();
        code.Line($"void {Model}_predict(const {Number} *x, {Number} *y);");
    }

    private void WriteNetwork<T>(CodeWriter code, Network<T> network, IReadOnlyList<LayerFormulas> formulas, string linkage)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var layer in network.Layers)
        {
            foreach (var (name, values) in Arrays(layer))
            {
                code.Line();
                code.Array<T>($"static const {Number} {name}[{values.Length}] = {{", values, "};");
            }
        }

        foreach (var layer in network.Layers)
        {
            code.Line();
            code.Line($"/* {Of(layer)} */");
            code.Block(
                $"static void {NameOf("layer", layer.Number)}(const {Number} *x, {Number} *a)",
                () => LayerCode.Write(code, this, layer, formulas[layer.Number - 1]));
        }

        code.Line();
        code.Block(
            $"{linkage}void {Model}_predict(const {Number} *x, {Number} *y)",
            () => LayerCode.WriteChain(code, this, network, (name, size) => $"{Number} {name}[{size}];"));
    }
}
