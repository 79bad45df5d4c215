namespace DeepLearning.Data;

/// <summary>What the inputs of a dataset have gone through since they were read, in its order.</summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one instance.</threadsafety></remarks>
internal sealed class Preparation
{
    private readonly IPreparation[] steps;

    private Preparation(IPreparation[] steps) => this.steps = steps;

    /// <summary>Inputs as they were read.</summary>
    public static Preparation None { get; } = new([]);

    /// <summary>One more step.</summary>
    public Preparation Then(IPreparation step) => new([.. steps, step]);

    /// <summary>Refuses inputs that have gone through something else.</summary>
    /// <param name="other">What they have gone through.</param>
    /// <param name="reference">Whose preparation this is, as the beginning of a sentence: "The training set".</param>
    /// <param name="name">The argument that holds the others.</param>
    /// <param name="otherwise">What to do where the numbers are right nevertheless, as a sentence.</param>
    public void Require(Preparation other, string reference, string name, string otherwise)
    {
        if (steps.Length != other.steps.Length || !steps.Zip(other.steps, (step, theirs) => step.IsSameAs(theirs)).All(same => same))
        {
            var different = other.steps.Length > 0 && string.Equals(Describe(), other.Describe(), StringComparison.Ordinal);
            throw new ArgumentException(
                $"{reference} {Describe()}, but {name} {(different ? $"{other.Describe()} with other numbers" : other.Describe())}: the " +
                $"same inputs would mean something else. Apply to {name} what the training set went through, as it was fitted to the " +
                $"training set. {otherwise}",
                name);
        }
    }

    private string Describe() => steps.Length == 0
        ? "went through no normalization or pipeline"
        : $"went through {string.Join(" and then ", steps.Select(step => step.Description))}";
}
