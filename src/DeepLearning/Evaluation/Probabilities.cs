using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>What probabilities, or scores of another kind, are worth as such, beyond the one class that they favour.</summary>
/// <param name="values">The scores, answer after answer: one for each class, or a single one for yes.</param>
/// <param name="actual">The true class of every answer.</param>
/// <param name="rows">How many scores an answer has.</param>
/// <param name="areProbabilities">Whether the scores are probabilities.</param>
internal sealed class Probabilities(double[] values, int[] actual, int rows, bool areProbabilities)
{
    /// <summary>How many probabilities an answer has: one for each class, or 1.</summary>
    public int Rows => rows;

    public static Probabilities Of<T>(ReadOnlySpan<T> values, int[] actual, int rows, bool areProbabilities)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var copy = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, copy);
        return new(copy, actual, rows, areProbabilities);
    }

    /// <summary>
    /// The mean of −log p over the answers, where p is the probability that was given to what is true; NaN of scores that are no
    /// probabilities.
    /// </summary>
    public double LogLoss()
    {
        if (!areProbabilities)
        {
            return double.NaN;
        }

        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            sum -= Math.Log(rows > 1 ? values[(i * rows) + actual[i]] : actual[i] == 1 ? values[i] : 1 - values[i]);
        }

        return sum / actual.Length;
    }

    /// <summary>
    /// Σ_b (n_b / n) |accuracy_b − mean confidence_b| over equal bins of the largest probability; NaN of scores that are no probabilities.
    /// </summary>
    public double CalibrationError(int bins)
    {
        if (!areProbabilities)
        {
            return double.NaN;
        }

        var gaps = new double[bins];
        for (var i = 0; i < actual.Length; i++)
        {
            var (confidence, favoured) = Favourite(values.AsSpan(i * rows, rows));
            gaps[Math.Min((int)(confidence * bins), bins - 1)] += (favoured == actual[i] ? 1 : 0) - confidence;
        }

        return gaps.Sum(Math.Abs) / actual.Length;
    }

    private static (double Confidence, int Class) Favourite(ReadOnlySpan<double> answer)
    {
        if (answer.Length == 1)
        {
            return answer[0] >= Labels.HalfProbability ? (answer[0], 1) : (1 - answer[0], 0);
        }

        var largest = TensorPrimitives.IndexOfMax(answer);
        return (answer[largest], largest);
    }

    /// <summary>The share of answers whose true class is among the k most probable; of equal probabilities the first class wins.</summary>
    public double TopAccuracy(int k)
    {
        var right = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var answer = values.AsSpan(i * rows, rows);
            var before = 0;
            for (var c = 0; c < rows; c++)
            {
                before += answer[c] > answer[actual[i]] || (answer[c] == answer[actual[i]] && c < actual[i]) ? 1 : 0;
            }

            right += before < k ? 1 : 0;
        }

        return (double)right / actual.Length;
    }

    /// <summary>
    /// The area under the curve of one class against the rest, or the mean of these areas over the classes that have one.
    /// </summary>
    public double RocAuc()
    {
        var areas = rows == 1
            ? [Area(row: 0, positive: 1)]
            : Enumerable.Range(0, rows).Select(row => Area(row, positive: row)).Where(double.IsFinite).ToArray();
        return areas.Length == 0 ? double.NaN : areas.Average();
    }

    private double Area(int row, int positive) => RocCurve.Area(
        [.. Enumerable.Range(0, actual.Length).Select(i => values[(i * rows) + row])], Array.ConvertAll(actual, one => one == positive));
}
