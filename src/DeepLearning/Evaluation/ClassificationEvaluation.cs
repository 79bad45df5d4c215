using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>Accuracy and confusion of a classification.</summary>
/// <remarks>
/// With one-hot targets the class of an example is its largest output. A single output, or several that are independent
/// yes-or-no questions, gives classes 0 and 1 (1 from 0.5 on), and every output of every example counts as one answer.
/// </remarks>
public sealed class ClassificationEvaluation : Evaluation
{
    private ClassificationEvaluation(int examples, ConfusionMatrix confusion) => (Examples, Confusion) = (examples, confusion);

    /// <inheritdoc/>
    public override int Examples { get; }

    /// <inheritdoc/>
    public override string MetricName => "accuracy";

    /// <inheritdoc/>
    public override double Metric => Accuracy;

    /// <summary>The share of right answers, in [0, 1].</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>1 − <see cref="Accuracy"/>.</summary>
    public double Error => 1 - Accuracy;

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The accuracy, then the confusion matrix with precision, recall and F1 of every class.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:P2} on {Examples:N0} examples\n{Confusion}");

    internal static ClassificationEvaluation Of<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rows, bool oneHot, IReadOnlyList<string>? classNames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var perAnswer = oneHot ? rows : 1;
        var actual = Classes.Of(targets, perAnswer);
        var predicted = Classes.Of(outputs, perAnswer);
        return new(targets.Length / rows, new ConfusionMatrix(actual, predicted, oneHot ? rows : 2, oneHot || rows == 1 ? classNames : null));
    }
}
