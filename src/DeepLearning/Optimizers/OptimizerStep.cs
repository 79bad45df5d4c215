namespace DeepLearning;

/// <summary>The numbers of one step of an optimizer that are the same for all parameters.</summary>
/// <param name="Number">t, the number of the step, counted from 1 over the life of the trainer.</param>
/// <param name="LearningRate">α, the learning rate that holds for this step.</param>
public readonly record struct OptimizerStep(long Number, double LearningRate)
{
    /// <summary>
    /// β₁ᵗ, or the product of the first t decays where they change; set by <see cref="Optimizer.Prepare"/> of a rule that corrects biases.
    /// </summary>
    public double Beta1Power { get; init; }

    /// <summary>β₂ᵗ; set by <see cref="Optimizer.Prepare"/> of a rule that corrects biases.</summary>
    public double Beta2Power { get; init; }

    /// <summary>μₜ, the momentum of this step; set by <see cref="Optimizer.Prepare"/> of a rule that schedules it.</summary>
    internal double Momentum { get; init; }

    /// <summary>μₜ₊₁, the momentum of the step after this one.</summary>
    internal double NextMomentum { get; init; }

    /// <summary>This step with the powers of two decays.</summary>
    internal OptimizerStep WithPowers(double beta1, double beta2) =>
        this with { Beta1Power = Math.Pow(beta1, Number), Beta2Power = Math.Pow(beta2, Number) };
}
