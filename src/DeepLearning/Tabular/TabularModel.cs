using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>
/// An ensemble of networks that answers raw rows of a table: with probabilities of classes, or with numbers and intervals.
/// </summary>
/// <remarks>
/// <para>
/// Each member is trained on all folds of the training rows but one, keeps the weights of the epoch that was best on that one, and its
/// answers there calibrate the ensemble: the temperature of the probabilities, the width of the intervals.
/// </para>
/// <threadsafety>Immutable; any number of threads may predict on one.</threadsafety>
/// </remarks>
public sealed partial class TabularModel
{
    private readonly TableEncoding encoding;
    private readonly TabularTarget target;
    private readonly Ensemble<float> ensemble;
    private readonly Answering answering;

    internal TabularModel(TableEncoding encoding, TabularTarget target, Ensemble<float> ensemble, Answering answering) =>
        (this.encoding, this.target, this.ensemble, this.answering) = (encoding, target, ensemble, answering);

    /// <summary>The name of the column that is predicted.</summary>
    public string Target => target.Column;

    /// <summary>The names of the classes, in the order of their probabilities; none where a number is predicted.</summary>
    public IReadOnlyList<string> Classes => (target as ClassTarget)?.Classes ?? [];

    /// <summary>The columns that are used, in their order; a table to predict must have them.</summary>
    public IReadOnlyList<InputColumn> InputColumns =>
        [.. encoding.Columns.Select(column => new InputColumn(column.Name, column.IsText))];

    /// <summary>
    /// The quality of the answers to the training rows, each by the one network that had not learned from it: measures by name, such as
    /// <c>log-loss</c> and <c>accuracy</c>, or <c>RMSE</c>, <c>R²</c> and <c>coverage</c>. All networks together answer new rows better.
    /// </summary>
    public IReadOnlyDictionary<string, double> OutOfFold { get; internal init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Sentences on what was left out of the training table, and why.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>What training saw; null of a model that was loaded.</summary>
    internal TabularTrainingRecord? Training { get; init; }

    /// <summary>The target, the columns, the number of networks, their quality and the notes, a line each.</summary>
    public override string ToString()
    {
        var (numbers, texts) = (encoding.Columns.Count(column => !column.IsText), encoding.Columns.Count(column => column.IsText));
        string[] lines =
        [
            Classes.Count > 0
                ? $"Predicts the class \"{Target}\": {Classes.ToArray().Enumerated()}" : $"Predicts the number \"{Target}\" and its 90 " +
                    $"% interval",
            $"from {Plural.Of(numbers, "column")} of numbers and {texts} of texts, by {Plural.Of(ensemble.Members.Count, "network")}",
            .. encoding.Neighbours is { } neighbours ? [neighbours.ToString()] : Array.Empty<string>(),
            .. OutOfFold.Count == 0 ? Array.Empty<string>()
                : [$"out of fold: {string.Join(", ", OutOfFold.Select(Measured))}"],
            .. Notes,
        ];
        return string.Join('\n', lines);

        static string Measured(KeyValuePair<string, double> measure) =>
            $"{measure.Key} {Number.Of(measure.Value)}";
    }
}
