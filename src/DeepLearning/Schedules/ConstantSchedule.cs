namespace DeepLearning;

/// <summary>The same learning rate throughout: factor 1.</summary>
internal sealed class ConstantSchedule : Schedule
{
    public override string Name => "Constant";

    public override double Factor(ScheduleContext context) => 1;

    /// <inheritdoc/>
    public override string ToString() => "constant rate";
}
