using System.Globalization;
using System.Text;

namespace DeepLearning.GradientChecking;

/// <content>What a check found.</content>
public sealed partial class GradientCheck
{
    internal GradientCheck()
    {
    }

    /// <summary>
    /// ‖dθ_approx − dθ‖ / (‖dθ_approx‖ + ‖dθ‖) over all elements of θ; 0 when both are zero, NaN when either holds a NaN. Differences
    /// that the rounding of J accounts for count as none.
    /// </summary>
    public required double Difference { get; init; }

    /// <summary>The largest difference that passes.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Whether the gradient is right: <see cref="Difference"/> is at most <see cref="Tolerance"/>.</summary>
    public bool Passed => Difference <= Tolerance;

    /// <summary>The same difference for each parameter by itself, by name: where to look first.</summary>
    public required IReadOnlyDictionary<string, double> Differences { get; init; }

    /// <summary>The element whose two derivatives are farthest apart.</summary>
    public required CheckedDerivative Worst { get; init; }

    /// <summary>
    /// Elements at a kink, such as that of ReLU at 0, which moving them by ±ε crosses, with the two-sided difference of J, which means
    /// nothing there. They were found right by the differences of J with a tangent at every kink: of the slope that backpropagation takes
    /// there, which must be one of the slopes beside the kink or between them.
    /// </summary>
    public required IReadOnlyList<CheckedDerivative> Kinks { get; init; }

    /// <summary>The number of elements of θ.</summary>
    public required long Count { get; init; }

    /// <summary>ε.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Whether the network has dropout, so that the check was made under one frozen mask.</summary>
    public required bool DropoutFrozen { get; init; }

    /// <summary>The verdict, the difference, the worst element, and what stands at kinks.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"The gradient is {(Passed ? "right" : "WRONG")}: difference {Difference:0.00E0}, tolerance {Tolerance:0E0}, " +
            $"{Plural.Of(Count, "parameter")}, ε = {Epsilon:0E0}.");
        text.Append(CultureInfo.InvariantCulture, $"\nFarthest apart: {Worst}.");
        if (!Passed)
        {
            foreach (
                var (name, difference) in Differences.OrderByDescending(pair => double.IsNaN(pair.Value) ? double.MaxValue : pair.Value))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {name}: {difference:0.00E0}");
            }
        }

        if (Kinks.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nAt kinks: {Kinks.Count} of {Plural.Of(Count, "parameter")}, ");
            text.Append(
                "whose ±ε crosses one (as of ReLU at 0), where no derivative exists; they are right along the slopes that " +
                "backpropagation takes there. ");
            text.Append(CultureInfo.InvariantCulture, $"First: {Kinks[0]}.");
        }

        if (DropoutFrozen)
        {
            text.Append("\nThe network has dropout: all evaluations used the same masks.");
        }

        return text.ToString();
    }
}
