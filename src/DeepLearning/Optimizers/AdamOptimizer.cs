namespace DeepLearning;

/// <summary>What Adam and its kin have in common: averages v of the gradients and s of their squares, with the decays β₁ and β₂.</summary>
/// <remarks>The rules begin alike, with the two averages, and each stands whole in its own file: what follows is the optimizer.</remarks>
internal abstract class AdamOptimizer : Optimizer
{
    protected AdamOptimizer(double learningRate, double beta1, double beta2, double epsilon)
        : base(learningRate)
    {
        Beta1 = Guard.Decay(beta1);
        Beta2 = Guard.Decay(beta2);
        Epsilon = Guard.Positive(epsilon);
    }

    /// <summary>β₁, the decay of the average of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the decay of the average of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => ["v", "s"];

    /// <inheritdoc/>
    protected internal override OptimizerStep Prepare(OptimizerStep step) => step.WithPowers(Beta1, Beta2);
}
