namespace DeepLearning;

/// <summary>
/// When <see cref="BiasVariance.Analyze(MeasuredError, MeasuredError, MeasuredError, MeasuredError, BiasVarianceOptions)"/> calls a
/// difference high.
/// </summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
public sealed class BiasVarianceOptions
{
    /// <summary>
    /// The difference of errors that may be borne, 0 or greater; 0.01, one percentage point, by default, by which the course's examples
    /// come out as the course has them. The smaller it is, the larger must be the sets.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Tolerance
    {
        get;
        init => field = Guard.NotNegative(value, nameof(Tolerance));
    } = 0.01;

    /// <summary>The confidence of the intervals, in (0, 1); 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Confidence
    {
        get;
        init => field = Guard.InsideUnitInterval(value, nameof(Confidence));
    } = 0.95;
}
