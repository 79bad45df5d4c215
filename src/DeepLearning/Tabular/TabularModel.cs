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
    private readonly TabularMember[] members;
    private readonly Answering answering;

    private TabularModel(TableEncoding encoding, TabularTarget target, TabularMember[] members, Answering answering) =>
        (this.encoding, this.target, this.members, this.answering) = (encoding, target, members, answering);

    /// <summary>The name of the column that is predicted.</summary>
    public string Target => target.Column;

    /// <summary>The names of the classes, in the order of their probabilities; none where a number is predicted.</summary>
    public IReadOnlyList<string> Classes => (target as ClassTarget)?.Classes ?? [];

    /// <summary>The columns that are used, in their order; a table to predict must have them.</summary>
    public IReadOnlyList<InputColumn> InputColumns =>
        [.. encoding.Columns.Select(column => new InputColumn(column.Name, column.IsText))];
}
