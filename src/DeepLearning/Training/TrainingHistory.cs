using System.Globalization;
using System.Text;

namespace DeepLearning;

/// <summary>The history of a run of <see cref="Trainer{T}.Fit"/>.</summary>
public sealed partial class TrainingHistory
{
    private readonly List<double> stepCosts;
    private readonly List<EpochRecord> epochs;
    private readonly List<StepInspection> inspections = [];

    internal TrainingHistory(int stepsPerEpoch, int epochs)
    {
        StepsPerEpoch = stepsPerEpoch;

        // Room in advance, so that recording allocates nothing during the steps of any run of ordinary length.
        stepCosts = new((int)Math.Min((long)stepsPerEpoch * epochs, 1 << 20));
        this.epochs = new(Math.Min(epochs, 1 << 16));
    }

    /// <summary>J at every step, with regularization and under the step's dropout masks.</summary>
    public IReadOnlyList<double> StepCosts => stepCosts;

    /// <summary>The records of the finished epochs.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    /// <summary>
    /// The inspections of the inspected steps, in their order; empty without <see cref="FitOptions.InspectEverySteps"/>.
    /// </summary>
    public IReadOnlyList<StepInspection> Inspections => inspections;

    /// <summary>Whether steps were to be inspected, even if the run took none.</summary>
    internal bool IsInspected { get; init; }

    /// <summary>The number of steps of a whole epoch: examples / batch size, rounded up.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The time that the run took.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Whether the run was cancelled before its last step.</summary>
    public bool Cancelled { get; internal set; }

    /// <summary>Whether the run ended early, for lack of progress.</summary>
    public bool StoppedEarly { get; internal set; }

    /// <summary>
    /// The best epoch, counted from 1, of a run with <see cref="EarlyStopping"/>; null without, or when no epoch was finished.
    /// </summary>
    public int? BestEpoch { get; internal set; }

    /// <summary>Whether the network was given back the weights of <see cref="BestEpoch"/>.</summary>
    public bool BestRestored { get; internal set; }

    /// <summary>A line an epoch: cost, training and validation cost and metric, time.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var epoch in epochs)
        {
            text.Append(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}: cost {epoch.Cost:G5}");
            Append(text, "training", epoch.Training);
            Append(text, "validation", epoch.Validation);
            text.Append(CultureInfo.InvariantCulture, $", {epoch.Elapsed.TotalSeconds:F1} s\n");
        }

        text.Append(Cancelled ? "cancelled" : StoppedEarly ? "stopped early" : "finished")
            .Append(CultureInfo.InvariantCulture, $" after {Plural.Of(stepCosts.Count, "step", "N0")}, {Elapsed.TotalSeconds:F1} s");
        return BestEpoch is null ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"; epoch {BestEpoch} was the best")
                .Append(BestRestored ? ", its weights restored" : "").ToString();
    }

    internal void Add(double cost) => stepCosts.Add(cost);

    internal void Add(EpochRecord epoch) => epochs.Add(epoch);

    internal void Add(StepInspection inspection) => inspections.Add(inspection);

    private static void Append(StringBuilder text, string name, Measurement? measurement)
    {
        if (measurement is not null)
        {
            text.Append(
                CultureInfo.InvariantCulture, $", {name} cost {measurement.Cost:G5} {measurement.MetricName} {measurement.Metric:F4}");
        }
    }
}
