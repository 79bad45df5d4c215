using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

/// <summary>
/// Arithmetic that is an activation of the library is taken for it, wherever it stands; what is none over the whole range of the type is
/// refused.
/// </summary>
public sealed class OnnxRecognitionTests
{
    private const string Refusal = "what it makes of its layer is no activation of the library";

    /// <summary>Nodes from z to a that are no activation, with the numbers they read.</summary>
    private static readonly Dictionary<string, Func<ProtoMessage, ProtoMessage>> Others = new(StringComparer.Ordinal)
    {
        ["clip to 0 and 10"] = graph => graph.Number("p", 0).Number("q", 10).Add("Clip", "a", "z", "p", "q"),
        ["ReLU6"] = graph => graph.Number("p", 0).Number("q", 6).Add("Clip", "a", "z", "p", "q"),
        ["ReLU, at most 20"] = graph => graph.Number("q", 20).Add("Relu", "r", "z").Add("Min", "a", "r", "q"),
        ["clamp to ±15"] = graph => graph.Number("p", -15).Number("q", 15).Add("Clip", "a", "z", "p", "q"),
        ["clamp to ±1e30"] = graph => graph.Number("p", -1e30f).Number("q", 1e30f).Add("Clip", "a", "z", "p", "q"),
        ["ReLU, at most the greatest number but one in a thousand"] = graph => graph.Number("q", float.MaxValue / 1.001f)
            .Add("Relu", "r", "z").Add("Min", "a", "r", "q"),
        ["ReLU from 1e-20 on"] = graph => graph.Number("p", 1e-20f).Add("Max", "a", "z", "p"),
        ["hard swish"] = graph => graph.Number("p", 3).Number("l", 0).Number("h", 6).Add("Add", "s", "z", "p")
            .Add("Clip", "c", "s", "l", "h").Add("Mul", "a", "z", "c"),
        ["softplus, at most 100"] = graph => graph.Number("q", 100).Add("Softplus", "s", "z").Add("Min", "a", "s", "q"),
        ["sigmoid that jumps far away"] = graph => graph.Number("p", 1000).Number("o", 0.5f).Add("Sigmoid", "s", "z")
            .Add("Greater", "g", "z", "p").Add("Where", "a", "g", "o", "s"),
        ["identity that is flat below -1000"] = graph => graph.Number("p", -1000).Add("Max", "a", "z", "p"),
        ["tanh of twice z beyond 30"] = graph => graph.Number("p", 30).Number("t", 2).Add("Mul", "d", "z", "t")
            .Add("Greater", "g", "z", "p").Add("Where", "a", "g", "d", "z"),
        ["identity with a hole"] = graph => graph.Number("p", 5.37f).Number("w", 1e-4f).Add("Sub", "s", "z", "p").Add("Abs", "m", "s")
            .Add("Greater", "g", "m", "w").Add("Where", "a", "g", "z", "w"),
        ["identity where its root is a number"] = graph => graph.Number("n", 0).Add("Sqrt", "r", "z").Add("Mul", "s", "r", "n")
            .Add("Add", "a", "z", "s"),
        ["identity but for infinities near 0"] = graph => graph.Number("n", 1e-30f).Add("Div", "d", "n", "z").Add("Exp", "e", "d")
            .Add("Neg", "m", "e").Add("Add", "s", "e", "m").Add("Add", "a", "z", "s"),
        ["step"] = graph => graph.Number("p", 1).Add("Greater", "g", "z", "p").Add("Cast", "a", [OnnxAttribute.Of("to", 1L)], "g"),
    };

    /// <summary>Nodes from z to a that are the activation of the name.</summary>
    private static readonly Dictionary<string, (string Name, Func<ProtoMessage, ProtoMessage> Nodes)> Same = new(StringComparer.Ordinal)
    {
        ["half of z and |z|"] = ("ReLU", graph => graph.Number("h", 0.5f).Add("Abs", "m", "z").Add("Add", "s", "z", "m")
            .Add("Mul", "a", "s", "h")),
        ["z times its step"] = ("ReLU", graph => graph.Number("p", 0).Add("Greater", "g", "z", "p")
            .Add("Cast", "s", [OnnxAttribute.Of("to", 1L)], "g").Add("Mul", "a", "s", "z")),
        ["clip from 0 on"] = ("ReLU", graph => graph.Number("p", 0).Add("Clip", "a", "z", "p")),
        ["clip to all of float"] = ("Identity", graph => graph.Number("p", -float.MaxValue).Number("q", float.MaxValue)
            .Add("Clip", "a", "z", "p", "q")),
        ["log(1 + exp z)"] = ("Softplus", graph => graph.Number("o", 1).Add("Exp", "e", "z").Add("Add", "s", "e", "o")
            .Add("Log", "a", "s")),
        ["log(1 + exp z) up to 20, then z"] = ("Softplus", graph => graph.Number("o", 1).Number("t", 20).Add("Exp", "e", "z")
            .Add("Add", "s", "e", "o").Add("Log", "l", "s")
            .Add("Greater", "g", "z", "t").Add("Where", "a", "g", "z", "l")),
        ["tanh of exponentials"] = ("Tanh", graph => graph.Add("Exp", "e", "z").Add("Neg", "n", "z").Add("Exp", "f", "n")
            .Add("Sub", "s", "e", "f").Add("Add", "t", "e", "f").Add("Div", "a", "s", "t")),
        ["sigmoid of exponentials"] = ("Sigmoid", graph => graph.Number("o", 1).Add("Neg", "n", "z").Add("Exp", "e", "n")
            .Add("Add", "s", "e", "o").Add("Div", "a", "o", "s")),
        ["sigmoid of a tanh, whose factors go into the layers"] = ("Tanh", graph => graph.Number("h", 0.5f).Add("Mul", "m", "z", "h")
            .Add("Tanh", "t", "m").Add("Mul", "u", "t", "h").Add("Add", "a", "u", "h")),
        ["exponential linear unit"] = ("ELU(0.7)", graph => graph.Number("p", 0).Number("o", 1).Number("k", 0.7f).Add("Exp", "e", "z")
            .Add("Sub", "s", "e", "o").Add("Mul", "m", "s", "k")
            .Add("Greater", "g", "z", "p").Add("Where", "a", "g", "z", "m")),
        ["leaky ReLU of a maximum and a minimum"] = ("LeakyReLU(0.3)", graph => graph.Number("k", 0.3f).Number("n", 0)
            .Add("Max", "r", "z", "n").Add("Min", "q", "z", "n").Add("Mul", "m", "q", "k").Add("Add", "a", "r", "m")),
        ["a very leaky one"] = ("LeakyReLU(1E-05)", graph => graph.Number("k", 1e-5f).Number("p", 0).Add("Mul", "m", "z", "k")
            .Add("Max", "a", "m", "z")),
        ["GELU with the error function"] = ("GELU", graph => graph.Number("r", 1.41421354f).Number("o", 1).Number("h", 0.5f)
            .Add("Div", "d", "z", "r").Add("Erf", "e", "d").Add("Add", "s", "e", "o")
            .Add("Mul", "m", "z", "s").Add("Mul", "a", "m", "h")),
        ["GELU with a cube"] = ("TanhGELU", graph => graph.Number("c", 3).Number("k", 0.044715f).Number("r", 0.797884583f).Number("o", 1)
            .Number("h", 0.5f).Add("Pow", "p", "z", "c").Add("Mul", "m", "p", "k")
            .Add("Add", "s", "z", "m").Add("Mul", "u", "s", "r").Add("Tanh", "t", "u").Add("Add", "v", "t", "o").Add("Mul", "w", "z", "v")
                .Add("Mul", "a", "w", "h")),
        ["swish of exponentials"] = ("SiLU", graph => graph.Number("o", 1).Add("Exp", "e", "z").Add("Add", "s", "e", "o")
            .Add("Mul", "m", "z", "e").Add("Div", "a", "m", "s")),
        ["hard sigmoid by sixths"] = ("HardSigmoid", graph => graph.Number("t", 3).Number("n", 0).Number("s", 6).Add("Add", "b", "z", "t")
            .Add("Clip", "c", "b", "n", "s").Add("Div", "a", "c", "s")),
        ["softmax of exponentials"] = ("Softmax", graph => graph.Integers("axes", 1).Add("Exp", "e", "z").Add("ReduceSum", "s", "e", "axes")
            .Add("Div", "a", "e", "s")),
    };

    public static TheoryData<string> NamesOfOthers => [.. Others.Keys];

    public static TheoryData<string> NamesOfSame => [.. Same.Keys];

    [Theory]
    [MemberData(nameof(NamesOfOthers))]
    public void LoadOnnx_FunctionThatIsNoActivation_IsRefusedWithItsNode(string name) =>
        Network(Others[name]).Problem().Should().Be(
            $"The stream cannot be imported as a network of dense layers, because of 1 node:\n  \"a\" ({TypeOfLast(name)}): {Refusal}");

    [Theory]
    [MemberData(nameof(NamesOfSame))]
    public void LoadOnnx_ActivationByArithmetic_IsRecognized(string name)
    {
        var network = OnnxBytes.Load<double>(Network(Same[name].Nodes).File());

        network.Layers[0].Activation.Name.Should().Be(Same[name].Name);
    }

    [Fact]
    public void LoadOnnx_ClipToAllOfFloatInDouble_IsNoIdentity() => OnnxBytes.GraphOfDouble().Doubles("w", [1, 2], 1, 2)
        .Doubles("p", [-float.MaxValue]).Doubles("q", [float.MaxValue])
        .Add("MatMul", "z", "x", "w").Add("Clip", "a", "z", "p", "q").Doubles("v", [1, 2], 2, 1).Add("MatMul", "y", "a", "v").Problem()
            .Should().EndWith(Refusal);

    [Fact]
    public void LoadOnnx_ClampAtRandomPlaces_IsRefused() =>
        Prop.ForAll(Places.ToArbitrary(), Places.ToArbitrary(), (low, high) =>
            Refuses(graph => graph.Number("p", Math.Min(low, high)).Number("q", Math.Max(low, high)).Add("Clip", "a", "z", "p", "q")))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void LoadOnnx_KinkAtRandomPlaces_IsRefused() =>
        Prop.ForAll(Places.ToArbitrary(), Slopes.ToArbitrary(), (place, slope) =>
            Refuses(graph => graph.Number("p", place).Number("s", slope).Add("Sub", "d", "z", "p").Add("Mul", "m", "d", "s")
            .Add("Greater", "g", "z", "p").Add("Add", "e", "m", "p").Add("Where", "a", "g", "e", "z"))).QuickCheckThrowOnFailure();

    [Fact]
    public void LoadOnnx_LeakyReluOfRandomSlope_IsRecognized() =>
        Prop.ForAll(Slopes.ToArbitrary(), slope =>
        {
            var file = Network(graph => graph.Number("s", slope).Number("n", 0).Add("Mul", "m", "z", "s").Add("Greater", "g", "z", "n")
                .Add("Where", "a", "g", "z", "m")).File();
            return OnnxBytes.Load<double>(file).Layers[0].Activation is LeakyReLU leaky
                && Math.Abs(leaky.Slope - slope) <= 1e-6 * Math.Abs(slope);
        }).QuickCheckThrowOnFailure();

    /// <summary>Numbers of both signs and all magnitudes of float.</summary>
    private static Gen<float> Places =>
        from exponent in Gen.Choose(-120, 120) from mantissa in Gen.Choose(100, 199) from sign in Gen.Elements(-1, 1)
                                        select sign * mantissa * (float)Math.Pow(2, exponent);

    /// <summary>Slopes other than 0 and 1.</summary>
    private static Gen<float> Slopes => from slope in Gen.Choose(-300, 300) where slope is not (0 or 100) select slope / 100f;

    private static bool Refuses(Func<ProtoMessage, ProtoMessage> nodes)
    {
        var network = Network(nodes);
        return network.Problem().EndsWith(Refusal, StringComparison.Ordinal);
    }

    /// <summary>x → z of two units → a → y.</summary>
    private static ProtoMessage Network(Func<ProtoMessage, ProtoMessage> nodes) =>
        nodes(OnnxBytes.Graph().Singles("W", [1, 2], 1, 2).Add("MatMul", "z", "x", "W")).Singles("V", [1, 2], 2, 1)
            .Add("MatMul", "y", "a", "V");

    private static string TypeOfLast(string name) => name switch
    {
        "clip to 0 and 10" or "ReLU6" or "clamp to ±15" or "clamp to ±1e30" => "Clip",
        "hard swish" => "Mul",
        "ReLU from 1e-20 on" or "identity that is flat below -1000" => "Max",
        "step" => "Cast",
        "sigmoid that jumps far away" or "tanh of twice z beyond 30" or "identity with a hole" => "Where",
        "identity where its root is a number" or "identity but for infinities near 0" => "Add",
        _ => "Min",
    };
}

/// <summary>Numbers of graphs.</summary>
file static class Numbers
{
    public static ProtoMessage Number(this ProtoMessage graph, string name, float value) => graph.Singles(name, [value]);
}
