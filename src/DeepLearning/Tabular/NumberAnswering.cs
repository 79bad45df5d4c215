using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Answers with numbers: the members' mean, within the range of the training rows, and an interval around it.</summary>
internal sealed class NumberAnswering(NumberTarget target, PredictionIntervals intervals) : Answering
{
    private const double Coverage = 0.9;

    /// <summary>Learns the intervals from the answers that each member gave to its fold.</summary>
    public static NumberAnswering Fit(NumberTarget target, RawTable train, IReadOnlyList<MemberTraining> members)
    {
        var (answers, truths) = (new List<double>(), new List<double>());
        foreach (var member in members)
        {
            answers.AddRange(member.Logits.Select(target.Answer));
            foreach (var row in member.Validation)
            {
                truths.Add(train[target.Column].Numbers[row]);
            }
        }

        return new(target, PredictionIntervals.Fit([.. answers], [.. truths], Coverage));
    }

    /// <inheritdoc/>
    public override TabularAnswer Answer(ReadOnlySpan<float> outputs)
    {
        var sum = 0.0;
        foreach (var output in outputs)
        {
            sum += target.Answer(output);
        }

        var (answer, half) = (sum / outputs.Length, intervals.HalfWidth(sum / outputs.Length));
        return new(answer, target.Bounded(answer - half), target.Bounded(answer + half));
    }
}
