using System.Globalization;
using System.Text;

namespace DeepLearning;

/// <summary>The number of times that each class was taken for each: rows are the actual classes, columns the predicted ones.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    /// <summary>Counts the pairs of actual and predicted class.</summary>
    /// <param name="actual">The true class of every example, counted from 0.</param>
    /// <param name="predicted">The predicted class of every example.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="classNames">A name for each class, or null for their numbers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actual"/> or <paramref name="predicted"/> is null.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or there is not a name for each class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside [0, classes), or there are no classes.</exception>
    public ConfusionMatrix(IReadOnlyList<int> actual, IReadOnlyList<int> predicted, int classes, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        Guard.Positive(classes);
        if (actual.Count != predicted.Count)
        {
            throw new ArgumentException(
                $"predicted must have one class for each of {Plural.Of(actual.Count, "actual one")}, but has {predicted.Count}.",
                nameof(predicted));
        }

        if (classNames is not null && classNames.Count != classes)
        {
            throw new ArgumentException(
                $"classNames must have a name for each of {Plural.Of(classes, "class")}, but has {classNames.Count}.", nameof(classNames));
        }

        ClassNames = classNames ?? [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        Total = actual.Count;
        counts = new int[classes, classes];
        for (var i = 0; i < Total; i++)
        {
            counts[InRange(actual[i], classes, nameof(actual), i), InRange(predicted[i], classes, nameof(predicted), i)]++;
        }
    }

    /// <summary>The number of classes.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>The names of the classes; their numbers where no names were given.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of examples.</summary>
    public int Total { get; }

    /// <summary>The share of right answers, in [0, 1]; NaN when there are no examples.</summary>
    public double Accuracy => Share(Enumerable.Range(0, Classes).Sum(c => counts[c, c]), Total);

    /// <summary>The number of examples of one class that were taken for another, or for itself.</summary>
    /// <param name="actual">The true class.</param>
    /// <param name="predicted">The predicted class.</param>
    public int this[int actual, int predicted] => counts[actual, predicted];

    /// <summary>The share of the examples taken for a class that are of it; NaN when none was taken for it.</summary>
    /// <param name="class">The class, counted from 0.</param>
    public double Precision(int @class) => Share(counts[@class, @class], Enumerable.Range(0, Classes).Sum(a => counts[a, @class]));

    /// <summary>The share of the examples of a class that were taken for it; NaN when there are none.</summary>
    /// <param name="class">The class, counted from 0.</param>
    public double Recall(int @class) => Share(counts[@class, @class], Enumerable.Range(0, Classes).Sum(p => counts[@class, p]));

    /// <summary>The harmonic mean of precision and recall, 2TP / (2TP + FP + FN); NaN when the class does not occur at all.</summary>
    /// <param name="class">The class, counted from 0.</param>
    public double F1(int @class) => Share(
        2 * counts[@class, @class],
        Enumerable.Range(0, Classes).Sum(other => counts[@class, other] + counts[other, @class]));

    /// <summary>The number of examples of a class.</summary>
    /// <param name="class">The class, counted from 0.</param>
    public int Support(int @class) => Enumerable.Range(0, Classes).Sum(predicted => counts[@class, predicted]);

    /// <summary>
    /// The mean of the classes' precision; a class that nothing was taken for counts 0. All <see cref="Classes"/> count, where scikit-learn
    /// leaves out those that neither are among the examples nor were predicted, unless all are named in <c>labels</c>.
    /// </summary>
    public double MacroPrecision => Macro(Precision);

    /// <summary>
    /// The mean of the classes' recall, the balanced accuracy; a class without examples counts 0, where scikit-learn's
    /// <c>balanced_accuracy_score</c> leaves it out, and its <c>recall_score</c> does where nothing was taken for it either.
    /// </summary>
    public double MacroRecall => Macro(Recall);

    /// <summary>The mean of the classes' F1; a class that does not occur at all counts 0, where scikit-learn leaves it out.</summary>
    public double MacroF1 => Macro(F1);

    /// <summary>
    /// Precision, recall and F1 of all answers counted together. An answer that is a false positive of one class is a false negative of
    /// another, so the three are one number, and it is the accuracy.
    /// </summary>
    public double MicroF1 => Accuracy;

    /// <summary>A table: a row for each actual class, a column for each predicted one, then precision, recall and F1.</summary>
    public override string ToString()
    {
        var largest = Math.Max(ClassNames.Max(name => name.Length), Text(Total).Length);
        var heading = Math.Max("actual".Length, largest);
        var text = new StringBuilder("actual".PadRight(heading));
        foreach (var name in ClassNames)
        {
            text.Append("  ").Append(name.PadLeft(largest));
        }

        text.Append("  precision  recall     F1");
        for (var actual = 0; actual < Classes; actual++)
        {
            text.Append('\n').Append(ClassNames[actual].PadRight(heading));
            for (var predicted = 0; predicted < Classes; predicted++)
            {
                text.Append("  ").Append((counts[actual, predicted] == 0 ? "·" : Text(counts[actual, predicted])).PadLeft(largest));
            }

            text.Append(CultureInfo.InvariantCulture, $"  {Precision(actual),9:F3}  {Recall(actual),6:F3}  {F1(actual),5:F3}");
        }

        return text.Append('\n').Append("mean".PadRight(heading)).Append(' ', Classes * (largest + 2))
            .Append(CultureInfo.InvariantCulture, $"  {MacroPrecision,9:F3}  {MacroRecall,6:F3}  {MacroF1,5:F3}").ToString();
    }

    private double Macro(Func<int, double> score) =>
        Enumerable.Range(0, Classes).Select(score).Average(value => double.IsNaN(value) ? 0 : value);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;

    private static int InRange(int @class, int classes, string name, int index) => @class >= 0 && @class < classes
        ? @class
        : throw new ArgumentOutOfRangeException(
            name,
                string.Create(CultureInfo.InvariantCulture, $"{name}[{index}] is class {@class}, but the classes are 0 to {classes - 1}."));
}
