using System.Numerics;
using System.Text;
using DeepLearning.Diagnosis;
using DeepLearning.Tabular;
using DeepLearning.Tuning;

namespace DeepLearning.Reporting;

/// <summary>A run as one page of HTML: the network, how it was trained, curves, evaluations, pictures.</summary>
/// <remarks>
/// <para>
/// What is added stands below one another in the order of adding, as it is at that moment. The page is one file that opens without a
/// network connection; it holds no script, is read on a phone as well as on a wide screen, and is light or dark as the reader prefers.
/// </para>
/// <code>
/// new Report("Digits").Add(network).Add(trainer).Add(history).Add("Test", network.Evaluate(test)).SaveHtml("report.html");
/// </code>
/// <threadsafety>One thread at a time.</threadsafety>
/// </remarks>
public sealed class Report
{
    private readonly List<Action<HtmlPage>> sections = [];

    /// <summary>A report with nothing in it but a title.</summary>
    /// <param name="title">What stands above it.</param>
    /// <exception cref="ArgumentException"><paramref name="title"/> is null or empty.</exception>
    public Report(string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        Title = title;
    }

    /// <summary>The title above the report.</summary>
    public string Title { get; }

    /// <summary>Adds the layers of a network as a table.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public Report Add<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Add("Network", SetupSections.Of(network));
    }

    /// <summary>Adds how a network is trained: the loss, the optimizer, regularizer and clipping, and how far it is.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="trainer">The trainer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trainer"/> is null.</exception>
    public Report Add<T>(Trainer<T> trainer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return Add("Training", SetupSections.Of(trainer));
    }

    /// <summary>Adds the options of a run: epochs, batch size, schedule and the like.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public Report Add(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Add("Options of the run", SetupSections.Of(options));
    }

    /// <summary>Adds a run: its last and its best epoch, its curves, and what was seen inside the network if it was inspected.</summary>
    /// <param name="history">The run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    public Report Add(TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        Add("Run", HistorySections.Of(history));
        return history.Inspections.Count == 0 ? this : Add("Inside the network", HistorySections.OfInspections(history));
    }

    /// <summary>
    /// Adds an evaluation: of classes the accuracy and the like, the confusion matrix, each class and the most frequent mistakes; of labels
    /// how well each is told; of numbers the errors, of several outputs those of each.
    /// </summary>
    /// <param name="heading">What was evaluated on, such as "Test".</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <exception cref="ArgumentException"><paramref name="heading"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="evaluation"/> is null.</exception>
    public Report Add(string heading, Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return Add(heading, EvaluationSections.Of(evaluation));
    }

    /// <summary>Adds the verdict on bias and variance, and what to do.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <exception cref="ArgumentNullException"><paramref name="verdict"/> is null.</exception>
    public Report Add(BiasVariance verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var lines = verdict.ToString().Split('\n', StringSplitOptions.TrimEntries);
        return Add("Bias and variance", page =>
        {
            foreach (var line in lines)
            {
                page.Paragraph(Number.InText(line));
            }
        });
    }

    /// <summary>Adds a learning curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <exception cref="ArgumentNullException"><paramref name="curve"/> is null.</exception>
    public Report Add(LearningCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Add("Learning curve", Pictures.Of(curve));
    }

    /// <summary>Adds a search of hyperparameters: the scores over each of them, and the best trials.</summary>
    /// <param name="result">The table of the search.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public Report Add(TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Add("Tuning", TuningSections.Of(result));
    }

    /// <summary>
    /// Adds a model of a table: what was seen in the table, how the networks were trained, how good the answers are to rows that were not
    /// learned from and whether they are as sure as they are right, which columns matter, and what to do next.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The model was loaded from a file, which does not hold the training rows.</exception>
    public Report Add(TabularModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var training = model.Training ?? throw new InvalidOperationException(
            "The model was loaded from a file, which does not hold the rows that it was trained on: report it where it is trained.");
        var (inspection, importance) = (TableInspection.Of(training.Table, model.Target), model.OutOfFoldImportance(training));
        Add("Model", model.ToString()).Add(inspection);
        Add("Training", TabularSections.Training(training));
        Add("Answers to rows not learned from", TabularSections.Answers(training, model.Target)).Add(importance);
        return Add("What to do next", TabularSections.Sentences(TabularAdvice.Of(training, inspection, importance)));
    }

    /// <summary>Adds a look at a table: its columns, and what may be wrong with them.</summary>
    /// <param name="inspection">The look.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inspection"/> is null.</exception>
    public Report Add(TableInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return Add("The table", TabularSections.Of(inspection));
    }

    /// <summary>Adds the importance of columns as bars.</summary>
    /// <param name="importance">The importance.</param>
    /// <exception cref="ArgumentNullException"><paramref name="importance"/> is null.</exception>
    public Report Add(TabularImportance importance)
    {
        ArgumentNullException.ThrowIfNull(importance);
        return Add("Which columns matter", BarPanel.Of(importance));
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="heading">What stands above it.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="ArgumentException"><paramref name="heading"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public Report Add(string heading, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Add(heading, page => page.Picture(picture));
    }

    /// <summary>Adds text whose lines and columns stay as they are: anything that the library prints.</summary>
    /// <param name="heading">What stands above it.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException"><paramref name="heading"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public Report Add(string heading, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(heading, page => page.Preformatted(text));
    }

    /// <summary>The report as a page of HTML, in itself complete.</summary>
    public string ToHtml()
    {
        using var page = new HtmlPage(Title);
        foreach (var section in sections)
        {
            section(page);
        }

        return page.Finish();
    }

    /// <summary>Writes the report as HTML to a file, as UTF-8.</summary>
    /// <param name="path">The file, which is replaced if it exists; usually ends in <c>.html</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be written. An older file of that name is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file must not be written. An older file of that name is left as it was.
    /// </exception>
    public void SaveHtml(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(html));
    }

    /// <summary>The title of the report.</summary>
    public override string ToString() => Title;

    private Report Add(string heading, Action<HtmlPage> section)
    {
        ArgumentException.ThrowIfNullOrEmpty(heading);
        sections.Add(page =>
        {
            page.Heading(heading);
            section(page);
        });
        return this;
    }
}
