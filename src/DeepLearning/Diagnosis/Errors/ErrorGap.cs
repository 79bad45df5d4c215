using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>A part of the dev error: by how much one error is greater than another, and whether that is high.</summary>
/// <remarks>
/// <para>
/// The gap is high when it is greater than the tolerance and its confidence interval lies above 0. It is low when it is no greater than the
/// tolerance and the interval reaches no further above it than the tolerance, so that it is surely less than twice that. Else the sets are
/// too small to tell.
/// </para>
/// <para>
/// The interval of the difference of two independent errors e₁ − e₂ with intervals [l₁, u₁] and [l₂, u₂] is
/// [e₁ − e₂ − √((e₁ − l₁)² + (u₂ − e₂)²), e₁ − e₂ + √((u₁ − e₁)² + (e₂ − l₂)²)]. Sources: Newcombe, "Interval estimation for the difference
/// between independent proportions: comparison of eleven methods" (method 10), 1998; for means, Zou and Donner, "Construction of confidence
/// limits about effect measures: a general approach", 2008.
/// </para>
/// </remarks>
public sealed class ErrorGap
{
    /// <summary>What rounding may add to a difference of shares.</summary>
    private const double Rounding = 1e-12;

    private readonly double tolerance;
    private readonly double needed;

    internal ErrorGap(
        string name, string problem, string advice, MeasuredError larger, MeasuredError smaller, double tolerance, double confidence)
    {
        (Name, Problem, Advice, this.tolerance) = (name, problem, advice, tolerance);
        var (e1, e2) = (larger.Value, smaller.Value);
        var ((l1, u1), (l2, u2)) = (larger.Interval(confidence), smaller.Interval(confidence));
        Size = e1 - e2;
        Low = Size - double.Hypot(e1 - l1, u2 - e2);
        High = Size + double.Hypot(u1 - e1, e2 - l2);
        var deviations = MeasuredError.Deviations(confidence) / Math.Max(tolerance, Rounding);
        needed = deviations * deviations * (larger.Spread + smaller.Spread);
    }

    /// <summary>The name of the gap: avoidable bias, variance or data mismatch.</summary>
    public string Name { get; }

    /// <summary>The name of the problem when the gap is high, such as <c>high variance</c>.</summary>
    public string Problem { get; }

    /// <summary>The advice of the course against it.</summary>
    public string Advice { get; }

    /// <summary>The difference of the two errors as measured; may be negative.</summary>
    public double Size { get; }

    /// <summary>The lower end of the confidence interval.</summary>
    public double Low { get; }

    /// <summary>The upper end of the confidence interval.</summary>
    public double High { get; }

    /// <summary>Whether the gap is greater than the tolerance, and surely greater than 0.</summary>
    public bool IsHigh => Size > tolerance + Rounding && Low > 0;

    /// <summary>Whether the gap is no greater than the tolerance, and the sets are large enough for that to mean something.</summary>
    public bool IsLow => Size <= tolerance + Rounding && High <= tolerance + Math.Max(Size, 0) + Rounding;

    /// <summary>Whether the sets are large enough to say that it is high, or low.</summary>
    public bool IsConclusive => IsHigh || IsLow;

    /// <summary>Name, size, interval and judgement, such as <c>variance 10.00 points (8.13 to 12.06): high</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} {100 * Size:F2} points ({100 * Low:F2} to {100 * High:F2}): {(IsHigh ? "high" : IsLow ? "low" : $"can't tell{Needed}")}");

    private string Needed => needed is > 0 and < int.MaxValue
        ? string.Create(
            CultureInfo.InvariantCulture, $", as a rule {Plural.Of((long)RoundedUp(needed), "example", "N0")} in each set would")
        : "";

    /// <summary>To two digits, upwards.</summary>
    private static double RoundedUp(double number)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(number)) - 1));
        return Math.Ceiling(number / unit) * unit;
    }
}
