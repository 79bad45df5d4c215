namespace DeepLearning.Tabular;

/// <summary>
/// Makes answers of what the members of an ensemble compute, calibrated by their answers to rows that they had not learned from.
/// </summary>
internal abstract class Answering
{
    /// <summary>The answer to one row.</summary>
    /// <param name="outputs">The logits or outputs of each member, one after another.</param>
    public abstract TabularAnswer Answer(ReadOnlySpan<float> outputs);
}
