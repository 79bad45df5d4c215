using System.Globalization;

namespace DeepLearning;

/// <summary>
/// Rises in a straight line over the first n steps, on top of another schedule: min(1, t / n) · its factor, t counted from 1.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.WarmUp"/>.</remarks>
internal sealed class WarmUp : Schedule
{
    /// <summary>A warm-up.</summary>
    /// <param name="steps">n, how many steps the rise takes, 1 or greater.</param>
    /// <param name="then">The schedule that is multiplied by the rise; <see cref="Schedule.Constant"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than 1.</exception>
    public WarmUp(int steps, Schedule? then = null) => (Steps, Then) = (Guard.Positive(steps), then ?? Constant);

    /// <summary>n, how many steps the rise takes.</summary>
    public int Steps { get; }

    /// <summary>The schedule that is multiplied by the rise.</summary>
    public Schedule Then { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"WarmUp({Steps}, {Then.Name})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context) =>
        Math.Min(1, (context.FinishedSteps + 1.0) / Steps) * Then.Factor(context);

    /// <inheritdoc/>
    public override string ToString() => $"warm-up over {Plural.Of(Steps, "step")}, then {Then}";
}
