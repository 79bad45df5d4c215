namespace DeepLearning.Tabular;

/// <summary>The contents of a column of a table, in a few words.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsText">Whether it holds texts; else numbers.</param>
/// <param name="Missing">The number of rows without a value.</param>
/// <param name="Distinct">The number of different values, without the missing one.</param>
/// <param name="Summary">Least, median and greatest number, or the most frequent texts.</param>
/// <param name="IsTarget">Whether it is to be predicted.</param>
public sealed record InspectedColumn(string Name, bool IsText, int Missing, int Distinct, string Summary, bool IsTarget)
{
    /// <summary>Whether all rows hold the same, so that nothing can be learned from it.</summary>
    public bool IsConstant => Distinct + (Missing > 0 ? 1 : 0) < 2;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {(IsText ? "text" : "numeric")}, {Plural.Of(Distinct, "different value")}, {Missing} missing, {Summary}";
}
