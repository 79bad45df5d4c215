using System.Numerics;

namespace DeepLearning.Data;

/// <summary>Says how targets of classes and outputs of another number come together.</summary>
internal static class TwoClasses
{
    /// <summary>
    /// A sentence to put behind a message on the number of outputs, with a space before it; empty where the targets are no classes.
    /// </summary>
    public static string Hint<T>(int outputs, ExampleSource<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> => data is Dataset<T> inMemory ? Hint(outputs, data.Outputs, inMemory.Targets) : "";

    /// <summary>The same of targets that are a matrix of so many rows.</summary>
    public static string Hint<T>(int outputs, int rows, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        outputs == rows || targets.IndexOfAnyExcept(T.Zero, T.One) >= 0 ? ""
        : rows == 1 ? outputs == 2 ? SingleRow : ""
        : Classes.AreOneHot(targets, rows) ? OneHotRows(outputs, rows)
        : "";

    /// <summary>What to do where one output is given two rows of which nothing else is known.</summary>
    private const string OrOneSigmoid =
        ", or make the targets a single row of 0 and 1 for one sigmoid: OneVersusRest(\"the class that is 1\")";

    public const string OneSigmoid =
        "One-hot targets of two classes need a Dense(2, Activation.Softmax) as the output layer and Loss.CrossEntropy; one sigmoid needs " +
        "a single row of 0 and 1.";

    private const string SingleRow =
        " The targets are a single row of 0 and 1: give the network a Dense(1, Activation.Sigmoid) as its output layer and train it " +
        "with Loss.BinaryCrossEntropy, or make the targets one-hot: Dataset.FromLabels, Matrices.OneHot(labels, 2).";

    private static string OneHotRows(int outputs, int rows) =>
        $" The targets are one-hot, a row for each of {Plural.Of(rows, "class")}: give the network a Dense({rows}, Activation.Softmax) " +
        $"as its output layer and train it with " +
        $"Loss.CrossEntropy{(outputs == 1 ? OrOneSigmoid : "")}.";
}
