using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// Adadelta: s := ρ s + (1 − ρ) dw², Δ := √(d + ε) / √(s + ε) dw, d := ρ d + (1 − ρ) Δ², w := w − α Δ.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.Adadelta"/>.</remarks>
internal sealed class Adadelta(double learningRate, double rho, double epsilon) : Optimizer(learningRate)
{
    /// <summary>ρ, the decay of both averages.</summary>
    public double Rho { get; } = Guard.Decay(rho);

    /// <summary>ε, what the first steps begin with.</summary>
    public double Epsilon { get; } = Guard.Positive(epsilon);

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["s", "d"];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Adadelta, α = {LearningRate}, ρ = {Rho}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
            new Rule<T>(new(Rho), T.CreateChecked(step.LearningRate), T.CreateChecked(Epsilon)), parameter, gradient, state[0], state[1]);

    private readonly struct Rule<T>(Averaging<T> average, T rate, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> s, ref Lanes<TSimd, TVector, T> d, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            s = average.Next(s, g * g);
            var change = (d + epsilon).SquareRoot() / (s + epsilon).SquareRoot() * g;
            d = average.Next(d, change * change);
            w -= rate * change;
        }
    }
}
