using System.Globalization;

namespace DeepLearning;

/// <summary>
/// Up from a small learning rate to the optimizer's own, which is the largest, then down to a far smaller one, along half cosines.
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Schedule.OneCycle"/>.</remarks>
internal sealed class OneCycle : Schedule
{
    /// <summary>One cycle.</summary>
    /// <param name="rise">The share of the run that the rise takes, in (0, 1).</param>
    /// <param name="first">The factor of the first step, in (0, 1].</param>
    /// <param name="last">The factor of the last step, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public OneCycle(double rise = 0.3, double first = 0.04, double last = 4e-6)
    {
        Rise = Guard.InsideUnitInterval(rise);
        First = Guard.InUnitIntervalNotZero(first);
        Last = Guard.InUnitInterval(last);
    }

    /// <summary>The share of the run that the rise takes.</summary>
    public double Rise { get; }

    /// <summary>The factor of the first step.</summary>
    public double First { get; }

    /// <summary>The factor of the last step.</summary>
    public double Last { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"OneCycle({Rise}, {First}, {Last})");

    /// <inheritdoc/>
    public override double Factor(ScheduleContext context)
    {
        // A run so short that its rise has no step begins at the top.
        var top = Math.Max(0, (Rise * context.TotalSteps) - 1);
        var end = context.TotalSteps - 1;
        return context.FinishedSteps < top ? DeepLearning.CosineDecay.Between(First, 1, context.FinishedSteps / top)
            : end <= top ? 1
            : DeepLearning.CosineDecay.Between(1, Last, Math.Min(1, (context.FinishedSteps - top) / (end - top)));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"one cycle, from × {First} up for {100 * Rise}% of the steps, then down to × {Last}");
}
