using System.Globalization;

namespace DeepLearning;

/// <summary>
/// A way to average the weights of the steps of a run. Averages are calmer than the last weights, and often better: the run measures by
/// them, and leaves the network with them.
/// </summary>
/// <remarks>
/// <para>
/// With z the weights that the optimizer moves, x their average and y the weights at which gradients are computed: zₜ = zₜ₋₁ + the
/// optimizer's step by the gradient at yₜ₋₁; xₜ = (1 − cₜ) xₜ₋₁ + cₜ zₜ with cₜ = wₜ / Wₜ and Wₜ = β Wₜ₋₁ + wₜ; x₀ = y₀ = z₀ are the
/// weights that the run begins with. Biases, gains and shifts are averaged as weights are.
/// </para>
/// <para>The averages cost one or two copies of the parameters and a pass over them after every step.</para>
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed class WeightAverage
{
    private readonly string text;

    private WeightAverage(double decay, double interpolation, string text) =>
        (Decay, Interpolation, this.text) = (decay, interpolation, text);

    /// <summary>The β of W, 1 where no weights are forgotten.</summary>
    internal double Decay { get; }

    /// <summary>The share of x in y; 0 where gradients are computed at z itself.</summary>
    internal double Interpolation { get; }

    /// <summary>
    /// The exponential moving average: wₜ = 1 and y = z, so that cₜ = (1 − β) / (1 − βᵗ), the average with the bias correction of
    /// <see cref="ExponentiallyWeightedAverage"/>.
    /// </summary>
    /// <param name="beta">β, in [0, 1): 0.999 averages over about the last 1000 steps.</param>
    /// <remarks>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside [0, 1).</exception>
    public static WeightAverage Exponential(double beta = 0.999) =>
        new(Guard.Decay(beta), 0, string.Create(CultureInfo.InvariantCulture, $"exponential moving average of the weights, β = {beta}"));

    /// <summary>
    /// The average of all steps that takes the place of a schedule: wₜ = αₜ² with the learning rate αₜ, nothing is forgotten, and y = (1 −
    /// β) z + β x.
    /// </summary>
    /// <param name="beta">β, in [0, 1): how near to the average gradients are computed; it takes the place of momentum.</param>
    /// <remarks>
    /// <para>
    /// Schedule-free AdamW is <c>Optimizer.AdamW(0.0025, beta1: 0)</c> with this average, at best with
    /// <see cref="Schedule.WarmUp"/> for the first steps and otherwise a constant learning rate; schedule-free gradient descent is
    /// <c>Optimizer.GradientDescent</c> with it. Weight decay is the optimizer's, of z.
    /// </para>
    /// <para>Source: Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky, "The road less scheduled", 2024.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside [0, 1).</exception>
    public static WeightAverage ScheduleFree(double beta = 0.9) =>
        new(1, Guard.Decay(beta), string.Create(CultureInfo.InvariantCulture, $"schedule-free average of the weights, β = {beta}"));

    /// <inheritdoc/>
    public override string ToString() => text;

    /// <summary>wₜ, how much the weights of a step count.</summary>
    internal double WeightOf(double learningRate) => Decay < 1 ? 1 : learningRate * learningRate;
}
