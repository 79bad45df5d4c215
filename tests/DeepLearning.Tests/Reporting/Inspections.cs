namespace DeepLearning.Tests;

/// <summary>Inspected steps, seen in runs and made by hand.</summary>
internal static class Inspections
{
    public static IReadOnlyDictionary<string, IReadOnlyList<StepInspection>> All { get; } = new Dictionary<string,
        IReadOnlyList<StepInspection>>
    {
        ["ordinary"] = Run(new Dense(16, Activation.ReLU), new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax)),
        ["one layer"] = Run(new Dense(3, Activation.Softmax)),
        ["fifteen layers"] = Run([.. Enumerable.Repeat(new Dense(6, Activation.Sigmoid), 14), new Dense(3, Activation.Softmax)]),
        ["one step"] = [.. Run(new Dense(3, Activation.Softmax)).Take(1)],
        ["no step"] = [],
        ["not finite"] = [Step(1, 0.5), Step(2, double.NaN), Step(3, double.PositiveInfinity), Step(4, 0)],
        ["not finite alone"] = [Step(1, double.NaN)],
        ["huge"] = [Step(1, double.MaxValue)],
        ["constant"] = [Step(1, 0), Step(1000, 0)],
    };

    private static IReadOnlyList<StepInspection> Run(params IReadOnlyList<Dense> layers)
    {
        var data = Given.Classes<double>(5, 3, 90, seed: 1);
        var network = new Network<double>(5, 1, layers);
        var history = new Trainer<double>(network, Loss.CrossEntropy, Optimizer.Adam(0.01)).Fit(
            data, options: new FitOptions { Epochs = 10, BatchSize = 30, InspectEverySteps = 3 });
        return history.Inspections;
    }

    /// <summary>A step in which a number stands everywhere, beside a 1 and a −1 in the histograms.</summary>
    private static StepInspection Step(long step, double value)
    {
        var distribution = Distribution.Of<double>(value == 0 ? [0, 0] : [1, -1, value], 10);
        var parameter = new ParameterInspection("layers.0.weight", 1, value, distribution, value, []);
        return new(
            step, 1, 32, value, 0.01,
            [new(1, "layer 1 (5 → 3)", "<b>&\"", [parameter, parameter], distribution, distribution) { Error = value, DeadShare = 0.5 }]);
    }
}
