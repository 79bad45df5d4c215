namespace DeepLearning;

/// <summary>The place of a step in a run of training: all that a <see cref="Schedule"/> may depend on.</summary>
/// <remarks>Counts say what is finished: in the first step of a run both are 0.</remarks>
public readonly ref struct ScheduleContext
{
    /// <summary>The number of finished steps of the run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public required long FinishedSteps
    {
        get;
        init => field = Guard.NotNegative(value, nameof(FinishedSteps));
    }

    /// <summary>The number of steps that the run has, should it go to its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public required long TotalSteps
    {
        get;
        init => field = Guard.Positive(value, nameof(TotalSteps));
    }

    /// <summary>The number of finished epochs of the run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public required int FinishedEpochs
    {
        get;
        init => field = Guard.NotNegative(value, nameof(FinishedEpochs));
    }

    /// <summary>The number of epochs that the run has, should it go to its end.</summary>
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
