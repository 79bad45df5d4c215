namespace DeepLearning;

/// <summary>How often yes and no were answered rightly and wrongly.</summary>
/// <param name="TruePositives">Yes, rightly.</param>
/// <param name="FalsePositives">Yes, wrongly.</param>
/// <param name="FalseNegatives">No, wrongly.</param>
/// <param name="TrueNegatives">No, rightly.</param>
internal readonly record struct AnswerCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    public long Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public long Support => TruePositives + FalseNegatives;

    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    public double Recall => Share(TruePositives, Support);

    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    public double Prevalence => Share(Support, Total);

    public double Error => Share(FalsePositives + FalseNegatives, Total);

    public static AnswerCounts operator +(AnswerCounts left, AnswerCounts right) => new(
        left.TruePositives + right.TruePositives, left.FalsePositives + right.FalsePositives,
        left.FalseNegatives + right.FalseNegatives, left.TrueNegatives + right.TrueNegatives);

    /// <summary>The counts with one more answer.</summary>
    public AnswerCounts With(bool actual, bool predicted) => (actual, predicted) switch
    {
        (true, true) => this with { TruePositives = TruePositives + 1 },
        (false, true) => this with { FalsePositives = FalsePositives + 1 },
        (true, false) => this with { FalseNegatives = FalseNegatives + 1 },
        _ => this with { TrueNegatives = TrueNegatives + 1 },
    };

    private static double Share(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;
}
