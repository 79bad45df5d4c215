using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What training saw, for whoever wants to look.</summary>
/// <param name="Table">The training rows.</param>
/// <param name="Members">The members after their training.</param>
/// <param name="Rows">The rows that were answered by a member that had not learned from them.</param>
/// <param name="Answers">The answers to these.</param>
/// <param name="Evaluation">How good these are.</param>
/// <param name="Elapsed">The time that training took.</param>
internal sealed record TabularTrainingRecord(
    RawTable Table, IReadOnlyList<TrainedMember> Members, RawTable Rows, TabularAnswer[] Answers, TabularEvaluation Evaluation,
    TimeSpan Elapsed);
