using System.Text.Json;
using DeepLearning.Export;
using DeepLearning.Serialization;

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
    /// <param name="weights">How much each counts.</param>
    /// <param name="coverage">The share of cases, in (0, 1).</param>
    public static PredictionIntervals Fit(double[] answers, double[] truths, double[] weights, double coverage)
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
        return intervals with
        {
            Factor = Quantile([.. answers.Select((answer, i) => Ratio(errors[i], intervals.Error(answer)))], weights, coverage),
        };
    }

    /// <summary>
    /// The least ratio that a share of the weights reaches, a row more counted, of mean weight and the greatest ratio: of equal weights the
    /// ⌈coverage (n + 1)⌉-th, or the last.
    /// </summary>
    private static double Quantile(double[] ratios, double[] weights, double coverage)
    {
        int[] order = [.. Enumerable.Range(0, ratios.Length).OrderBy(i => ratios[i])];
        var total = weights.Sum();
        var (wanted, reached) = (coverage * (total + (total / weights.Length)), 0.0);
        foreach (var i in order)
        {
            reached += weights[i];
            if (reached >= wanted)
            {
                return ratios[i];
            }
        }

        return ratios[order[^1]];
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter)"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static PredictionIntervals Read(JsonObjectReader file)
    {
        var intervals = new PredictionIntervals(
            file.Numbers("answers"), file.Numbers("errors"), Guard.NotNegative(file.Number("factor"), "factor"));
        return intervals.Answers.Count > 0 && intervals.Answers.Count == intervals.Errors.Count
            && intervals.Answers.Zip(intervals.Answers.Skip(1)).All(pair => pair.First <= pair.Second)
            && intervals.Errors.All(error => error >= 0)
            ? intervals
            : throw file.Invalid($"{file.Place} must have as many errors, none negative, as ascending answers, and one at least");
    }

    /// <summary>Writes the numbers into an open JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumbers("answers", Answers);
        json.WriteNumbers("errors", Errors);
        json.WriteNumber("factor", Factor);
    }

    /// <summary>
    /// Adds the nodes of q w(answer): w₀ + Σ slopeᵢ clamp(answer − xᵢ, 0, xᵢ₊₁ − xᵢ), which is w between the groups and beyond.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="answer">The tensor of the answers, [N, 1] of double.</param>
    public string Write(OnnxGraph graph, string answer)
    {
        var width = graph.Scalar(OnnxType.Double, Factor * Errors[0]);
        for (var i = 1; i < Answers.Count; i++)
        {
            var run = Answers[i] - Answers[i - 1];
            if (run > 0)
            {
                var reach = graph.Node("interval", "Clip", [
                    graph.Node("interval", "Sub", [answer, graph.Scalar(OnnxType.Double, Answers[i - 1])]),
                    graph.Scalar(OnnxType.Double, 0), graph.Scalar(OnnxType.Double, run)]);
                var rise = graph.Node(
                    "interval", "Mul", [reach, graph.Scalar(OnnxType.Double, Factor * ((Errors[i] - Errors[i - 1]) / run))]);
                width = graph.Node("interval", "Add", [width, rise]);
            }
        }

        return width;
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
