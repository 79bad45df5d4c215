namespace DeepLearning;

/// <summary>What gradient descent with momentum has in common, whatever its form: a velocity v and its decay β.</summary>
/// <remarks>The rules are alike but for a line or two, and each stands whole in its own file: those lines are the optimizer.</remarks>
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
