using System.Xml.Linq;

namespace DeepLearning.Tests;

public sealed class ReportTests
{
    private static readonly Dataset<double> Data = Dataset.FromMatrices(
        Given.Classes<double>(5, 3, 90, seed: 1).X, Given.Classes<double>(5, 3, 90, seed: 1).Y, classNames: ["<b>&\"", "]]>", "third"]);

    [Fact]
    public void ToHtml_WholeRun_HasAllOfIt()
    {
        var page = Whole().ToHtml();
        var root = XElement.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]);

        page.Should().StartWith("<!DOCTYPE html>");
        root.Descendants("h1").Single().Value.Should().Be("A run of <b>&\"");
        root.Descendants("h2").Select(heading => heading.Value).Should().Equal(
            "Network", "Training", "Options of the run", "Run", "Inside the network", "Test", "Numbers", "Weights", "Notes");
        root.Descendants(XName.Get("svg", SvgWriter.Namespace)).Should().HaveCount(12);
        Cells(root).Should().Contain([
            "5 → 8", "CrossEntropy (labelSmoothing 0)", "Adam (learningRate 0.01, beta1 0.9, beta2 0.999, epsilon 1e-8)",
            "L2 (lambda 0.001)", "none", "Constant",
            "by the validation cost, patience 3, the best weights are restored"]);
        Cells(root).Should().Contain(["<b>&\"", "]]>", "third", "accuracy", "log-loss", "root mean squared error"]);
        root.Descendants("pre").Single().Value.Should().Be("a  b\nc  d \ufffd");
    }

    [Fact]
    public void ToHtml_LoadsNothingAndRunsNothing() => Whole().ToHtml().Replace(SvgWriter.Namespace, "", StringComparison.Ordinal)
        .Should().NotContainAny("http", "<script", "url(", "@import", "<link", "<img", "javascript", "onload");

    [Fact]
    public void ToHtml_StyleSheet_NeedsNoEscaping()
    {
        // In HTML, unlike XML, a style sheet is taken as it is.
        var page = new Report("title").ToHtml();
        page[page.IndexOf("<style>", StringComparison.Ordinal)..page.IndexOf("</style>", StringComparison.Ordinal)]
            .Should().NotContainAny("&", "> ");
    }

    [Fact]
    public void ToHtml_EmptyCells_AreClosedByATag()
    {
        var page = new Report("title").Add(Histories.All["ordinary"]).ToHtml();
        page.Should().Contain("<th></th>").And.NotContain("<th />").And.NotContain("<td />");
    }

    [Fact]
    public void ToHtml_LastAndBestEpoch_AreRows()
    {
        var root = Parse(new Report("title").Add(Histories.All["stopped early"]));
        root.Descendants("p").First().Value
            .Should()
                .Be("22 epochs and 440 steps in 3.3 s; stopped early for lack of progress; the network has the weights of the best epoch.");
        root.Descendants("tr").Select(row => string.Join(' ', row.Elements().Take(2).Select(cell => cell.Value))).Should().Equal(
            " last", "epoch 22", "cost 0.04852", "training cost 0.01817", "training accuracy 0.9727",
            "validation cost 0.08817", "validation accuracy 0.9527");
        root.Descendants("tr").Select(row => row.Elements().Last().Value).Take(2).Should().Equal("best", "17");
    }

    [Theory, MemberData(nameof(Histories.Names), MemberType = typeof(Histories))]
    public void ToHtml_AnyHistory_IsWellFormedAndSaysNoNaN(string name)
    {
        var report = new Report("title").Add(Histories.All[name]);
        Parse(report).Should().NotBeNull();
        report.ToHtml().Should().NotContainAny("NaN", "Infinity");
    }

    [Fact]
    public void ToHtml_Mistakes_AreTheMostFrequentFirst()
    {
        var confusion = new Network<double>(1, 1, new Dense(3, Activation.Softmax));
        confusion.Layers[0].Weights = Given.Rows([0], [0], [0]);
        confusion.Layers[0].Biases = Given.Rows([1], [0], [0]);
        var data = Dataset.FromLabels<double>([[0], [0], [0], [0]], [0, 1, 1, 2], 3, classNames: ["a", "b", "c"]);

        var mistakes = Parse(new Report("title").Add("Test", confusion.Evaluate(data))).Descendants("table").ElementAt(1);

        mistakes.Elements("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))).Should().Equal(
            "actual|predicted|examples|share of the actual class", "b|a|2|100.0 %", "c|a|1|100.0 %");
    }

    [Fact]
    public void ToHtml_Labels_HaveARowEach()
    {
        var network = new Network<double>(2, 1, new Dense(2, Activation.Sigmoid));
        network.Layers[0].Weights = Given.Rows([1, 0], [0, 1]);
        var data = Dataset.FromMatrices(Given.Rows([1, -1, 2], [1, -2, -3]), Given.Rows([1, 0, 1], [1, 0, 1]), classNames: ["cat", "dog"]);

        var root = Parse(new Report("title").Add("Test", network.Evaluate(data)));

        root.Descendants("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))).Should().Equal(
            "examples|3", "exact match|66.67 %", "Hamming loss|0.1667",
            "label|examples with it|prevalence|threshold|precision|recall|F1|ROC-AUC",
            "cat|2|0.6667|0.5|1.000|1.000|1.000|1.000", "dog|2|0.6667|0.5|1.000|0.5000|0.6667|0.5000",
            "micro||||1.000|0.7500|0.8571|0.7500", "macro||||1.000|0.7500|0.8333|0.7500");
    }

    [Fact]
    public void ToHtml_SeveralOutputs_HaveARowEach()
    {
        var evaluation = RegressionEvaluation.Of<double>([0, 5, 2, 6], [0, 5, 2, 5], 2, ["price", "rent"]);

        var root = Parse(new Report("title").Add("Test", evaluation));

        root.Descendants("p").Single().Value.Should().Be("Each output; the mean of their R² is -∞:");
        root.Descendants("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))).Should().Equal(
            "examples|2", "R²|0.5000", "root mean squared error|0.5000", "mean absolute error|0.2500",
            "output|R²|root mean squared error|mean absolute error", "price|1.000|0|0", "rent|-∞|0.7071|0.5000");
    }

    [Fact]
    public void ToHtml_LearningCurveAndVerdict_HaveTheirSections()
    {
        var curve = LearningCurvePictureTests.All["few sizes"]();
        var verdict = BiasVariance.Analyze(curve.Points[^1].Training[0], curve.Points[^1].Dev[0]);
        var root = Parse(new Report("title").Add(curve).Add(verdict));
        root.Descendants("h2").Select(heading => heading.Value).Should().Equal("Learning curve", "Bias and variance");
        root.Descendants("p").Select(line => line.Value).Should().Equal(verdict.ToString().Split('\n', StringSplitOptions.TrimEntries));
        root.Descendants(XName.Get("svg", SvgWriter.Namespace)).Should().ContainSingle();
    }

    [Fact]
    public void ToHtml_Tuning_HasThePicturesAndTheBestTrials()
    {
        var result = TuningPictureTests.All["all kinds"]();
        var root = Parse(new Report("title").Add(result));
        root.Descendants(XName.Get("svg", SvgWriter.Namespace))
            .Should().HaveCount(1 + 7, "there are seven hyperparameters, below a legend");
        var rows = root.Descendants("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray()).ToArray();
        rows[0].Should().Equal(["trial", "score",
            .. result.Trials[0].Trial.Drawn.Select(setting => setting.Hyperparameter.Name), "measured", "ended"]);
        rows.Skip(1).Select(row => row[0]).Should().Equal(result.Ranking.Take(20).Select(trial => $"{trial.Trial.Number}"));
        rows.Skip(1).Select(row => row[1]).Should().Equal(result.Ranking.Take(20).Select(trial => Number.Of(trial.Score)));
        root.Descendants("p").Single().Value.Should().Be("and 40 trials behind them");
    }

    [Fact]
    public void Add_WhatChangesLater_IsAsItWas()
    {
        var network = new Network<double>(5, 1, new Dense(3, Activation.Softmax));
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam());
        var report = new Report("title").Add(trainer);
        var before = report.ToHtml();
        trainer.Step(Data.X, Data.Y);
        report.ToHtml().Should().Be(before);
    }

    [Fact]
    public void Add_ScheduleAroundAUsersOwn_IsNamed() =>
        Cells(Parse(new Report("title").Add(new FitOptions { Schedule = Schedule.WarmUp(5, new OwnSchedule()) })))
            .Should().Contain("warm-up over 5 steps, then OwnSchedule");

    [Fact]
    public void SaveHtml_OldFile_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("report.html", new byte[1_000_000]);
        var report = new Report("title").Add("Notes", "text");
        report.SaveHtml(path);
        File.ReadAllText(path).Should().Be(report.ToHtml());
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Add_BadArguments_AreRefused()
    {
        var report = new Report("title");
        Failure.Of<ArgumentException>(() => new Report("").ToHtml())
            .Should().Be("The value cannot be an empty string. (Parameter 'title')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(Network<double>)!))
            .Should().Be("Value cannot be null. (Parameter 'network')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(Trainer<double>)!))
            .Should().Be("Value cannot be null. (Parameter 'trainer')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(FitOptions)!))
            .Should().Be("Value cannot be null. (Parameter 'options')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(TrainingHistory)!))
            .Should().Be("Value cannot be null. (Parameter 'history')");
        Failure.Of<ArgumentNullException>(() => report.Add("Test", default(Evaluation)!))
            .Should().Be("Value cannot be null. (Parameter 'evaluation')");
        Failure.Of<ArgumentNullException>(() => report.Add("Test", default(Picture)!))
            .Should().Be("Value cannot be null. (Parameter 'picture')");
        Failure.Of<ArgumentNullException>(() => report.Add("Test", default(string)!))
            .Should().Be("Value cannot be null. (Parameter 'text')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(LearningCurve)!))
            .Should().Be("Value cannot be null. (Parameter 'curve')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(BiasVariance)!))
            .Should().Be("Value cannot be null. (Parameter 'verdict')");
        Failure.Of<ArgumentNullException>(() => report.Add(default(TuningResult)!))
            .Should().Be("Value cannot be null. (Parameter 'result')");
        Failure.Of<ArgumentException>(() => report.Add("", "text"))
            .Should().Be("The value cannot be an empty string. (Parameter 'heading')");
        Failure.Of<ArgumentException>(() => report.SaveHtml("")).Should().Be("The value cannot be an empty string. (Parameter 'path')");
    }

    internal static Report Whole()
    {
        var network = new Network<double>(5, 1, new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax));
        var trainer = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.01), Regularizer.L2(0.001));
        var options = new FitOptions { Epochs = 8, BatchSize = 30, InspectEverySteps = 3,
            EarlyStopping = new EarlyStopping { Patience = 3 } };
        var history = trainer.Fit(Data, Data, options);
        var numbers = new Network<double>(5, 1, new Dense(3, Activation.Identity)).Evaluate(Data);
        return new Report("A run of <b>&\"").Add(network).Add(trainer).Add(options).Add(history).Add("Test", network.Evaluate(Data))
            .Add("Numbers", numbers)
            .Add("Weights", network.Layers[0].WeightImages(new ImageShape(1, 5))).Add("Notes", "a  b\nc  d \0");
    }

    private static XElement Parse(Report report)
    {
        var page = report.ToHtml();
        return XElement.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    private static IEnumerable<string> Cells(XElement root) => root.Descendants("td").Select(cell => cell.Value);

    private sealed class OwnSchedule : Schedule
    {
        public override double Factor(ScheduleContext context) => 1;
    }
}
