using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>A cycle of the calendar or the clock.</summary>
/// <param name="Name">Its name, in files.</param>
/// <param name="IsWithinADay">Whether a time of day alone tells it.</param>
/// <param name="Of">The place of a day in it, in [0, 1).</param>
internal sealed record DateCycle(string Name, bool IsWithinADay, Func<double, double> Of)
{
    /// <summary>The cycles that are looked for.</summary>
    public static IReadOnlyList<DateCycle> All { get; } =
    [
        new("month", IsWithinADay: false, days => (DateNotation.Moment(days).Month - 1) / 12.0),
        new("weekday", IsWithinADay: false, days => (int)DateNotation.Moment(days).DayOfWeek / 7.0),
        new("hour", IsWithinADay: true, days => days - Math.Floor(days)),
    ];
}
