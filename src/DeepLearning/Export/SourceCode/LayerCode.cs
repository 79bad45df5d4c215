using System.Numerics;

namespace DeepLearning.Export;

/// <summary>The bodies of the generated functions, which C and C# write alike.</summary>
internal static class LayerCode
{
    /// <summary>a = g(W x + b), or with a normalization g(γ ⊙ N(W x + b) + β).</summary>
    public static void Write<T>(CodeWriter code, SourceLanguage language, DenseLayer<T> layer, LayerFormulas formulas)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        code.Block($"for (int i = 0; i < {layer.Units}; i++)", () =>
        {
            code.Line($"{language.Number} z = {language.NameOf("biases", layer.Number)}[i];");
            code.Block($"for (int j = 0; j < {layer.Inputs}; j++)", () =>
                code.Line($"z += {language.NameOf("weights", layer.Number)}[i * {layer.Inputs} + j] * x[j];"));
            code.Line("a[i] = z;");
        });
        if (formulas.Normalization is { } normalization)
        {
            var (gain, shift) = (language.NameOf("gains", layer.Number), language.NameOf("shifts", layer.Number));
            new FormulaCode<T>(code, language).Apply(normalization, layer.Units, value => $"{gain}[i] * ({value}) + {shift}[i]");
        }

        if (formulas.Activation != Formula.Z)
        {
            new FormulaCode<T>(code, language).Apply(formulas.Activation, layer.Units, value => value);
        }
    }

    /// <summary>One layer after another, from x to y.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="language">The language.</param>
    /// <param name="network">The network.</param>
    /// <param name="declaration">Declares room for so many numbers under a name.</param>
    public static void WriteChain<T>(CodeWriter code, SourceLanguage language, Network<T> network, Func<string, int, string> declaration)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var layer in network.Layers.Take(network.Layers.Count - 1))
        {
            code.Line(declaration($"a{layer.Number}", layer.Units));
        }

        foreach (var layer in network.Layers)
        {
            var from = layer.Number == 1 ? "x" : $"a{layer.Number - 1}";
            var to = layer.Number == network.Layers.Count ? "y" : $"a{layer.Number}";
            code.Line($"{language.NameOf("layer", layer.Number)}({from}, {to});");
        }
    }

    /// <summary>The mean of what the members of an ensemble predict.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="language">The language.</param>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="declaration">Declares room for so many numbers under a name.</param>
    public static void WriteMean<T>(CodeWriter code, SourceLanguage language, Ensemble<T> ensemble, Func<string, int, string> declaration)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        code.Line(declaration("more", ensemble.Outputs));
        code.Line($"{language.NameOfPrediction(0)}(x, y);");
        for (var member = 1; member < ensemble.Members.Count; member++)
        {
            code.Line($"{language.NameOfPrediction(member)}(x, more);");
            Each("y[i] += more[i];");
        }

        Each($"y[i] /= {SourceLanguage.Literal(T.CreateChecked(ensemble.Members.Count))};");

        void Each(string statement) => code.Block($"for (int i = 0; i < {ensemble.Outputs}; i++)", () => code.Line(statement));
    }
}
