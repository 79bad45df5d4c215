using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>Evaluations agree with scikit-learn's, within 1e-10 · max(1, |expected|): the two sum in different orders.</summary>
public sealed class EvaluationsGoldenTests
{
    public static TheoryData<string> Labels => [.. EvaluationsFile.Content.Labels.Select(one => one.Name)];

    public static TheoryData<string> Regressions => [.. EvaluationsFile.Content.Regressions.Select(one => one.Name)];

    public static TheoryData<string> Classes => [.. EvaluationsFile.Content.Classes.Select(one => one.Name)];

    [Theory, MemberData(nameof(Labels))]
    public void MultiLabel_AllFigures_AreThoseOfScikitLearn(string name)
    {
        var golden = EvaluationsFile.Content.Labels.Single(one => one.Name == name);

        var evaluation = MultiLabelEvaluation.Of<double>(Flat(golden.Scores), Flat(golden.Targets), golden.Thresholds, names: null);

        // Where it is not defined, a label's score is not a number here and 0 there.
        Near("precision", golden.Precision, evaluation.Labels.Select(label => OrZero(label.Precision)));
        Near("recall", golden.Recall, evaluation.Labels.Select(label => OrZero(label.Recall)));
        Near("F1", golden.F1, evaluation.Labels.Select(label => OrZero(label.F1)));
        Near("ROC-AUC", golden.RocAuc.Select(area => area ?? double.NaN), evaluation.Labels.Select(label => label.RocAuc));
        evaluation.Labels.Select(label => (int)label.Support).Should().Equal(golden.Support);
        Near(
            "prevalence", golden.Support.Select(support => (double)support / golden.Scores.Length),
            evaluation.Labels.Select(label => label.Prevalence));
        Near("micro", golden.Micro, [evaluation.MicroPrecision, evaluation.MicroRecall, evaluation.MicroF1]);
        Near("macro", golden.Macro, [evaluation.MacroPrecision, evaluation.MacroRecall, evaluation.MacroF1]);
        Near("areas", [golden.MicroRocAuc, golden.MacroRocAuc], [evaluation.MicroRocAuc, evaluation.MacroRocAuc]);
        Near("shares", [golden.ExactMatch, golden.HammingLoss], [evaluation.ExactMatch, evaluation.HammingLoss]);
    }

    [Theory, MemberData(nameof(Regressions))]
    public void Regression_AllFigures_AreThoseOfScikitLearn(string name)
    {
        var golden = EvaluationsFile.Content.Regressions.Single(one => one.Name == name);

        var evaluation = RegressionEvaluation.Of<double>(Flat(golden.Outputs), Flat(golden.Targets), golden.RSquared.Length, names: null);

        Near("R²", golden.RSquared, evaluation.Outputs.Select(output => output.RSquared));
        Near("RMSE", golden.RootMeanSquaredError, evaluation.Outputs.Select(output => output.RootMeanSquaredError));
        Near("MAE", golden.MeanAbsoluteError, evaluation.Outputs.Select(output => output.MeanAbsoluteError));
        Near("total", [golden.VarianceWeighted, golden.UniformAverage], [evaluation.RSquared, evaluation.MeanRSquared]);
        Near(
            "errors", [golden.TotalRootMeanSquaredError, golden.TotalMeanAbsoluteError],
            [evaluation.RootMeanSquaredError, evaluation.MeanAbsoluteError]);
    }

    [Theory, MemberData(nameof(Classes))]
    public void Classes_Averages_AreThoseOfScikitLearnOverAllClasses(string name)
    {
        var golden = EvaluationsFile.Content.Classes.Single(one => one.Name == name);

        var confusion = new ConfusionMatrix(golden.Actual, golden.Predicted, golden.Classes);

        Near("macro", golden.Macro, [confusion.MacroPrecision, confusion.MacroRecall, confusion.MacroF1]);
        confusion.Accuracy.Should().Be(golden.Accuracy);

        // The documented difference: scikit-learn leaves out what does not occur, unless it is named.
        var occurring = golden.Actual.Concat(golden.Predicted).Distinct().Count();
        Near("occurring", golden.MacroOfOccurring, golden.Macro.Select(mean => mean * golden.Classes / occurring));
    }

    [Fact]
    public void File_RecordsItsScript_SoThatTheTwoAgree()
    {
        var script = File.ReadAllText(Path.Combine(GoldenFile.Folder, "make_evaluations.py")).ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

        EvaluationsFile.Content.Script
            .Should().Be(hash, "evaluations.json is made by make_evaluations.py: run the script again after changing it");
        script.Should().Contain("Command:   python3 make_evaluations.py")
            .And.Contain($"Python {EvaluationsFile.Content.Python}, scikit-learn {EvaluationsFile.Content.Sklearn} ");
    }

    private static double[] Flat(double[][] examples) => [.. examples.SelectMany(example => example)];

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private static void Near(string what, IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (all, ours) = (expected.ToArray(), actual.ToArray());
        ours.Should().HaveSameCount(all);
        foreach (var (i, one) in all.Index())
        {
            var isNear = double.IsNaN(one) ? double.IsNaN(ours[i]) : Math.Abs(ours[i] - one) <= 1e-10 * Math.Max(1, Math.Abs(one));
            isNear.Should().BeTrue($"{what} {i} must be {one}, but is {ours[i]}");
        }
    }
}
