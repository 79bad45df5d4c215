using System.Numerics;

namespace DeepLearning.Diagnosis;

/// <summary>
/// The errors of networks on sets of one task: the share of mistakes, of several labels the Hamming loss, or the squared error as a share
/// of the variance of the targets.
/// </summary>
internal sealed class ErrorMeasure<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly bool classifies;
    private readonly double variance;

    /// <summary>The measure of a network, on the scale of its training set.</summary>
    public ErrorMeasure(Network<T> network, Dataset<T> training)
    {
        network.RequireFit(training, nameof(training));
        network.RequirePreparation(training, nameof(training));
        this.network = network;
        classifies = network.Evaluate(training) is not RegressionEvaluation;
        variance = classifies ? 1 : Variance(training);
    }

    public MeasuredError Of(Dataset<T> data, string name)
    {
        network.RequireFit(data, name);
        network.RequirePreparation(data, name);
        var evaluation = network.Evaluate(data);
        if (evaluation is not RegressionEvaluation != classifies)
        {
            throw new ArgumentException(
                $"The training set is a {Kind(classifies)}, but {name} a {Kind(!classifies)}: the targets of the one are all 0 or 1, " +
                $"those of the other are not.", name);
        }

        return evaluation switch
        {
            ClassificationEvaluation classification => MeasuredError.Of(classification),
            MultiLabelEvaluation labels => MeasuredError.Of(labels),
            _ => MeasuredError.OfEach(SquaredErrors(data)),
        };
    }

    private static string Kind(bool classification) => classification ? "classification" : "regression";

    /// <summary>Of each example, the sum of the squares over its outputs, as a share of what is to be explained.</summary>
    private double[] SquaredErrors(Dataset<T> data)
    {
        var outputs = new T[data.Targets.Length];
        network.Predict(data.Inputs, outputs);
        var errors = new double[data.Examples];
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = double.CreateChecked(outputs[i]) - double.CreateChecked(data.Targets[i]);
            errors[i / data.Outputs] += difference * difference / variance;
        }

        return errors;
    }

    /// <summary>The variance of the targets of an example, summed over its outputs.</summary>
    private static double Variance(Dataset<T> data)
    {
        var sum = 0.0;
        for (var row = 0; row < data.Outputs; row++)
        {
            var (mean, squares) = (0.0, 0.0);
            for (var i = 0; i < data.Examples; i++)
            {
                var target = double.CreateChecked(data.Targets[(i * data.Outputs) + row]);
                var difference = target - mean;
                mean += difference / (i + 1);
                squares += difference * (target - mean);
            }

            sum += squares / data.Examples;
        }

        return sum > 0 ? sum : throw new ArgumentException(
            "The targets of the training set do not vary, so that errors cannot be told as a share of their variance.", "training");
    }
}
