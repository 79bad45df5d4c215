namespace DeepLearning.Data;

/// <summary>u = (x − median) / (q75 − q25), z = u / √(1 + (u/3)²).</summary>
internal sealed class RobustScale(IReadOnlyList<string> columns) : Transform
{
    private readonly ColumnChoice choice = new(columns);

    public override FittedTransform Fit(RawTable train) => new FittedRobustScaling(choice.Of<NumericColumn>(train, this).Select(
        column => new Learned<RobustScaling>(column.Name, RobustScaling.Fit(ColumnScaling.Present(column), column.Name))));
}
