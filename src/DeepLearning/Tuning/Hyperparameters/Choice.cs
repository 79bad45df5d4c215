using System.Globalization;

namespace DeepLearning.Tuning;

/// <summary>One of some values.</summary>
internal sealed class Choice<TValue> : Hyperparameter<TValue>
    where TValue : notnull
{
    private readonly IReadOnlyList<TValue> values;

    public Choice(string name, IReadOnlyList<TValue> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        this.values = [.. values];
        if (values.Count == 0)
        {
            throw new ArgumentException($"The hyperparameter '{name}' has no values to choose from.", nameof(values));
        }

        for (var i = 0; i < values.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(values[i], $"{nameof(values)}[{i}]");
        }
    }

    public override string ToString() => $"{Name}: one of {string.Join(", ", values.Select(Text))}";

    internal override IReadOnlyList<string> Choices => [.. values.Select(Text)];

    internal override TrialSetting Draw(double uniform)
    {
        var index = Math.Min((int)(uniform * values.Count), values.Count - 1);
        return new(this, values[index], index, Text(values[index]));
    }

    private static string Text(TValue value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
