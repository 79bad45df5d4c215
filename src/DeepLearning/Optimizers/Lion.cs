using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Lion, steps of one length: c := β₁ v + (1 − β₁) dw, w := (1 − α λ) w − α sign(c), v := β₂ v + (1 − β₂) dw.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Lion"/>.</remarks>
internal sealed class Lion(double learningRate, double beta1, double beta2, double weightDecay) : Optimizer(learningRate)
{
    /// <summary>β₁, how much of v the step has.</summary>
    public double Beta1 { get; } = Guard.Decay(beta1);

    /// <summary>β₂, the decay of v.</summary>
    public double Beta2 { get; } = Guard.Decay(beta2);

    /// <summary>λ, the weight decay.</summary>
    public double WeightDecay { get; } = Guard.NotNegative(weightDecay);

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["v"];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Lion, α = {LearningRate}, β₁ = {Beta1}, β₂ = {Beta2}, λ = {WeightDecay}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
            new Rule<T>(
                new(Beta1), new(Beta2), T.CreateChecked(1 - (step.LearningRate * WeightDecay)), T.CreateChecked(step.LearningRate)),
            parameter, gradient, state[0]);

    private readonly struct Rule<T>(Averaging<T> ahead, Averaging<T> average, T kept, T rate) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> v, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            w = (kept * w) - (rate * ahead.Next(v, g).Sign());
            v = average.Next(v, g);
        }
    }
}
