using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>RMSprop: s := β s + (1 − β) dw², w := w − α dw / (√s + ε).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.RMSprop"/>.</remarks>
internal sealed class RMSprop : Optimizer
{
    /// <summary>RMSprop of the given learning rate and decay.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="beta">β, in [0, 1).</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public RMSprop(double learningRate = 0.001, double beta = 0.9, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta = Guard.Decay(beta);
        Epsilon = Guard.Positive(epsilon);
    }

    /// <summary>β, the share of the old mean square that is kept.</summary>
    public double Beta { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["s"];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RMSprop, α = {LearningRate}, β = {Beta}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(
            new Rule<T>(new(Beta), T.CreateChecked(step.LearningRate), T.CreateChecked(Epsilon)), parameter, gradient, state[0]);

    private readonly struct Rule<T>(Averaging<T> averaging, T rate, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> square, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            square = averaging.Next(square, g * g);
            w -= rate * g / (square.SquareRoot() + epsilon);
        }
    }
}
