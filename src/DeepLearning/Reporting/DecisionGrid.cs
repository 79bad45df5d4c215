using System.Globalization;
using System.Numerics;
using DeepLearning.Data;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Reporting;

/// <summary>What a network of two features answers over the rectangle around the examples.</summary>
/// <param name="X">The first feature.</param>
/// <param name="Y">The second feature.</param>
/// <param name="Answers">For each class how far it leads at each point of the grid, or the one output that is a number.</param>
/// <param name="Examples">The examples, with their class or number.</param>
/// <param name="Classes">The names of the classes; null where numbers are learned.</param>
/// <param name="OfProbabilities">Whether the answers are differences of probabilities.</param>
internal sealed record DecisionGrid(
    FeatureRange X,
    FeatureRange Y,
    IReadOnlyList<double[,]> Answers,
    IReadOnlyList<(double X, double Y, double Target)> Examples,
    IReadOnlyList<string>? Classes,
    bool OfProbabilities)
{
    /// <summary>The points of the grid along each axis: a cell is three or four pixels, and lines bend within it.</summary>
    private const int Points = 161;

    public static DecisionGrid Of<T>(Network<T> network, Dataset<T> data, InputNormalization? normalization, int output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y) = (FeatureRange.Of(data, 0), FeatureRange.Of(data, 1));
        var outputs = Outputs(network, x, y, normalization);
        var probabilities = network.Layers[^1].Activation.YieldsProbabilities;
        var labels = new int[data.Examples];
        var areClasses = (probabilities || network.Outputs > 1 || data.ClassNames is not null)
            && Matrices.FindProblem(data.Targets, data.Outputs, labels) is null;
        var examples = Enumerable.Range(0, data.Examples)
            .Select(i => (ToDouble(data.X[0, i]), ToDouble(data.X[1, i]), areClasses ? labels[i] : ToDouble(data.Y[output, i]))).ToArray();
        return areClasses
            ? new(x, y, Leads(outputs, probabilities), examples, data.ClassNames ?? Numbered(Math.Max(2, data.Outputs)), probabilities)
            : new(x, y, [outputs[output]], examples, null, probabilities);
    }

    private static double[][,] Outputs<T>(Network<T> network, FeatureRange x, FeatureRange y, InputNormalization? normalization)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var grid = Matrix<T>.Build.Dense(2, Points * Points, (feature, point) => T.CreateSaturating(
            feature == 0 ? x.At((point % Points) / (Points - 1.0)) : y.At((point / Points) / (Points - 1.0))));
        var answers = MatrixColumns.Of(network.Predict(normalization?.Apply(grid) ?? grid));
        var outputs = new double[network.Outputs][,];
        for (var output = 0; output < outputs.Length; output++)
        {
            outputs[output] = new double[Points, Points];
            for (var point = 0; point < Points * Points; point++)
            {
                outputs[output][point % Points, point / Points] = ToDouble(answers[(point * network.Outputs) + output]);
            }
        }

        return outputs;
    }

    /// <summary>
    /// How far each class is above the best of the others; a single output is the probability of yes, or a margin, which is above 0 for
    /// yes.
    /// </summary>
    private static double[][,] Leads(double[][,] outputs, bool probabilities) => outputs.Length == 1
        ? probabilities ? [Of(outputs[0], p => 1 - (2 * p)), Of(outputs[0], p => (2 * p) - 1)] : [Of(outputs[0], z => -z), outputs[0]]
        : [.. outputs.Select((own, k) => Of((i, j) => own[i, j] - outputs.Where((_, other) => other != k).Max(other => other[i, j])))];

    private static double[,] Of(double[,] values, Func<double, double> change) => Of((i, j) => change(values[i, j]));

    private static double[,] Of(Func<int, int, double> value)
    {
        var values = new double[Points, Points];
        for (var i = 0; i < Points; i++)
        {
            for (var j = 0; j < Points; j++)
            {
                values[i, j] = value(i, j);
            }
        }

        return values;
    }

    private static IReadOnlyList<string> Numbered(int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => string.Create(CultureInfo.InvariantCulture, $"class {c}"))];

    private static double ToDouble<T>(T value)
        where T : unmanaged, IFloatingPointIeee754<T> => double.CreateChecked(value);
}
