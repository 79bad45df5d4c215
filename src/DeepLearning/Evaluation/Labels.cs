using System.Globalization;
using System.Numerics;

namespace DeepLearning;

/// <summary>From outputs to sets of labels: each output is a yes or no of its own.</summary>
internal static class Labels
{
    /// <summary>From where on a probability means yes, unless another threshold was asked for.</summary>
    public const double HalfProbability = 0.5;

    /// <summary>
    /// Whether so many outputs of an activation are independent probabilities, so that an example may have several labels, or none.
    /// </summary>
    public static bool AreOutputsOf(Activation activation, int outputs) =>
        outputs > 1 && activation.YieldsProbabilities && activation.IsElementwise;

    /// <summary>The labels of every column: the rows that reach their threshold, in ascending order.</summary>
    public static int[][] Of<T>(ReadOnlySpan<T> columns, IReadOnlyList<double> thresholds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var least = In<T>(thresholds);
        var labels = new int[columns.Length / least.Length][];
        var found = new List<int>(least.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            found.Clear();
            for (var row = 0; row < least.Length; row++)
            {
                if (columns[(i * least.Length) + row] >= least[row])
                {
                    found.Add(row);
                }
            }

            labels[i] = [.. found];
        }

        return labels;
    }

    /// <summary>Thresholds in the type of the outputs, so that an output that was rounded to it reaches them.</summary>
    public static T[] In<T>(IReadOnlyList<double> thresholds)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. thresholds.Select(T.CreateChecked)];

    /// <summary>A threshold for each output, of none, one for all, or one for each.</summary>
    public static double[] Thresholds(ReadOnlySpan<double> thresholds, int outputs)
    {
        if (thresholds.Length > 1 && thresholds.Length != outputs)
        {
            throw new ArgumentException(
                $"There are {thresholds.Length} thresholds for {Plural.Of(outputs, "output")}: give one for each, one for all, or none " +
                $"for 0.5.", nameof(thresholds));
        }

        var all = new double[outputs];
        for (var i = 0; i < outputs; i++)
        {
            all[i] = thresholds.Length switch { 0 => HalfProbability, 1 => thresholds[0], _ => thresholds[i] };
            if (!double.IsFinite(all[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"thresholds[{i}] is {Guard.Describe(all[i])}; a threshold must be a finite number."),
                    nameof(thresholds));
            }
        }

        return all;
    }

    /// <summary>A name for each row: those given, or the numbers of the rows.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string>? names, int rows) =>
        names ?? [.. Enumerable.Range(0, rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];
}
