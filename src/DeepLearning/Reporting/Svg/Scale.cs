namespace DeepLearning.Reporting;

/// <summary>An axis: from values to [0, 1], with ticks at round numbers.</summary>
internal abstract class Scale
{
    /// <summary>The value at 0.</summary>
    public required double Low { get; init; }

    /// <summary>The value at 1.</summary>
    public required double High { get; init; }

    /// <summary>Round numbers from <see cref="Low"/> to <see cref="High"/>, in rising order, with what is written at them.</summary>
    public required IReadOnlyList<(double Value, string Label)> Ticks { get; init; }

    /// <summary>Where a value lies: 0 at <see cref="Low"/>, 1 at <see cref="High"/>.</summary>
    public abstract double Place(double value);
}
