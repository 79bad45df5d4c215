using System.Globalization;

namespace DeepLearning;

/// <summary>A measure of how well a network tells whether examples have one label; see <see cref="MultiLabelEvaluation.Labels"/>.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
public sealed class LabelEvaluation
{
    private readonly Lazy<double> rocAuc;

    internal LabelEvaluation(string name, double threshold, AnswerCounts counts, Func<double> rocAuc) =>
        (Name, Threshold, Counts, this.rocAuc) = (name, threshold, counts, new(rocAuc));

    /// <summary>The name of the label; its number where no names were given.</summary>
    public string Name { get; }

    /// <summary>The output from which on an example has the label.</summary>
    public double Threshold { get; }

    /// <summary>The number of examples that have the label and were given it.</summary>
    public long TruePositives => Counts.TruePositives;

    /// <summary>The number of examples that were given the label and do not have it.</summary>
    public long FalsePositives => Counts.FalsePositives;

    /// <summary>The number of examples that have the label and were not given it.</summary>
    public long FalseNegatives => Counts.FalseNegatives;

    /// <summary>The number of examples that do not have the label and were not given it.</summary>
    public long TrueNegatives => Counts.TrueNegatives;

    /// <summary>The number of examples that have the label: TP + FN.</summary>
    public long Support => Counts.Support;

    /// <summary>The share of examples that have the label, in [0, 1].</summary>
    public double Prevalence => Counts.Prevalence;

    /// <summary>The share of the examples given the label that have it: TP / (TP + FP); NaN when none was given it.</summary>
    public double Precision => Counts.Precision;

    /// <summary>The share of the examples with the label that were given it: TP / (TP + FN); NaN when none has it.</summary>
    public double Recall => Counts.Recall;

    /// <summary>
    /// The harmonic mean of precision and recall: 2TP / (2TP + FP + FN); NaN when no example has the label and none was given it.
    /// </summary>
    public double F1 => Counts.F1;

    /// <summary>
    /// The probability that an example with the label scores higher than one without, equal scores counting half, whatever the threshold. ½
    /// is chance, 1 perfect; NaN when every example has the label, or none.
    /// </summary>
    public double RocAuc => rocAuc.Value;

    internal AnswerCounts Counts { get; }

    /// <summary>The name, then precision, recall, F1 and ROC-AUC.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: precision {Precision:F3}, recall {Recall:F3}, F1 {F1:F3}, ROC-AUC {RocAuc:F3}, {Plural.Of(Support, "example", "N0")} " +
        $"with it");
}
