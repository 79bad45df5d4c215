namespace DeepLearning.Data;

/// <summary>A column and what a transform has learned of it.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Value">What was learned.</param>
internal sealed record Learned<TValue>(string Column, TValue Value)
    where TValue : class
{
    /// <summary>The name of the column.</summary>
    public string Column { get; } = Column ?? throw new ArgumentNullException(nameof(Column));

    /// <summary>What was learned.</summary>
    public TValue Value { get; } = Value ?? throw new ArgumentNullException(nameof(Value));
}
