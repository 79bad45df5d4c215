namespace DeepLearning.Tests;

/// <summary>Training histories made by hand, ordinary and extreme.</summary>
internal static class Histories
{
    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, TrainingHistory> All { get; } = new Dictionary<string, TrainingHistory>
    {
        ["ordinary"] = Of(25, 40, step => 2.3 * Math.Exp(-step / 200.0) + 0.02, Falling),
        ["one epoch"] = Of(1, 23, step => 1 - (0.01 * step), Falling),
        ["one step"] = Of(1, 1, _ => 0.7, Falling),
        ["nothing"] = Of(0, 10, _ => 0, Falling),
        ["cancelled in the first epoch"] = Cancelled(Of(0, 100, step => 1.0 / (step + 1), Falling, extraSteps: 57)),
        ["ten thousand steps"] =
            Of(100, 100, step => (2 * Math.Exp(-step / 900.0)) + (0.05 * (1 + Math.Sin(step * 12.9898))) + 0.01, Falling),
        ["ten thousand epochs"] = Of(10_000, 1, step => 1.0 / (step + 1), Falling),
        ["constant"] = Of(12, 5, _ => 0.5, _ => (new(0.5, 1, "accuracy"), new(0.5, 1, "accuracy"))),
        ["zero"] = Of(12, 5, _ => 0, _ => (new(0, 0, "accuracy"), new(0, 0, "accuracy"))),
        ["NaN in the middle"] = Of(
            30, 20, step => step is > 200 and < 260 ? double.NaN : 2 - (step / 400.0),
            epoch => epoch is > 9 and < 15 or 20 or 22
                ? (new(double.NaN, double.NaN, "accuracy"), new(double.PositiveInfinity, double.NegativeInfinity, "accuracy"))
                : Falling(epoch)),
        ["nothing finite"] = Of(3, 2, _ => double.NaN, _ => (null, new(double.NaN, double.NaN, "R²"))),
        ["no measurement"] = Of(15, 9, step => 3.0 / (step + 3), _ => (null, null)),
        ["regression"] = Of(
            40, 10, step => 1000 * Math.Exp(-step / 60.0) + 20,
            epoch =>
                (new(400.0 / epoch, 0.95 - (30.0 / (epoch * epoch)), "R²"), new(500.0 / epoch, 0.85 - (50.0 / (epoch * epoch)), "R²"))),
        ["huge"] = Of(8, 4, step => 1e300 / (step + 1), epoch => (new(double.MaxValue, -1e200, "R²"), new(1e280, -double.MaxValue, "R²"))),
        ["tiny"] = Of(8, 4, step => 1e-300 / (step + 1), epoch => (new(double.Epsilon, 1e-12, "R²"), new(1e-310, 2e-12, "R²"))),
        ["nearly constant"] = Of(8, 4, step => 1e7 + (1e-6 * step), _ => (new(1e7, 0.999999, "accuracy"), new(1e7, 0.9999991, "accuracy"))),
        ["stopped early"] = StoppedEarly(Of(22, 20, step => 2.3 * Math.Exp(-step / 100.0) + 0.02, Falling), best: 17),
        ["turning"] = Of(
            30, 20, step => 2 / (1 + (step / 20.0)),
            epoch =>
                (new(1.0 / epoch, 1 - (0.5 / epoch), "accuracy"),
                    new(0.3 + (0.01 * (epoch - 9) * (epoch - 9)), 0.8 + (0.003 * epoch), "accuracy")),
            rate: epoch => 0.1 * Math.Pow(0.8, epoch)),
    };

    public static TrainingHistory Of(
        int epochs, int stepsPerEpoch, Func<int, double> cost, Func<int, (Measurement? Training, Measurement? Validation)> measure,
        int extraSteps = 0,
        Func<int, double>? rate = null)
    {
        var history = new TrainingHistory(stepsPerEpoch, Math.Max(1, epochs)) { Elapsed = TimeSpan.FromSeconds(3.3) };
        for (var step = 0; step < (epochs * stepsPerEpoch) + extraSteps; step++)
        {
            history.Add(cost(step));
        }

        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var (training, validation) = measure(epoch);
            history.Add(new EpochRecord(epoch, cost((epoch * stepsPerEpoch) - 1), training, validation, TimeSpan.FromSeconds(0.1 * epoch))
            {
                LearningRate = rate?.Invoke(epoch) ?? 0.01,
            });
        }

        return history;
    }

    private static (Measurement?, Measurement?) Falling(int epoch) =>
        (new((2 * Math.Exp(-epoch / 4.0)) + 0.01, 1 - (0.6 / epoch), "accuracy"),
            new((2 * Math.Exp(-epoch / 4.0)) + 0.08, 0.98 - (0.6 / epoch), "accuracy"));

    private static TrainingHistory Cancelled(TrainingHistory history)
    {
        history.Cancelled = true;
        return history;
    }

    private static TrainingHistory StoppedEarly(TrainingHistory history, int best)
    {
        (history.StoppedEarly, history.BestEpoch, history.BestRestored) = (true, best, true);
        return history;
    }
}
