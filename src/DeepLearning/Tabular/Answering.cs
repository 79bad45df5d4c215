using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Makes answers of what the members of an ensemble compute, calibrated by their answers to rows they had not learned from.</summary>
internal abstract class Answering
{
    /// <summary>The answer to one row.</summary>
    /// <param name="outputs">The logits or outputs of each member, one after another.</param>
    public abstract TabularAnswer Answer(ReadOnlySpan<float> outputs);

    /// <summary>Learns from the answers that each member gave to its fold.</summary>
    public static Answering Fit(TabularTarget target, RawTable train, MemberTraining[] members) => target switch
    {
        ClassTarget classes => ClassAnswering.Fit(classes, train, members),
        _ => NumberAnswering.Fit((NumberTarget)target, train, members),
    };
}
