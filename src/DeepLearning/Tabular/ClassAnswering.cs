using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Answers with probabilities: the members' geometric mean, at a temperature.</summary>
internal sealed class ClassAnswering(ClassTarget target, double temperature) : Answering
{
    /// <summary>Learns T from the logits that each member gave to its fold.</summary>
    public static ClassAnswering Fit(ClassTarget target, RawTable train, IReadOnlyList<MemberTraining> members)
    {
        var (logits, labels) = (new List<float>(), new List<int>());
        foreach (var member in members)
        {
            logits.AddRange(member.Logits);
            labels.AddRange(target.Labels(train, member.Validation));
        }

        return new(target, Temperature.Fit([.. logits], [.. labels]));
    }

    /// <inheritdoc/>
    public override TabularAnswer Answer(ReadOnlySpan<float> outputs)
    {
        Span<double> probabilities = new double[target.Outputs];
        Temperature.Mix(outputs, temperature, probabilities);
        return new(target.Classes, probabilities);
    }
}
