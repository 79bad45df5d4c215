namespace DeepLearning;

/// <summary>What gradient descent with momentum has in common, whatever its form: a velocity v and its decay β.</summary>
internal abstract class MomentumOptimizer : Optimizer
{
    protected MomentumOptimizer(double learningRate, double beta)
        : base(learningRate) => Beta = Guard.Decay(beta);

    /// <summary>β, the share of the old velocity that is kept.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v"];
}
