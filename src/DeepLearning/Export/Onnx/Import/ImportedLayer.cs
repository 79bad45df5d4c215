namespace DeepLearning.Export;

/// <summary>A layer being imported: its linear part, and what its inputs are.</summary>
/// <param name="Previous">The layer before; null for the first.</param>
/// <param name="PreviousActivation">The activation of the layer before.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Weights">W, unit after unit within an input, as parameters are kept.</param>
/// <param name="Biases">b.</param>
internal sealed record ImportedLayer(ImportedLayer? Previous, Activation PreviousActivation, int Inputs, double[] Weights, double[] Biases)
{
    public int Units => Biases.Length;

    /// <summary>ε, γ and β of its layer normalization, if it has one.</summary>
    public (double Epsilon, double[] Gains, double[] Shifts)? Normalization { get; init; }

    /// <summary>The layer followed by a factor and a shift for each unit.</summary>
    public ImportedLayer Scaled(Func<int, double> scale, Func<int, double> shift, GraphImport import)
    {
        if (Normalization is { } normalization)
        {
            var gains = Each(import, i => normalization.Gains[i] * scale(i));
            var shifts = Each(import, i => (normalization.Shifts[i] * scale(i)) + shift(i));
            return this with { Normalization = (normalization.Epsilon, gains, shifts) };
        }

        var weights = import.Zeros(Weights.Length);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Weights[i] * scale(i % Units);
        }

        return this with { Weights = weights, Biases = Each(import, i => (Biases[i] * scale(i)) + shift(i)) };
    }

    /// <summary>A number for each unit.</summary>
    public double[] Each(GraphImport import, Func<int, double> value)
    {
        var values = import.Zeros(Units);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i);
        }

        return values;
    }
}
