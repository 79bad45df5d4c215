using System.Globalization;
using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Every unit's incoming weights have norm c at most: wᵢ := wᵢ · c / ‖wᵢ‖₂ where ‖wᵢ‖₂ &gt; c.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Constraint.MaxNorm"/>.</remarks>
internal sealed class MaxNorm : Constraint
{
    /// <summary>The constraint ‖wᵢ‖₂ ≤ c.</summary>
    /// <param name="limit">c, greater than 0; 3 or 4 is typical beside dropout.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public MaxNorm(double limit = 3) => Limit = Guard.Positive(limit);

    /// <summary>c, the largest norm.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"MaxNorm({Limit})");

    /// <inheritdoc/>
    protected override void ApplyCore<T>(Span<T> weights, int units, int first, int count)
    {
        // A block of units at a time, so that W is read in the order it lies in.
        Span<double> buffer = stackalloc double[Block.Size];
        for (var done = 0; done < count; done += Block.Size)
        {
            var factors = buffer[..Math.Min(Block.Size, count - done)];
            if (Factors<T>(weights, units, first + done, factors))
            {
                for (var rest = weights; !rest.IsEmpty; rest = rest[units..])
                {
                    Scale(rest.Slice(first + done, factors.Length), factors);
                }
            }
        }
    }

    /// <summary>What each unit is to be multiplied by; whether any of it is not 1.</summary>
    private bool Factors<T>(ReadOnlySpan<T> weights, int units, int first, Span<double> factors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        factors.Clear();
        for (var rest = weights; !rest.IsEmpty; rest = rest[units..])
        {
            var values = rest.Slice(first, factors.Length);
            for (var i = 0; i < values.Length; i++)
            {
                // Relative to the limit, so that the squares of weights near it neither overflow nor vanish.
                var value = double.CreateChecked(values[i]) / Limit;
                factors[i] += value * value;
            }
        }

        var any = false;
        for (var i = 0; i < factors.Length; i++)
        {
            var exceeds = factors[i] > 1 && double.IsFinite(factors[i]);
            factors[i] = exceeds ? 1 / Math.Sqrt(factors[i]) : 1;
            any |= exceeds;
        }

        return any;
    }

    private static void Scale<T>(Span<T> values, ReadOnlySpan<double> factors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = factors[i] < 1 ? T.CreateChecked(double.CreateChecked(values[i]) * factors[i]) : values[i];
        }
    }
}
