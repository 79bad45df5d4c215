namespace DeepLearning;

/// <summary>
/// Random numbers without state: the number at an index is a function of the stream's key and that index alone.
/// </summary>
/// <remarks>
/// <para>
/// A stream is made from a seed and forked for every purpose, layer and step, as in
/// <c>new RandomStream(seed).Fork("dropout").Fork(layer).Fork(step)</c>. Because nothing is consumed, the numbers do not
/// depend on the number of threads or on the order in which they are asked for, and a resumed run has no generator to restore.
/// </para>
/// <para>
/// The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) read at an
/// arbitrary position. It is meant for numerical work, not for secrets.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one stream.</threadsafety>
/// </remarks>
public readonly struct RandomStream : IEquatable<RandomStream>
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private readonly ulong key;

    /// <summary>The root stream of a seed.</summary>
    /// <param name="seed">Any integer; equal seeds give equal streams.</param>
    public RandomStream(long seed) => key = Mix((ulong)seed + GoldenGamma);

    private RandomStream(ulong key) => this.key = key;

    /// <summary>A stream of its own for a purpose, independent of this one and of every other fork.</summary>
    /// <param name="purpose">What the numbers are for, such as <c>"dropout"</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purpose"/> is null.</exception>
    public RandomStream Fork(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var hash = key;
        foreach (var character in purpose)
        {
            hash = Mix(hash + GoldenGamma + character);
        }

        return new RandomStream(Mix(~hash));
    }

    /// <summary>A stream of its own for a coordinate, such as a layer or a step.</summary>
    /// <param name="coordinate">Any integer.</param>
    public RandomStream Fork(long coordinate) => new(Mix(Mix(key ^ GoldenGamma) + (ulong)coordinate));

    /// <summary>64 random bits.</summary>
    /// <param name="index">The position in the stream.</param>
    public ulong Bits(long index) => Mix(key + (((ulong)index + 1) * GoldenGamma));

    /// <summary>A number uniform on [0, 1), a multiple of 2⁻⁵³.</summary>
    /// <param name="index">The position in the stream.</param>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from the standard normal distribution: mean 0, variance 1.</summary>
    /// <param name="index">The position in the stream.</param>
    /// <remarks>The inverse of the normal distribution function at a uniform number from the open interval (0, 1).</remarks>
    public double Normal(long index) =>
        MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, ((Bits(index) >> 12) + 0.5) * (1.0 / (1L << 52)));

    /// <summary>Puts the items into a random order (Fisher and Yates).</summary>
    /// <param name="items">What to shuffle, in place.</param>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = (int)Math.BigMul(Bits(last), (ulong)last + 1, out _);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(RandomStream other) => key == other.key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => key.GetHashCode();

    /// <summary>Whether two streams give the same numbers.</summary>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Whether two streams differ.</summary>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
