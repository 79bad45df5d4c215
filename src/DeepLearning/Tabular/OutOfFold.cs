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

    /// <summary>The answers to such rows with other inputs, each by the network that has not learned from it.</summary>
    /// <param name="rows">As many rows as <see cref="Rows"/> gives, in its order.</param>
    /// <param name="encoding">What the inputs are made by.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="answering">What makes answers.</param>
    /// <param name="members">The members.</param>
    public static TabularAnswer[] Answers(
        RawTable rows, TableEncoding encoding, TabularTarget target, Answering answering, IReadOnlyList<TrainedMember> members)
    {
        rows = encoding.Conform(rows, [.. members.SelectMany(member => member.Validation)]);
        var first = 0;
        var answered = new List<TrainedMember>(members.Count);
        foreach (var member in members)
        {
            int[] own = [.. Enumerable.Range(first, member.Validation.Length)];
            var logits = new float[member.Logits.Length];
            member.Network.Predict(encoding.Encode(rows, own), logits);
            answered.Add(member with { Logits = logits });
            first += own.Length;
        }

        return Answers(target, answering, answered);
    }

    /// <summary>The answers to them.</summary>
    public static TabularAnswer[] Answers(TabularTarget target, Answering answering, IReadOnlyList<TrainedMember> members) =>
    [
        .. members.SelectMany(member => Enumerable.Range(0, member.Validation.Length)
            .Select(i => answering.Answer(member.Logits.AsSpan(i * target.Outputs, target.Outputs)))),
    ];
}
