using DeepLearning.Tabular;
using DeepLearning.Tests.Tabular;

namespace DeepLearning.Tests;

/// <summary>The report of a model of a table.</summary>
public sealed class TabularReportTests
{
    [Fact]
    public void Add_AModelOfClasses_SaysWhatWasSeenAndHowGoodItIs()
    {
        var model = TabularModel.Train(Tables.Classes(200, seed: 1), "label", new() { Fast = true });
        var html = new Report("Labels").Add(model).ToHtml();

        html.Should().ContainAll(
            "<h2>Model</h2>", "<h2>The table</h2>", "<h2>Training</h2>", "<h2>Answers to rows not learned from</h2>",
            "<h2>Which columns matter</h2>", "<h2>What to do next</h2>", "Calibration error", "Confusion matrix", "colour",
            "There are 200 rows: measures of so few scatter");
        html.Should().NotContainAny("Predicted and true", "almost perfectly");
    }

    [Fact]
    public void Add_AModelOfNumbers_ShowsPredictionsAndErrors()
    {
        var table = Tables.Numbers(150, seed: 1);
        var leaky = new RawTable([.. table.Columns, RawColumn.Numeric("copy", [.. table["y"].Numbers.ToArray().Select(y => (2 * y) + 1)])]);
        var html = new Report("Numbers").Add(TabularModel.Train(leaky, "y", new() { Fast = true })).ToHtml();

        html.Should().ContainAll("Predicted and true", "predicted − true", "90 % intervals hold the truth in", "increase of the RMSE");
        html.Should().Contain("Find out whether copy would be known before the answer");
    }

    [Fact]
    public void Add_AModelThatWasLoaded_IsRefused() =>
        Failure.Of<InvalidOperationException>(() => new Report("x").Add(SmallModels.OfClasses())).Should()
            .StartWith("The model was loaded from a file, which does not hold the rows that it was trained on");

    [Fact]
    public void OutOfFold_AnswersToTheRowsAsTheyAre_AreThoseOfTraining()
    {
        var model = TabularModel.Train(Tables.Numbers(150, seed: 1), "y", new() { Fast = true });
        var training = model.Training!;
        var importance = model.OutOfFoldImportance(training);

        importance.Baseline.Should().BeApproximately(training.Evaluation.Regression!.RootMeanSquaredError, 1e-4);
        training.Rows.Rows.Should().Be(150);
        importance.Columns.Select(column => column.Column).Should().BeEquivalentTo("x", "kind");
    }
}
