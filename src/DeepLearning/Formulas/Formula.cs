using System.Globalization;

namespace DeepLearning;

/// <summary>
/// A function of a pre-activation written down rather than computed: numbers, z, arithmetic and a few functions, put together by operators
/// as in <c>z * Formula.Sigmoid(z)</c>. What leaves the library, ONNX and source code, is made from it.
/// </summary>
/// <remarks>
/// <para>
/// A formula stands for the same function of every unit; only <see cref="SumOverUnits"/>, <see cref="MeanOverUnits"/> and
/// <see cref="MaxOverUnits"/> look at the other units of the example, as softmax does. A part that is used twice is computed once.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one.</threadsafety>
/// </remarks>
public sealed class Formula
{
    private Formula(Operation operation, double value, string? name, Formula[] arguments) =>
        (Operation, Value, Name, Arguments) = (operation, value, name, arguments);

    /// <summary>The pre-activation.</summary>
    internal static Formula Z { get; } = new(Operation.Variable, 0, "z", []);

    internal Operation Operation { get; }

    internal IReadOnlyList<Formula> Arguments { get; }

    /// <summary>The number, of a constant.</summary>
    internal double Value { get; }

    /// <summary>The name, of a variable or of a number left open.</summary>
    internal string? Name { get; }

    /// <summary>A number as a formula.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN or infinite.</exception>
    public static implicit operator Formula(double value) => new(Operation.Constant, Guard.Finite(value), null, []);

    /// <summary>x + y.</summary>
    public static Formula operator +(Formula x, Formula y) => Of(Operation.Add, x, y);

    /// <summary>x − y.</summary>
    public static Formula operator -(Formula x, Formula y) => Of(Operation.Subtract, x, y);

    /// <summary>x · y.</summary>
    public static Formula operator *(Formula x, Formula y) => Of(Operation.Multiply, x, y);

    /// <summary>x / y.</summary>
    public static Formula operator /(Formula x, Formula y) => Of(Operation.Divide, x, y);

    /// <summary>−x.</summary>
    public static Formula operator -(Formula x) => Of(Operation.Negate, x);

    /// <summary>eˣ.</summary>
    /// <param name="x">x.</param>
    public static Formula Exp(Formula x) => Of(Operation.Exp, x);

    /// <summary>eˣ − 1, with all its digits near 0 where the target has such a function.</summary>
    /// <param name="x">x.</param>
    public static Formula ExpM1(Formula x) => Of(Operation.ExpM1, x);

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">x.</param>
    public static Formula Log(Formula x) => Of(Operation.Log, x);

    /// <summary>log(1 + x), with all its digits near 0 where the target has such a function.</summary>
    /// <param name="x">x.</param>
    public static Formula LogP1(Formula x) => Of(Operation.LogP1, x);

    /// <summary>The square root.</summary>
    /// <param name="x">x.</param>
    public static Formula Sqrt(Formula x) => Of(Operation.Sqrt, x);

    /// <summary>|x|.</summary>
    /// <param name="x">x.</param>
    public static Formula Abs(Formula x) => Of(Operation.Abs, x);

    /// <summary>tanh x.</summary>
    /// <param name="x">x.</param>
    public static Formula Tanh(Formula x) => Of(Operation.Tanh, x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">x.</param>
    public static Formula Sigmoid(Formula x) => Of(Operation.Sigmoid, x);

    /// <summary>The complementary error function, 1 − erf x.</summary>
    /// <param name="x">x.</param>
    public static Formula Erfc(Formula x) => Of(Operation.Erfc, x);

    /// <summary>The greater of two.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public static Formula Max(Formula x, Formula y) => Of(Operation.Max, x, y);

    /// <summary>The smaller of two.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public static Formula Min(Formula x, Formula y) => Of(Operation.Min, x, y);

    /// <summary>One formula where x is greater than 0, another elsewhere. Targets may compute both.</summary>
    /// <param name="x">x.</param>
    /// <param name="positive">What it is where x &gt; 0.</param>
    /// <param name="otherwise">What it is elsewhere.</param>
    public static Formula WherePositive(Formula x, Formula positive, Formula otherwise) =>
        Of(Operation.WherePositive, x, positive, otherwise);

    /// <summary>Σ x over the units of the example.</summary>
    /// <param name="x">x.</param>
    public static Formula SumOverUnits(Formula x) => Of(Operation.SumOverUnits, x);

    /// <summary>(1/n) Σ x over the n units of the example.</summary>
    /// <param name="x">x.</param>
    public static Formula MeanOverUnits(Formula x) => Of(Operation.MeanOverUnits, x);

    /// <summary>The greatest x over the units of the example.</summary>
    /// <param name="x">x.</param>
    public static Formula MaxOverUnits(Formula x) => Of(Operation.MaxOverUnits, x);

    /// <summary>The formula as text, such as <c>z * sigmoid(z)</c>.</summary>
    public override string ToString() => Operation.Write(
        this, part => part.ToString(), number => number.ToString(CultureInfo.InvariantCulture), operation => operation.Plain);

    /// <summary>A number that matching finds out.</summary>
    internal static Formula Open(string name) => new(Operation.Open, 0, name, []);

    /// <summary>The same operation of other arguments.</summary>
    internal static Formula Of(Operation operation, params Formula[] arguments)
    {
        foreach (var argument in arguments)
        {
            ArgumentNullException.ThrowIfNull(argument);
        }

        return new(operation, 0, null, arguments);
    }

    /// <summary>The formula with others in the place of its leaves.</summary>
    internal Formula Replace(Func<Formula, Formula> leaf) =>
        Replace(leaf, new Dictionary<Formula, Formula>(ReferenceEqualityComparer.Instance));

    /// <summary>Whether this is the pattern with numbers for its open ones, which are then added to <paramref name="found"/>.</summary>
    internal bool Matches(Formula pattern, Dictionary<string, double> found)
    {
        if (pattern.Operation == Operation.Open)
        {
            return Operation == Operation.Constant && found.TryAdd(pattern.Name!, Value);
        }

        return Operation == pattern.Operation && Value.Equals(pattern.Value) && string.Equals(Name, pattern.Name, StringComparison.Ordinal)
            && Arguments.Zip(pattern.Arguments).All(pair => pair.First.Matches(pair.Second, found));
    }

    private Formula Replace(Func<Formula, Formula> leaf, Dictionary<Formula, Formula> done)
    {
        if (!done.TryGetValue(this, out var replaced))
        {
            replaced = Arguments.Count == 0 ? leaf(this) : Of(Operation, [.. Arguments.Select(argument => argument.Replace(leaf, done))]);
            done.Add(this, replaced);
        }

        return replaced;
    }
}
