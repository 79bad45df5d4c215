namespace DeepLearning.Data;

/// <summary>x ← (x − μ) / σ.</summary>
internal sealed class Standardize(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    public override FittedTransform Fit(RawTable train) =>
        new FittedScaling(choice.Of<NumericColumn>(train, this).Select(ColumnScaling.Standardizing));
}
