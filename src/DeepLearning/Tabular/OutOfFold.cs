using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>The training rows as the networks answer that have not learned from them.</summary>
internal static class OutOfFold
{
    /// <summary>How much each row counts that a member was measured by, member after member.</summary>
    public static double[] Weights(IReadOnlyList<TrainedMember> members, double[]? weights) =>
        [.. members.SelectMany(member => member.Validation).Select(row => weights?[row] ?? 1)];

    /// <summary>The rows that were answered, member after member.</summary>
    public static RawTable Rows(RawTable train, IReadOnlyList<TrainedMember> members) =>
        train.Subset([.. members.SelectMany(member => member.Validation)]);

    /// <summary>The answers to them.</summary>
    public static TabularAnswer[] Answers(TabularTarget target, Answering answering, IReadOnlyList<TrainedMember> members) =>
    [
        .. members.SelectMany(member => Enumerable.Range(0, member.Validation.Length)
            .Select(i => answering.Answer(member.Logits.AsSpan(i * target.Outputs, target.Outputs)))),
    ];
}
