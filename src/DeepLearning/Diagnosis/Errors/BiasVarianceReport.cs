namespace DeepLearning;

/// <summary>Of what the dev error consists, and what to do about it.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public sealed class BiasVarianceReport
{
    internal BiasVarianceReport(ErrorGap bias, ErrorGap variance, ErrorGap? mismatch) =>
        (AvoidableBias, Variance, Mismatch, Gaps) = (bias, variance, mismatch, mismatch is null ? [bias, variance] : [bias, variance, mismatch]);

    /// <summary>The training error beyond human-level error.</summary>
    public ErrorGap AvoidableBias { get; }

    /// <summary>The error beyond the training error, on examples of the same kind that were not learned from.</summary>
    public ErrorGap Variance { get; }

    /// <summary>
    /// The dev error beyond the training-dev error: what another kind of examples costs. Null without a training-dev set.
    /// </summary>
    public ErrorGap? Mismatch { get; }

    /// <summary>The two or three of them.</summary>
    public IReadOnlyList<ErrorGap> Gaps { get; }

    /// <summary>Whether every gap is known to be high or low.</summary>
    public bool IsConclusive => Gaps.All(gap => gap.IsConclusive);

    /// <summary>
    /// What is wrong, the greatest first, such as <c>high bias and high variance</c>; <c>neither high bias nor high variance</c> when
    /// nothing is; <c>can't tell</c> when the sets are too small for that.
    /// </summary>
    public string Verdict
    {
        get
        {
            var problems = string.Join(" and ", Problems.Select(gap => gap.Problem));
            var unclear = string.Join(" and ", Gaps.Where(gap => !gap.IsConclusive).Select(gap => gap.Name));
            return problems.Length > 0 ? unclear.Length > 0 ? $"{problems}; can't tell about {unclear}" : problems
                : unclear.Length == 0 ? Mismatch is null ? "neither high bias nor high variance" : "neither high bias nor high variance nor data mismatch"
                : Gaps.Any(gap => gap.IsConclusive) ? $"can't tell about {unclear}; else nothing is high"
                : "can't tell";
        }
    }

    /// <summary>What to do, a sentence for each problem, the greatest first.</summary>
    public string Advice => Problems.Any() ? string.Join('\n', Problems.Select(gap => gap.Advice))
        : IsConclusive ? "Nothing needs to be done, unless human-level error is known to be lower."
        : "Measure on larger sets.";

    /// <summary>The verdict, a line for each gap, and what to do.</summary>
    public override string ToString() => $"{Verdict}\n{string.Join('\n', Gaps.Select(gap => $"  {gap}"))}\n{Advice}";

    private IEnumerable<ErrorGap> Problems => Gaps.Where(gap => gap.IsHigh).OrderByDescending(gap => gap.Size);
}
