using DeepLearning.Data;
using DeepLearning.Tabular;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests.Tabular;

[Collection(nameof(BackendTests))]
public sealed class TabularModelTests
{
    private static readonly TabularOptions Fast = new() { Fast = true };

    [Fact]
    public void Train_OnClasses_AnswersWithProbabilitiesThatAreAsSureAsTheyAreRight()
    {
        var model = TabularModel.Train(Tables.Classes(600, seed: 1), "label", Fast);
        var test = Tables.Classes(2000, seed: 2);
        var answers = model.Predict(test);
        var truth = test["label"].Texts.ToArray();

        model.Classes.Should().Equal("high", "low", "noise");
        answers.Should().AllSatisfy(answer => answer.Probabilities.Sum().Should().BeApproximately(1, 1e-9));
        answers.Zip(truth, (answer, label) => answer.Class == label).Count(isRight => isRight)
            .Should().BeGreaterThan((int)(0.82 * test.Rows), "nine in ten follow the rule");
        var sure = answers.Average(answer => answer.Probability(answer.Class!));
        var right = answers.Zip(truth, (answer, label) => answer.Class == label ? 1.0 : 0).Average();
        sure.Should().BeApproximately(right, 0.04);
    }

    [Fact]
    public void Train_OnNumbers_AnswersWithIntervalsThatHoldNineInTen()
    {
        var model = TabularModel.Train(Tables.Numbers(800, seed: 1), "y", Fast);
        var test = Tables.Numbers(2000, seed: 2);
        var answers = model.Predict(test);
        var truth = test["y"].Numbers.ToArray();

        answers.Zip(truth, (answer, y) => answer.Lower <= y && y <= answer.Upper ? 1.0 : 0).Average().Should().BeInRange(0.87, 0.94);
        var mean = truth.Average();
        answers.Zip(truth, (answer, y) => Math.Pow(answer.Prediction - y, 2)).Sum()
            .Should().BeLessThan(0.1 * truth.Sum(y => Math.Pow(y - mean, 2)));

        // The noise is a twentieth of the number, and so the intervals are wider where it is larger.
        var widths = answers.OrderBy(answer => answer.Prediction).Select(answer => answer.Upper - answer.Lower).ToArray();
        widths[^200..].Average().Should().BeGreaterThan(1.5 * widths[..200].Average());
    }

    [Fact]
    public void Train_OnAnyNumberOfThreads_GivesTheSameAnswers()
    {
        var (train, test) = (Tables.Classes(150, seed: 1), Tables.Classes(20, seed: 2));
        var before = Backend.Threads;
        try
        {
            Backend.Threads = 1;
            var one = Bits(TabularModel.Train(train, "label", Fast));
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Backend.Threads = threads;
                Bits(TabularModel.Train(train, "label", Fast)).Should().Equal(one);
            }

            Bits(TabularModel.Train(train, "label", new() { Fast = true, Seed = 2 })).Should().NotEqual(one);
        }
        finally
        {
            Backend.Threads = before;
        }

        long[] Bits(TabularModel model) => model.Predict(test).SelectMany(answer => answer.Probabilities).Bits();
    }

    [Fact]
    public void Predict_OfARowAlone_IsAsAmongOthers()
    {
        var model = TabularModel.Train(Tables.Numbers(100, seed: 1), "y", Fast);
        var test = Tables.Numbers(1500, seed: 2);
        var together = model.Predict(test);
        foreach (var row in new[] { 0, 1023, 1024, 1499 })
        {
            model.Predict(test.Subset(row))[0].Prediction.Should().Be(together[row].Prediction);
        }
    }

    [Fact]
    public void Predict_WhatTrainingHasNotSeen_IsAnswered()
    {
        var model = TabularModel.Train(Tables.Classes(100, seed: 1), "label", Fast);
        var strange = new RawTable(
            RawColumn.Numeric("size", double.NaN, 1e300), RawColumn.Text("colour", "violet", null),
            RawColumn.Numeric("x", double.NaN, -1e300),
            RawColumn.Text("beside the point", "a", "b"));

        model.Predict(strange).Should().AllSatisfy(answer => answer.Probabilities.Should().AllSatisfy(p => p.Should().BeInRange(0, 1)));
    }

    [Fact]
    public void Predict_ColumnsOfAnotherKind_AreTakenForWhatTheyAreWrittenAs()
    {
        var model = TabularModel.Train(
            new(
                RawColumn.Text("zip", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "x" : i % 3 == 1 ? "7" : "8.5")]),
                RawColumn.Numeric("n", [.. Enumerable.Range(0, 60)]),
                RawColumn.Text("y", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 1 ? "a" : "b")])), "y", Fast);
        RawTable With(RawColumn zip, RawColumn n) => new(zip, n);
        string[] Answers(RawTable table) => [.. model.Predict(table).Select(answer => $"{answer}")];
        var asTrained = Answers(With(RawColumn.Text("zip", "7", "8.5", null), RawColumn.Numeric("n", 1, 2, double.NaN)));

        Answers(With(RawColumn.Numeric("zip", 7, 8.5, double.NaN), RawColumn.Text("n", "1", "2", null))).Should().Equal(asTrained);
        var wrong = () => model.Predict(With(RawColumn.Text("zip", "7"), RawColumn.Text("n", "two")));
        wrong.Should().Throw<ArgumentException>()
            .WithMessage("Row 0 of column \"n\", counted from 0, is \"two\", but the model has learned the column as numbers*");
        var absent = () => model.Predict(new RawTable(RawColumn.Text("zip", "7")));
        absent.Should().Throw<ArgumentException>().WithMessage("*no column \"n\"*");
    }

    /// <summary>Tables that nothing may break.</summary>
    public static TheoryData<string> OddTables => [.. Odd.Keys];

    private static Dictionary<string, (RawTable Table, string Target)> Odd { get; } = new()
    {
        ["two rows"] = (new(RawColumn.Numeric("x", 1, 2), RawColumn.Text("y", "a", "b")), "y"),
        ["fewer rows than folds"] = (new(RawColumn.Numeric("x", 1, 2, 3), RawColumn.Numeric("y", 4, 5, 7)), "y"),
        ["a class seen once"] = (new(
            RawColumn.Numeric("x", [.. Enumerable.Range(0, 30)]),
            RawColumn.Text("y", [.. Enumerable.Range(0, 30).Select(i => i == 7 ? "once" : i % 2 == 0 ? "even" : "odd")])), "y"),
        ["columns of nothing and of one value"] = (new(
            RawColumn.Numeric("nothing", [.. Enumerable.Repeat(double.NaN, 20)]), RawColumn.Numeric("one", [.. Enumerable.Repeat(3.0, 20)]),
            RawColumn.Text("no text", [.. Enumerable.Repeat<string?>(null, 20)]), RawColumn.Numeric("x", [.. Enumerable.Range(0, 20)]),
            RawColumn.Numeric("y", [.. Enumerable.Range(0, 20).Select(i => i * 2.0)])), "y"),
        ["a column of one number and holes"] = (new(
            RawColumn.Numeric("x", [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 5 : double.NaN)]),
            RawColumn.Text("y", [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "there" : "not")])), "y"),
        ["numbers that are all the same"] = (new(
            RawColumn.Numeric("x", [.. Enumerable.Range(0, 20)]), RawColumn.Numeric("y", [.. Enumerable.Repeat(7.0, 20)])), "y"),
        ["a text of its own in every row"] = (new(
            RawColumn.Text("x", [.. Enumerable.Range(0, 300).Select(i => $"text {i}")]),
            RawColumn.Text("y", [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? "a" : "b")])), "y"),
        ["numbers that are huge and tiny"] = (new(
            RawColumn.Numeric("x", [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, i - 20))]),
            RawColumn.Numeric("y", [.. Enumerable.Range(0, 40).Select(i => 1e-8 * i)])), "y"),
    };

    [Theory]
    [MemberData(nameof(OddTables))]
    public void Train_OnAnOddTable_Answers(string name)
    {
        var (table, target) = Odd[name];
        var model = TabularModel.Train(table, target, new() { Fast = true, IsClassification = table[target].IsText });
        foreach (var answer in model.Predict(table))
        {
            if (table[target].IsText)
            {
                answer.Probabilities.Sum().Should().BeApproximately(1, 1e-9);
            }
            else
            {
                var numbers = table[target].Numbers.ToArray();
                answer.Lower.Should().BeInRange(numbers.Min(), answer.Prediction);
                answer.Upper.Should().BeInRange(answer.Prediction, numbers.Max());
            }
        }
    }

    [Fact]
    public void Train_TargetSaysWhatItIs()
    {
        var x = RawColumn.Numeric("x", [.. Enumerable.Range(0, 10)]);
        RawTable With(RawColumn target) => new(x, target);
        var zeroOrOne = With(RawColumn.Numeric("y", [.. Enumerable.Range(0, 10).Select(i => i % 2)]));
        var numbers = With(RawColumn.Numeric("y", [.. Enumerable.Range(0, 10).Select(i => i % 3)]));

        TabularModel.Train(zeroOrOne, "y", Fast).Classes.Should().Equal("0", "1");
        TabularModel.Train(zeroOrOne, "y", new() { Fast = true, IsClassification = false }).Classes.Should().BeEmpty();
        TabularModel.Train(numbers, "y", Fast).Classes.Should().BeEmpty();
        TabularModel.Train(numbers, "y", new() { Fast = true, IsClassification = true }).Classes.Should().Equal("0", "1", "2");
    }

    [Fact]
    public void Train_OnlyUsesTheColumnsThatTellSomething()
    {
        var table = Tables.Classes(60, seed: 1);
        var model = TabularModel.Train(table, "label", new() { Fast = true, Ignore = ["size"] });
        model.InputColumns.Should().Equal(new InputColumn("x", IsText: false), new InputColumn("colour", IsText: true));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "no such column", "*no column \"z\"*" },
        { "one target and holes", "*needs at least 2 rows with a target, but 1 of 3 have one in column \"y\"*" },
        { "one row", "*needs at least 2 rows*" },
        { "one class", "*hold the same class, a*" },
        { "texts as numbers", "*holds texts, which are classes*" },
        { "nothing to learn from", "No column but the target \"y\" holds two different values*" },
        { "the test set", "A network learns from the training set only*" },
        { "an unknown column to ignore", "*no column \"z\"*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Train_OnWhatNothingCanBeLearnedFrom_SaysWhy(string what, string message)
    {
        var table = new RawTable(RawColumn.Numeric("x", 1, 2, 3), RawColumn.Text("y", "a", "b", "a"));
        Action action = what switch
        {
            "no such column" => () => TabularModel.Train(table, "z"),
            "one target and holes" =>
                () => TabularModel.Train(new(RawColumn.Numeric("x", 1, 2, 3), RawColumn.Text("y", "a", null, null)), "y"),
            "one row" => () => TabularModel.Train(table.Subset(0), "y"),
            "one class" => () => TabularModel.Train(table.Subset(0, 2), "y"),
            "texts as numbers" => () => TabularModel.Train(table, "y", new() { IsClassification = false }),
            "nothing to learn from" =>
                () => TabularModel.Train(new(RawColumn.Numeric("x", 1, 1), RawColumn.Text("y", "a", "b")), "y"),
            "the test set" => () => TabularModel.Train(table.WithRole(DataRole.Test), "y"),
            _ => () => TabularModel.Train(table, "y", new() { Ignore = ["z"] }),
        };
        action.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Train_OnATargetWithHoles_LeavesTheseRowsOutAndSaysSo()
    {
        var table = Tables.Classes(60, seed: 1);
        var label = table["label"].Texts.ToArray();
        var holes = new RawTable([
            .. table.Columns.SkipLast(1), RawColumn.Text("label", [.. label.Select((name, row) => row % 6 == 0 ? null : name)])]);
        var model = TabularModel.Train(holes, "label", Fast);

        model.Notes.Should().Equal("10 rows without a \"label\" were left out.");
        var without = TabularModel.Train(holes.Subset([.. Enumerable.Range(0, 60).Where(row => row % 6 != 0)]), "label", Fast);
        without.Notes.Should().BeEmpty();
        model.Predict(table).SelectMany(answer => answer.Probabilities).Bits().Should()
            .Equal(without.Predict(table).SelectMany(answer => answer.Probabilities).Bits());
        Failure.Of<ArgumentException>(() => model.Evaluate(holes)).Should().StartWith("Row 0 of the target column \"label\"");
    }

    [Fact]
    public void Predict_OfARowByItsCells_IsThatOfTheTable()
    {
        var model = TabularModel.Train(Tables.Classes(60, seed: 1), "label", Fast);
        var table = new RawTable(
            RawColumn.Numeric("x", 0.5, double.NaN), RawColumn.Text("colour", "red", null), RawColumn.Numeric("size", 3, 4));
        var expected = model.Predict(table).Select(answer => answer.Probabilities.Bits()).ToArray();

        model.Predict(0.5, "red", 3).Probabilities.Bits().Should().Equal(expected[0]);
        model.Predict(null, null, "4").Probabilities.Bits().Should().Equal(expected[1]);
        model.Predict(new Dictionary<string, Cell> { ["size"] = 3, ["colour"] = "red", ["x"] = 0.5, ["more"] = 1 })
            .Probabilities.Bits().Should().Equal(expected[0]);
        Failure.Of<ArgumentException>(() => model.Predict(0.5, "red")).Should()
            .StartWith("A row has a cell for each of 3 columns, x, colour, size, but this one has 2.");
        Failure.Of<ArgumentException>(() => model.Predict(new Dictionary<string, Cell> { ["x"] = 1 })).Should()
            .StartWith("The row has no cell \"colour\"");
    }

    [Fact]
    public void Evaluate_MeasuresTheAnswers()
    {
        var (classes, numbers) = (Tables.Classes(100, seed: 2), Tables.Numbers(100, seed: 2));
        var ofClasses = TabularModel.Train(Tables.Classes(150, seed: 1), "label", Fast);
        var ofNumbers = TabularModel.Train(Tables.Numbers(150, seed: 1), "y", Fast);
        var (judged, measured) = (ofClasses.Evaluate(classes), ofNumbers.Evaluate(numbers));
        var (answers, truth) = (ofNumbers.Predict(numbers), numbers["y"].Numbers.ToArray());

        judged.Regression.Should().BeNull();
        judged.Classification!.Accuracy.Should().BeApproximately(
            ofClasses.Predict(classes).Zip(classes["label"].Texts.ToArray(), (answer, label) => answer.Class == label ? 1.0 : 0).Average(),
            1e-12);
        judged.Classification.Confusion.ClassNames.Should().Equal("high", "low", "noise");
        $"{judged}".Should().Contain("log-loss").And.Contain("calibration error");
        measured.Classification.Should().BeNull();
        measured.Regression!.RootMeanSquaredError.Should().BeApproximately(
            Math.Sqrt(answers.Zip(truth, (answer, y) => Math.Pow(answer.Prediction - y, 2)).Average()), 1e-9);
        measured.Coverage.Should().Be(
            answers.Zip(truth, (answer, y) => answer.Lower <= y && y <= answer.Upper).Count(isHeld => isHeld) / 100.0);
        measured.MeanWidth.Should().BeApproximately(answers.Average(answer => answer.Upper - answer.Lower), 1e-9);
        $"{measured}".Should().Contain("RMSE").And.Contain("90 % intervals hold");
    }

    [Fact]
    public void Evaluate_AClassThatTrainingHasNotSeen_IsNamed()
    {
        var model = TabularModel.Train(Tables.Classes(60, seed: 1, noise: 0), "label", Fast);
        var action = () => model.Evaluate(Tables.Classes(60, seed: 1, noise: 0.5));
        action.Should().Throw<ArgumentException>()
            .WithMessage("Row * is \"noise\", a class that training has not seen; it knows *high*low*");
    }

    [Fact]
    public void Train_Cancelled_KeepsTheBestSoFar()
    {
        using var source = new CancellationTokenSource();
        var (reports, table) = (0, Tables.Numbers(400, seed: 1));
        var progress = new Reports(report =>
        {
            if (++reports == 20)
            {
                source.Cancel();
            }
        });
        var model = TabularModel.Train(table, "y", progress: progress, cancellationToken: source.Token);

        model.Evaluate(Tables.Numbers(400, seed: 2)).Regression!.RSquared.Should().BeGreaterThan(0.2);
        reports.Should().BeLessThan(100, "of eight members with 256 epochs each");
        var tooEarly = () => TabularModel.Train(table, "y", cancellationToken: source.Token);
        tooEarly.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Train_WithinATimeThatIsTooShort_AnswersNevertheless()
    {
        var table = Tables.Numbers(1000, seed: 1);
        foreach (var time in new[] { TimeSpan.FromTicks(1), TimeSpan.FromSeconds(0.5) })
        {
            var model = TabularModel.Train(table, "y", new() { TimeLimit = time });
            model.Predict(table).Should().AllSatisfy(answer => answer.Prediction.Should().BeInRange(answer.Lower, answer.Upper));
        }
    }

    [Fact]
    public void Train_ReportsEveryEpoch()
    {
        var reports = new List<EnsembleProgress>();
        TabularModel.Train(Tables.Numbers(100, seed: 1), "y", Fast, new Reports(reports.Add));
        reports.Select(report => report.FinishedEpochs).Should().BeInAscendingOrder();
        reports[^1].FinishedEpochs.Should().Be(reports[^1].Epochs).And.Be(4 * 128);
        reports[^1].Remaining.Should().Be(TimeSpan.Zero);
    }

    private sealed class Reports(Action<EnsembleProgress> see) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value)
        {
            lock (this)
            {
                see(value);
            }
        }
    }
}
