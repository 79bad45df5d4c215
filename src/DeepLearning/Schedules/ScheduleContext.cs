namespace DeepLearning;

/// <summary>Where in a run of training a step stands: all that a <see cref="Schedule"/> may depend on.</summary>
/// <remarks>Counts say what is finished: in the first step of a run both are 0.</remarks>
public readonly ref struct ScheduleContext
{
    /// <summary>How many steps of the run are finished.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public required long FinishedSteps
    {
        get;
        init => field = Guard.NotNegative(value, nameof(FinishedSteps));
    }

    /// <summary>How many steps the run has, should it go to its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public required long TotalSteps
    {
        get;
        init => field = Guard.Positive(value, nameof(TotalSteps));
    }

    /// <summary>How many epochs of the run are finished.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public required int FinishedEpochs
    {
        get;
        init => field = Guard.NotNegative(value, nameof(FinishedEpochs));
    }

    /// <summary>How many epochs the run has, should it go to its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public required int TotalEpochs
    {
        get;
        init => field = Guard.Positive(value, nameof(TotalEpochs));
    }

    /// <summary>
    /// The cost after each finished epoch, as many as <see cref="FinishedEpochs"/>: that of the validation set, or where there is none the
    /// running cost of the training set.
    /// </summary>
    public ReadOnlySpan<double> Costs { get; init; }

    /// <summary>The finished share of the run, in [0, 1): finished steps / total steps.</summary>
    public double Fraction => (double)FinishedSteps / TotalSteps;
}
