using System.Globalization;

namespace DeepLearning;

/// <summary>A rule of when a run ends before its last epoch because it makes no more progress, and which weights it leaves.</summary>
/// <remarks>
/// An epoch makes progress when its <see cref="Criterion"/> is better than the best so far by more than <see cref="MinDelta"/>. After
/// more than <see cref="Patience"/> epochs on end without progress the run is over. However the run ends, after its last epoch, early or
/// cancelled, the network then gets back the parameters of the best epoch; the optimizer's state stays that of the last step. Keras's
/// <c>EarlyStopping</c> has no patience unless given and leaves the last weights unless told; scikit-learn's <c>n_iter_no_change</c> is 10.
/// Source: Prechelt, "Early stopping — but when?", 1998.
/// </remarks>
public sealed class EarlyStopping
{
    /// <summary>The number of epochs on end without progress that are borne, 0 or greater; 5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Patience
    {
        get;
        init => field = Guard.NotNegative(value, nameof(Patience));
    } = 5;

    /// <summary>The amount by which an epoch must better the best so far to count as progress, 0 or greater; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinDelta
    {
        get;
        init => field = Guard.NotNegative(value, nameof(MinDelta));
    }

    /// <summary>The number that is watched; <see cref="Criterion.ValidationCost"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Criterion Criterion
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Criterion));
            field = value;
        }
    } = Criterion.ValidationCost;

    /// <summary>Whether the network gets back the weights of its best epoch when the run ends, however it ends; yes by default.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"early stopping by {Criterion}, patience " +
        $"{Patience}{(MinDelta > 0 ? $", at least {MinDelta.ToString(CultureInfo.InvariantCulture)} better" : "")}, " +
        $"{(RestoreBest ? "restoring the best" : "keeping the last")}");
}
