namespace DeepLearning.Tuning;

/// <summary>The value of one hyperparameter in one trial.</summary>
internal sealed class TrialSetting
{
    internal TrialSetting(Hyperparameter hyperparameter, object value, double number, string text) =>
        (Hyperparameter, Value, Number, Text) = (hyperparameter, value, number, text);

    /// <summary>What was drawn from.</summary>
    public Hyperparameter Hyperparameter { get; }

    /// <summary>The value that was drawn.</summary>
    public object Value { get; }

    /// <summary>The value as a number; of a choice, the place of the value among the others, counted from 0.</summary>
    public double Number { get; }

    /// <summary>The value as text, such that equal texts mean equal values.</summary>
    public string Text { get; }

    /// <summary>Name and value, such as <c>hidden units 64</c>.</summary>
    public override string ToString() => $"{Hyperparameter.Name} {Text}";
}
