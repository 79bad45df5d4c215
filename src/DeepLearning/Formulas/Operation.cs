using System.Globalization;

namespace DeepLearning;

/// <summary>An operation of formulas: its value, and how a person writes it.</summary>
/// <remarks>
/// In the templates {0}, {1}, … are the arguments. How a target writes it is the target's to know; what it does not have is written by the
/// <see cref="Expansion"/> into others.
/// </remarks>
internal sealed class Operation
{
    public static readonly Operation Constant = new("constant");
    public static readonly Operation Variable = new("variable");
    public static readonly Operation Open = new("open");

    public static readonly Operation Add = new("({0} + {1})") { Of = a => a[0] + a[1] };
    public static readonly Operation Subtract = new("({0} - {1})") { Of = a => a[0] - a[1] };
    public static readonly Operation Multiply = new("({0} * {1})") { Of = a => a[0] * a[1] };
    public static readonly Operation Divide = new("({0} / {1})") { Of = a => a[0] / a[1], Pole = 1 };
    public static readonly Operation Negate = new("(-{0})") { Of = a => -a[0] };
    public static readonly Operation Exp = new("exp({0})") { Of = a => Math.Exp(a[0]) };

    public static readonly Operation ExpM1 = new("expm1({0})")
    {
        Expansion = a => Formula.Exp(a[0]) - 1,
        Of = a => ExpM1Of(a[0]),
    };

    public static readonly Operation Log = new("log({0})")
    {
        Of = a => Math.Log(a[0]),
        Pole = 0,
    };


    public static readonly Operation LogP1 = new("log1p({0})")
    {
        Expansion = a => Formula.Log(1 + a[0]),
        Of = a => LogP1Of(a[0]),
    };

    public static readonly Operation Sqrt = new("sqrt({0})") { Of = a => Math.Sqrt(a[0]) };
    public static readonly Operation Abs = new("abs({0})") { Of = a => Math.Abs(a[0]) };
    public static readonly Operation Tanh = new("tanh({0})") { Of = a => Math.Tanh(a[0]) };

    public static readonly Operation Sigmoid = new("sigmoid({0})")
    {
        Expansion = a => 1 / (1 + Formula.Exp(-a[0])),
        Of = a => 1 / (1 + Math.Exp(-a[0])),
    };

    public static readonly Operation Erfc = new("erfc({0})")
    {
        Expansion = a => ComplementaryError.Of(a[0]),
        Of = a => MathNet.Numerics.SpecialFunctions.Erfc(a[0]),
    };

    public static readonly Operation Erf = new("erf({0})") { Of = a => MathNet.Numerics.SpecialFunctions.Erf(a[0]) };
    public static readonly Operation Power = new("pow({0}, {1})") { Of = a => Math.Pow(a[0], a[1]), Pole = 0 };
    public static readonly Operation Max = new("max({0}, {1})") { Of = a => Math.Max(a[0], a[1]) };
    public static readonly Operation Min = new("min({0}, {1})") { Of = a => Math.Min(a[0], a[1]) };
    public static readonly Operation WherePositive = new("({0} > 0 ? {1} : {2})") { Of = a => a[0] > 0 ? a[1] : a[2] };

    public static readonly Operation SumOverUnits = new("sum({0})") { Over = Add, Start = 0 };
    public static readonly Operation MaxOverUnits = new("max({0})") { Over = Max, Start = double.NegativeInfinity };

    /// <summary>The sum over the units, divided by their number.</summary>
    public static readonly Operation MeanOverUnits = new("mean({0})") { Over = Add, Start = 0 };

    private Operation(string plain) => Plain = plain;

    /// <summary>As a person writes it.</summary>
    public string Plain { get; }

    /// <summary>The same by other operations.</summary>
    public Func<IReadOnlyList<Formula>, Formula>? Expansion { get; private init; }

    /// <summary>The value for given arguments; null of leaves and of what goes over units.</summary>
    public Func<double[], double>? Of { get; private init; }

    /// <summary>The argument at whose 0 the value may be infinite; null where there is none.</summary>
    public int? Pole { get; private init; }

    /// <summary>What joins the units, of an operation over them.</summary>
    public Operation? Over { get; private init; }

    /// <summary>What an operation over units starts from.</summary>
    public double Start { get; private init; }

    /// <summary>A formula as text.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="part">How an argument is written.</param>
    /// <param name="literal">How a number is written.</param>
    /// <param name="template">The template of an operation; null for its expansion.</param>
    public static string Write(Formula formula, Func<Formula, string> part, Func<double, string> literal, Func<Operation, string?> template)
    {
        if (formula.Arguments.Count == 0)
        {
            return formula.Name ?? literal(formula.Value);
        }

        return template(formula.Operation) is { } text
            ? string.Format(CultureInfo.InvariantCulture, text, [.. formula.Arguments.Select(part)])
            : part(formula.Operation.Expansion!(formula.Arguments));
    }

    /// <summary>eˣ − 1 with all its digits near 0, by Kahan's correction; the base library has it not.</summary>
    private static double ExpM1Of(double x)
    {
        var power = Math.Exp(x);
        var difference = power - 1;
        return difference == 0 ? x : difference == -1 || double.IsPositiveInfinity(power) ? difference : x * (difference / Math.Log(power));
    }

    /// <summary>log(1 + x) with all its digits near 0.</summary>
    private static double LogP1Of(double x)
    {
        var sum = 1 + x;
        var difference = sum - 1;
        return difference == 0 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * (x / difference);
    }
}
