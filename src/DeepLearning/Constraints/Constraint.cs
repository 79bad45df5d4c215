using System.Numerics;

namespace DeepLearning;

/// <summary>A condition that the weights of every unit must satisfy; applied to W after each update.</summary>
/// <remarks>
/// <para>
/// A constraint looks at one unit at a time, a row of W: the trainer applies it to ranges of units, in any order and on several threads.
/// Biases are not constrained. To write your own, derive and override <see cref="ApplyCore"/>.
/// </para>
/// <threadsafety>A constraint is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Constraint
{
    /// <summary>The name shown in summaries; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Every unit's incoming weights have norm c at most: wᵢ := wᵢ · c / ‖wᵢ‖₂ where ‖wᵢ‖₂ &gt; c.</summary>
    /// <remarks>
    /// Keras's <c>MaxNorm</c> has the limit 2 unless given, here 3. Units within the limit keep their bits. A unit with NaN or an infinity
    /// among its weights is left as it is, so that the error can name it. Source: Srivastava, Hinton, Krizhevsky, Sutskever and
    /// Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting", 2014.
    /// </remarks>
    /// <param name="limit">c, greater than 0; 3 or 4 is typical beside dropout.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not greater than 0, or not finite.</exception>
    public static Constraint MaxNorm(double limit = 3) => new MaxNorm(limit);

    /// <summary>Moves the weights of a range of units to the nearest that satisfy the constraint.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">W, units × inputs, column after column: weight j of unit i is at i + j · units.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <param name="first">The first unit of the range, counted from 0.</param>
    /// <param name="count">The number of units of the range; the weights of others are not touched.</param>
    /// <exception cref="ArgumentException"><paramref name="weights"/> is empty, or not whole columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="units"/> or <paramref name="count"/> is less than 1, or the range does not lie among the units.
    /// </exception>
    public void Apply<T>(Span<T> weights, int units, int first, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SpanGuard.Columns<T>(weights, units, nameof(weights), nameof(units));
        if (first < 0 || first >= units)
        {
            throw Guard.Range(nameof(first), first, $"a unit of the layer, from 0 to {units - 1}");
        }

        if (count < 1 || count > units - first)
        {
            throw Guard.Range(nameof(count), count, $"from 1 to {units - first}, the units from {first} on");
        }

        ApplyCore(weights, units, first, count);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Apply"/>, of a range that has been checked.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">W, units × inputs, column after column: weight j of unit i is at i + j · units.</param>
    /// <param name="units">The number of units of the layer, the length of one column.</param>
    /// <param name="first">The first unit of the range, counted from 0.</param>
    /// <param name="count">The number of units of the range; the weights of others are not touched.</param>
    protected abstract void ApplyCore<T>(Span<T> weights, int units, int first, int count)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
