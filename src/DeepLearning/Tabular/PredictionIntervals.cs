namespace DeepLearning.Tabular;

/// <summary>
/// Intervals around answers that hold the truth in a share of cases: answer ± q w(answer), where w grows with how wrong answers of that
/// size were.
/// </summary>
/// <remarks>
/// Split conformal prediction of the scaled residual; Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, "Distribution-free predictive
/// inference for regression", 2018. The residuals are of answers to rows that the answering networks had not learned from.
/// </remarks>
/// <param name="Answers">x, the median answer of each group of answers, ascending.</param>
/// <param name="Errors">w, the mean |error| of each group.</param>
/// <param name="Factor">q.</param>
internal sealed record PredictionIntervals(IReadOnlyList<double> Answers, IReadOnlyList<double> Errors, double Factor)
{
    private const int Groups = 10;
    private const double LeastShare = 0.1;

    /// <summary>Learns from answers to rows that the networks had not learned from.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="truths">The truth of each.</param>
    /// <param name="coverage">The share of cases, in (0, 1).</param>
    public static PredictionIntervals Fit(double[] answers, double[] truths, double coverage)
    {
        double[] errors = [.. answers.Zip(truths, (answer, truth) => Math.Abs(truth - answer))];
        int[] order = [.. Enumerable.Range(0, answers.Length).OrderBy(i => answers[i])];
        var least = LeastShare * errors.Average();
        var (x, w) = (new List<double>(), new List<double>());
        for (var group = 0; group < Groups; group++)
        {
            var rows = order[(int)((long)group * order.Length / Groups)..(int)((long)(group + 1) * order.Length / Groups)];
            if (rows.Length > 0)
            {
                x.Add((answers[rows[(rows.Length - 1) / 2]] + answers[rows[rows.Length / 2]]) / 2);
                w.Add(Math.Max(least, rows.Average(row => errors[row])));
            }
        }

        var intervals = new PredictionIntervals(x, w, 0);
        double[] ratios = [.. answers.Select((answer, i) => Ratio(errors[i], intervals.Error(answer))).Order()];
        var place = (int)Math.Ceiling(coverage * (ratios.Length + 1)) - 1;
        return intervals with { Factor = ratios[Math.Min(place, ratios.Length - 1)] };
    }

    /// <summary>Half the width of the interval around an answer.</summary>
    public double HalfWidth(double answer) => Factor * Error(answer);

    /// <summary>w(answer): between the groups in a straight line, and constant beyond the first and the last.</summary>
    private double Error(double answer)
    {
        var i = 0;
        while (i < Answers.Count && Answers[i] < answer)
        {
            i++;
        }

        return i == 0 ? Errors[0]
            : i == Answers.Count ? Errors[^1]
            : Errors[i - 1] + ((Errors[i] - Errors[i - 1]) * (answer - Answers[i - 1]) / (Answers[i] - Answers[i - 1]));
    }

    private static double Ratio(double error, double scale) => error == 0 ? 0 : error / scale;
}
