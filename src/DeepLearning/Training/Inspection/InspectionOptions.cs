namespace DeepLearning;

/// <summary>How closely a run of <see cref="Trainer{T}.Fit"/> is looked into; see <see cref="FitOptions.Inspection"/>.</summary>
/// <remarks>
/// <para>
/// At some of its steps the run records norms of gradients, of the optimizer's state and of updates, and how Z and A are distributed. An
/// inspected step changes the network by the same bits as any other. It takes some times as long and allocates; the steps between cost
/// nothing.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public sealed class InspectionOptions
{
    /// <summary>
    /// From one inspected step to the next, 1 or greater; 100 by default. The first step of a run is always inspected, and so is the first
    /// after it was resumed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int EverySteps
    {
        get;
        init => field = Guard.Positive(value, nameof(EverySteps));
    } = 100;

    /// <summary>The number of bins of every <see cref="Histogram"/>, 1 or greater; 30 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Bins
    {
        get;
        init => field = Guard.Positive(value, nameof(Bins));
    } = 30;
}
