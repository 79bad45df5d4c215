using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Text;

namespace DeepLearning;

/// <summary>
/// A measure of how well a network gives examples their sets of labels: several outputs that are independent of each other, each a yes or
/// no to a label of its own.
/// </summary>
/// <remarks>
/// An example has a label where its target is 1, and is given it where the output reaches the label's threshold. Whether the targets happen
/// to be one-hot does not matter: of independent outputs none knows of the others.
/// </remarks>
public sealed class MultiLabelEvaluation : Evaluation
{
    internal const string NameOfMetric = "micro F1";

    private readonly Lazy<double> microRocAuc;

    private MultiLabelEvaluation(double[] scores, bool[] actual, IReadOnlyList<LabelEvaluation> labels, double[] wrongShares)
    {
        (Labels, WrongShares) = (labels, wrongShares);
        Micro = labels.Aggregate(default(AnswerCounts), (sum, label) => sum + label.Counts);
        microRocAuc = new(() => RocCurve.Area([.. scores], [.. actual]));
    }

    /// <inheritdoc/>
    public override int Examples => WrongShares.Length;

    /// <inheritdoc/>
    public override string MetricName => NameOfMetric;

    /// <summary>
    /// <see cref="MicroF1"/>: unlike a share of right answers, it is not near 1 where labels are rare and none is ever given.
    /// </summary>
    public override double Metric => MicroF1;

    /// <summary>The labels, one for each output, in their order.</summary>
    public IReadOnlyList<LabelEvaluation> Labels { get; }

    /// <summary>The share of examples that were given exactly the labels they have, also called subset accuracy.</summary>
    public double ExactMatch => (double)WrongShares.Count(share => share == 0) / Examples;

    /// <summary>The share of wrong answers among all answers, of every label to every example.</summary>
    public double HammingLoss => Micro.Error;

    /// <summary>The precision of all answers counted together: ΣTP / Σ(TP + FP); NaN when no label was given to any example.</summary>
    public double MicroPrecision => Micro.Precision;

    /// <summary>The recall of all answers counted together: ΣTP / Σ(TP + FN); NaN when no example has a label.</summary>
    public double MicroRecall => Micro.Recall;

    /// <summary>
    /// The F1 of all answers counted together: 2ΣTP / Σ(2TP + FP + FN); NaN when no example has a label and none was given one.
    /// </summary>
    public double MicroF1 => Micro.F1;

    /// <summary>
    /// The area under the receiver operating characteristic of all answers together: the probability that an answer whose truth is yes
    /// scores higher than one whose truth is no. NaN when all answers are of one kind.
    /// </summary>
    public double MicroRocAuc => microRocAuc.Value;

    /// <summary>The mean of the labels' precision; a label that no example was given counts 0, as in scikit-learn.</summary>
    public double MacroPrecision => Macro(label => label.Precision);

    /// <summary>The mean of the labels' recall; a label that no example has counts 0, as in scikit-learn.</summary>
    public double MacroRecall => Macro(label => label.Recall);

    /// <summary>The mean of the labels' F1; a label that no example has or was given counts 0, as in scikit-learn.</summary>
    public double MacroF1 => Macro(label => label.F1);

    /// <summary>
    /// The mean of the labels' areas under the receiver operating characteristic. Labels that every example has, or none, have no area and
    /// are left out, where scikit-learn's <c>roc_auc_score</c> gives NaN for the whole; NaN when nothing is left.
    /// </summary>
    public double MacroRocAuc
    {
        get
        {
            var areas = Labels.Select(label => label.RocAuc).Where(double.IsFinite).ToArray();
            return areas.Length == 0 ? double.NaN : areas.Average();
        }
    }

    /// <summary>Of each example, the share of its labels that were answered wrongly.</summary>
    internal double[] WrongShares { get; }

    internal AnswerCounts Micro { get; }

    /// <summary>Exact matches, Hamming loss and F1, then a row for each label, and the two kinds of mean.</summary>
    public override string ToString()
    {
        var width = Math.Max("label".Length, Labels.Max(label => label.Name.Length));
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"exact match {ExactMatch:P2}, Hamming loss {HammingLoss:F4}, micro F1 {MicroF1:F4} on " +
            $"{Plural.Of(Examples, "example", "N0")}\n")
            .Append("label".PadRight(width)).Append("  support  prevalence  precision  recall     F1  ROC-AUC");
        foreach (var label in Labels)
        {
            Append(label.Name, Text(label.Support), label.Prevalence, label.Precision, label.Recall, label.F1, label.RocAuc);
        }

        Append("micro", Text(Micro.Support), Micro.Prevalence, MicroPrecision, MicroRecall, MicroF1, MicroRocAuc);
        Append("macro", "", Micro.Prevalence, MacroPrecision, MacroRecall, MacroF1, MacroRocAuc);
        return text.ToString();

        void Append(string name, string support, double prevalence, double precision, double recall, double f1, double rocAuc) =>
            text.Append('\n').Append(
            CultureInfo.InvariantCulture,
            $"{name.PadRight(width)}  {support,7}  {prevalence,10:F3}  {precision,9:F3}  {recall,6:F3}  {f1,5:F3}  {rocAuc,7:F3}");
    }

    internal static MultiLabelEvaluation Of<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, IReadOnlyList<double> thresholds, IReadOnlyList<string>? names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = thresholds.Count;
        var (scores, actual, least) = (new double[outputs.Length], new bool[targets.Length], DeepLearning.Labels.In<T>(thresholds));
        TensorPrimitives.ConvertTruncating(outputs, scores);
        var (counts, wrongShares) = (new AnswerCounts[rows], new double[targets.Length / rows]);
        for (var i = 0; i < targets.Length; i++)
        {
            var (example, row) = Math.DivRem(i, rows);
            var given = outputs[i] >= least[row];
            actual[i] = targets[i] == T.One;
            counts[row] = counts[row].With(actual[i], given);
            wrongShares[example] += given != actual[i] ? 1.0 / rows : 0;
        }

        var labelNames = DeepLearning.Labels.Names(names, rows);
        return new(
            scores, actual,
            [.. counts.Select((count, row) =>
                new LabelEvaluation(labelNames[row], thresholds[row], count, () => AreaOf(scores, actual, row, rows)))],
            wrongShares);
    }

    /// <summary>Micro F1 alone, without what else an evaluation remembers.</summary>
    internal static double MetricOf<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (counts, least) = (default(AnswerCounts), T.CreateChecked(threshold));
        for (var i = 0; i < targets.Length; i++)
        {
            counts = counts.With(targets[i] == T.One, outputs[i] >= least);
        }

        return counts.F1;
    }

    private static double AreaOf(double[] scores, bool[] actual, int row, int rows)
    {
        var examples = Enumerable.Range(0, scores.Length / rows).Select(example => (example * rows) + row).ToArray();
        return RocCurve.Area([.. examples.Select(i => scores[i])], [.. examples.Select(i => actual[i])]);
    }

    private double Macro(Func<LabelEvaluation, double> score) => Labels.Select(score).Average(value => double.IsNaN(value) ? 0 : value);

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
