namespace DeepLearning;

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
    public ImportedLayer Scaled(Func<int, double> scale, Func<int, double> shift, ImportBudget budget)
    {
        if (Normalization is { } normalization)
        {
            return this with { Normalization = (normalization.Epsilon, Each(budget, i => normalization.Gains[i] * scale(i)), Each(budget, i => (normalization.Shifts[i] * scale(i)) + shift(i))) };
        }

        var weights = budget.Zeros(Weights.Length);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Weights[i] * scale(i % Units);
        }

        return this with { Weights = weights, Biases = Each(budget, i => (Biases[i] * scale(i)) + shift(i)) };
    }

    /// <summary>A number for each unit.</summary>
    public double[] Each(ImportBudget budget, Func<int, double> value)
    {
        var values = budget.Zeros(Units);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i);
        }

        return values;
    }
}
