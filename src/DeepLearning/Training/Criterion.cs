namespace DeepLearning;

/// <summary>A number by which epochs are compared: what <see cref="EarlyStopping"/> watches.</summary>
/// <remarks>
/// One of your own is a function of what the epoch ended with; it may as well ask the network, which stands as it was at the end of that
/// epoch: <c>new Criterion("recall", _ =&gt; RecallOf(network, dev), largerIsBetter: true)</c>.
/// </remarks>
public sealed class Criterion
{
    private readonly Func<EpochRecord, double> value;

    /// <summary>A criterion.</summary>
    /// <param name="name">The name shown in messages.</param>
    /// <param name="value">The number of an epoch. NaN is never better than another.</param>
    /// <param name="largerIsBetter">Whether a larger number is better, as of an accuracy, or a smaller, as of a cost.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is null.</exception>
    public Criterion(string name, Func<EpochRecord, double> value, bool largerIsBetter)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        (Name, this.value, LargerIsBetter) = (name, value, largerIsBetter);
    }

    /// <summary>The cost of the validation set.</summary>
    public static Criterion ValidationCost { get; } =
        new("the validation cost", epoch => epoch.Validation!.Cost, largerIsBetter: false) { NeedsValidation = true };

    /// <summary>The metric of the validation set: its accuracy, micro F1 or R².</summary>
    public static Criterion ValidationMetric { get; } =
        new("the validation metric", epoch => epoch.Validation!.Metric, largerIsBetter: true) { NeedsValidation = true };

    /// <summary>The running cost of the training set, for runs without a validation set.</summary>
    public static Criterion TrainingCost { get; } = new("the training cost", epoch => epoch.Cost, largerIsBetter: false);

    /// <summary>The name shown in messages.</summary>
    public string Name { get; }

    /// <summary>Whether a larger number is better.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>Whether there must be a validation set.</summary>
    internal bool NeedsValidation { get; private init; }

    /// <summary>The number of an epoch.</summary>
    /// <param name="epoch">What the epoch ended with.</param>
    public double Of(EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return value(epoch);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
