using System.Globalization;

namespace DeepLearning.Tuning;

/// <summary>A number or choice that <see cref="RandomSearch"/> draws for every trial.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public abstract class Hyperparameter
{
    private protected Hyperparameter(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name by which tables and files call it.</summary>
    public string Name { get; }

    /// <summary>A number uniform on [low, high).</summary>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="low">A finite number.</param>
    /// <param name="high">A finite number greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range.</exception>
    public static Hyperparameter<double> Linear(string name, double low, double high)
    {
        HighOf(Guard.Finite(low), Guard.Finite(high));
        return new Scaled<double>(name, Text($"linear from {low} to {high}"), u => low + (u * (high - low)));
    }

    /// <summary>
    /// A number whose logarithm is uniform, such as a learning rate: as many draws from 10⁻⁴ to 10⁻³ as from 10⁻³ to 10⁻².
    /// </summary>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="low">A number greater than 0.</param>
    /// <param name="high">A finite number greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range.</exception>
    public static Hyperparameter<double> Logarithmic(string name, double low, double high)
    {
        HighOf(Guard.Positive(low), Guard.Positive(high));
        return new Scaled<double>(name, Text($"logarithmic from {low} to {high}"), u => low * Math.Pow(high / low, u));
    }

    /// <summary>
    /// A decay such as β of momentum, of which 1 − β is drawn on a logarithmic scale: as many draws from 0.9 to 0.99 as from 0.99 to 0.999.
    /// </summary>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="low">In [0, 1).</param>
    /// <param name="high">In [0, 1), greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range.</exception>
    public static Hyperparameter<double> Decay(string name, double low, double high)
    {
        HighOf(Guard.Decay(low), Guard.Decay(high));
        return new Scaled<double>(name, Text($"decay from {low} to {high}"), u => 1 - ((1 - low) * Math.Pow((1 - high) / (1 - low), u)));
    }

    /// <summary>A whole number, each as likely as the other.</summary>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="low">The smallest.</param>
    /// <param name="high">The largest, greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range.</exception>
    public static Hyperparameter<int> Integer(string name, int low, int high)
    {
        HighOf(low, high);
        return new Scaled<int>(
            name, Text($"integer from {low} to {high}"), u => Within(low, high, low + Math.Floor(u * ((double)high - low + 1))));
    }

    /// <summary>A whole number on a logarithmic scale, such as a number of units: as many draws from 8 to 15 as from 16 to 31.</summary>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="low">The smallest, 1 or greater.</param>
    /// <param name="high">The largest, greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of its range.</exception>
    public static Hyperparameter<int> LogarithmicInteger(string name, int low, int high)
    {
        HighOf(Guard.Positive(low), high);
        return new Scaled<int>(
            name, Text($"logarithmic integer from {low} to {high}"),
            u => Within(low, high, Math.Floor(low * Math.Pow((high + 1.0) / low, u))));
    }

    /// <summary>One of some values, each as likely as the other; tables and files call it by its <see cref="object.ToString"/>.</summary>
    /// <typeparam name="TValue">Any type: a number, an <see cref="Activation"/>, an <see cref="Optimizer"/>.</typeparam>
    /// <param name="name">The name by which tables and files call it.</param>
    /// <param name="values">The values, one or more.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or there is no value.</exception>
    /// <exception cref="ArgumentNullException">A value is null.</exception>
    public static Hyperparameter<TValue> Choice<TValue>(string name, params IReadOnlyList<TValue> values)
        where TValue : notnull => new Choice<TValue>(name, values);

    /// <summary>The values that it draws from, such as <c>learning rate: logarithmic from 0.0001 to 0.1</c>.</summary>
    public abstract override string ToString();

    /// <summary>The names of the values that it chooses from; null of numbers on a scale.</summary>
    internal virtual IReadOnlyList<string>? Choices => null;

    /// <summary>Its value at a number from [0, 1).</summary>
    internal abstract TrialSetting Draw(double uniform);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounding must not lead out of the range.</summary>
    private static int Within(int low, int high, double value) => (int)Math.Clamp(value, low, high);

    private static void HighOf(double low, double high)
    {
        if (!(high > low))
        {
            throw Guard.Range(nameof(high), high, Text($"greater than low, {low}"));
        }
    }
}
