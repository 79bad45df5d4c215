using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// An exponentially weighted average of a sequence θ₁, θ₂, …: v₀ = 0, vₜ = β vₜ₋₁ + (1 − β) θₜ, with the bias correction vₜ / (1 − βᵗ).
/// </summary>
/// <remarks>
/// <para>
/// vₜ averages over about the last 1 / (1 − β) values. It begins at 0, so the first values are too small by the factor 1 − βᵗ, the sum
/// of the weights (1 − β) βⁱ given so far; dividing by it makes the average unbiased from the start.
/// </para>
/// <para>
/// The value holds β alone: the averages are the caller's numbers, passed in and out. <see cref="Optimizer.Momentum"/>,
/// <see cref="Optimizer.RMSprop"/> and <see cref="Optimizer.Adam"/> with its kin average by this formula. NaN and infinities among the
/// values stay in the average; one too small to be a normal number becomes 0, since many processors are a hundred times slower with
/// subnormal numbers.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public readonly record struct ExponentiallyWeightedAverage
{
    /// <summary>An average of the given decay.</summary>
    /// <param name="beta">β, in [0, 1): 0.9 averages over about 10 values, 0.99 over about 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside [0, 1).</exception>
    public ExponentiallyWeightedAverage(double beta) => Beta = Guard.Decay(beta);

    /// <summary>β, the share of the old average that is kept.</summary>
    public double Beta { get; }

    /// <summary>1 / (1 − β), the number of values over which the average goes, roughly.</summary>
    public double Window => 1 / (1 - Beta);

    /// <summary>β v + (1 − β) θ.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="average">v, the average so far; 0 before the first value.</param>
    /// <param name="value">θ, the next value.</param>
    /// <returns>The new average, not yet corrected.</returns>
    public T Next<T>(T average, T value)
        where T : unmanaged, IFloatingPointIeee754<T> => Of<T>().Next<SimdScalar<T>, T>(average, value).Vector;

    /// <summary>v := β v + (1 − β) θ for each element.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="averages">v, to be changed in place.</param>
    /// <param name="values">θ, as many.</param>
    /// <exception cref="ArgumentException">A span is empty, the two are not of one length, or they overlap.</exception>
    public void Next<T>(Span<T> averages, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.NotEmpty<T>(averages, nameof(averages));
        SpanGuard.SameLength(values, nameof(values), averages, nameof(averages));
        SpanGuard.Apart(averages, nameof(averages), values, nameof(values));

        UpdateLoop.Run(new Step<T>(Of<T>()), averages, values);
    }

    /// <summary>1 − βᵗ: what an average of t values is to be divided by.</summary>
    /// <param name="count">t, the number of values averaged, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public double BiasCorrection(long count) => 1 - Math.Pow(Beta, Guard.Positive(count));

    /// <summary>vₜ / (1 − βᵗ), the average without the bias of its start at 0.</summary>
    /// <param name="average">vₜ.</param>
    /// <param name="count">t, the number of values averaged, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public double Corrected(double average, long count) => average / BiasCorrection(count);

    /// <summary>The corrected average after each value of a sequence: a smooth curve through noisy costs, say.</summary>
    /// <param name="values">θ₁, θ₂, …</param>
    /// <returns>As many averages.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public double[] Smooth(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (average, smooth) = (0.0, new List<double>());
        foreach (var value in values)
        {
            average = Next(average, value);
            smooth.Add(Corrected(average, smooth.Count + 1));
        }

        return [.. smooth];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"exponentially weighted average, β = {Beta}");

    /// <summary>The formula for vectors of elements, as the optimizers use it.</summary>
    internal Averaging<T> Of<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(Beta);

    private readonly struct Step<T>(Averaging<T> averaging) : IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(
            ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
            ref Lanes<TSimd, TVector, T> state0, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => w = averaging.Next(w, g);
    }
}
