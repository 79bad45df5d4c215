using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>AdaGrad: s := s + dw², w := w − α dw / (√s + ε).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Optimizer.AdaGrad"/>.</remarks>
internal sealed class AdaGrad : Optimizer
{
    /// <summary>AdaGrad of the given learning rate.</summary>
    /// <param name="learningRate">α, greater than 0.</param>
    /// <param name="epsilon">ε, greater than 0, which keeps the division finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public AdaGrad(double learningRate = 0.01, double epsilon = 1e-10)
        : base(learningRate) => Epsilon = Guard.Positive(epsilon);

    /// <summary>ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames { get; } = ["s"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AdaGrad, α = {LearningRate}, ε = {Epsilon}");

    /// <inheritdoc/>
    protected override void UpdateCore<T>(Span<T> parameter, ReadOnlySpan<T> gradient, OptimizerState<T> state, OptimizerStep step) =>
        UpdateLoop.Run(new Rule<T>(T.CreateChecked(step.LearningRate), T.CreateChecked(Epsilon)), parameter, gradient, state[0]);

    private readonly struct Rule<T>(T rate, T epsilon) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> squares, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            squares += g * g;
            w -= rate * g / (squares.SquareRoot() + epsilon);
        }
    }
}
