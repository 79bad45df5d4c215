namespace DeepLearning;

/// <summary>The receiver operating characteristic of scores.</summary>
internal static class RocCurve
{
    /// <summary>
    /// (R − p (p + 1) / 2) / (p n): R is the sum of the ranks of the p positive answers among all, equal scores sharing their mean rank,
    /// and n the number of the others (Mann and Whitney). It is the probability that a positive answer scores higher than another; NaN
    /// where there are no positive answers, or no others.
    /// </summary>
    /// <param name="scores">The score of each answer; they are sorted.</param>
    /// <param name="isPositive">Whether each answer is positive; sorted along.</param>
    public static double Area(double[] scores, bool[] isPositive)
    {
        Array.Sort(scores, isPositive);
        var (rankSum, positives) = (0.0, 0L);
        for (int first = 0, next; first < scores.Length; first = next)
        {
            for (next = first + 1; next < scores.Length && scores[next] == scores[first]; next++)
            {
            }

            var meanRank = (first + 1.0 + next) / 2;
            for (var i = first; i < next; i++)
            {
                (rankSum, positives) = isPositive[i] ? (rankSum + meanRank, positives + 1) : (rankSum, positives);
            }
        }

        var others = scores.Length - positives;
        return positives == 0 || others == 0 ? double.NaN : (rankSum - (positives * (positives + 1) / 2.0)) / (positives * (double)others);
    }
}
