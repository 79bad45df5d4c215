using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Data;

/// <summary>Two array files, inputs and what is to be learned of them, as a dataset.</summary>
internal static class LabelledArrays
{
    /// <summary>
    /// What reading one file may allocate: a byte becomes a number of eight, which may be laid into another order twice, and an int of a
    /// label.
    /// </summary>
    public static readonly ReadLimit ArrayLimit = new(64, 8 * ReadLimit.MiB);

    /// <summary>What reading the two files may allocate for both their lengths.</summary>
    public static readonly ReadLimit Limit = new(
        ArrayLimit.BytesPerByte + LabelBudget.Limit.BytesPerByte, ArrayLimit.Besides + LabelBudget.Limit.Besides);

    private const string ManyClassesAdvice = "If they are classes, give their number as classes:.";

    /// <summary>The inputs with one-hot labels.</summary>
    /// <exception cref="InvalidDataException">The files do not belong together, or the labels are no class numbers.</exception>
    public static Dataset<T> Classified<T>(ArrayFile<T> x, string source, ArrayFile<double> y, string labelSource, int? classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var labels = y.ToLabels(labelSource);
        RequirePairs(x, source, labels.Length, labelSource, "label");
        var largest = labels.Max();
        if (classes is null && largest >= Math.Max(labels.Length, 1000))
        {
            // One-hot columns are as long as the largest label says: a damaged one must not fill the memory.
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{labelSource}: the largest label is {largest:N0}, so there would be more classes than the {labels.Length:N0} examples: " +
                $"if that is right, give the number of classes."));
        }

        if (classes is { } known && largest >= known)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{labelSource}: the label of example {Array.IndexOf(labels, largest)}, counted from 0, is {largest}, but the labels of " +
                $"{known} classes are 0 to {known - 1}."));
        }

        var count = classes ?? largest + 1;
        if (count < 2)
        {
            throw new InvalidDataException(
                $"{labelSource}: every label is 0, but at least two classes are needed: give the number of classes, if some are missing.");
        }

        if (
            classes is null
                && LabelBudget.Problem(
                    x.FileLength + y.FileLength, count, labels.Length, Unsafe.SizeOf<T>(), "example", ManyClassesAdvice) is { } many)
        {
            throw new InvalidDataException($"{labelSource}: {many}");
        }

        if (!ArrayLength.Fits(count, labels.Length))
        {
            throw new InvalidDataException($"{labelSource}: {ArrayLength.TooLong(count, labels.Length, "The one-hot labels")}");
        }

        string[] names = [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        return Make(x, source, Matrices.OneHotColumns<T>(labels, count), count, names);
    }

    /// <summary>The inputs with numbers to be learned.</summary>
    /// <exception cref="InvalidDataException">The files do not belong together.</exception>
    public static Dataset<T> Targeted<T>(ArrayFile<T> x, string source, ArrayFile<T> y, string targetSource)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequirePairs(x, source, y.Shape[0], targetSource, "target");
        if (y.ItemLength == 0)
        {
            throw new InvalidDataException($"{targetSource} holds no numbers: a dataset needs at least one output.");
        }

        return Guard.NotFinite<T>("Y", y.Values, y.ItemLength, "output") is { } problem
            ? throw new InvalidDataException($"{targetSource}: {problem}")
            : Make(x, source, y.Values, y.ItemLength, classNames: null);
    }

    private static void RequirePairs<T>(ArrayFile<T> x, string source, int targets, string targetSource, string noun)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape[0] != targets)
        {
            throw new InvalidDataException(
                $"{source} has {Plural.Of(x.Shape[0], "example")}, but {targetSource} has {Plural.Of(targets, noun)}: each example needs " +
                $"one.");
        }

        if (x.Values.Length == 0 || targets == 0)
        {
            throw new InvalidDataException($"{source} holds no numbers: a dataset needs at least one example of at least one feature.");
        }
    }

    private static Dataset<T> Make<T>(ArrayFile<T> x, string source, T[] y, int outputs, string[]? classNames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return Guard.NotFinite<T>("X", x.Values, x.ItemLength, "feature") is { } problem
            ? throw new InvalidDataException($"{source}: {problem}")
            : new Dataset<T>(x.Values, x.ItemLength, y, outputs, featureNames: null, classNames);
    }
}
