namespace DeepLearning.Data;

/// <summary>A value that is given.</summary>
internal sealed class ImputeConstant : Transform
{
    private readonly ColumnChoice choice;
    private readonly Cell value;

    public ImputeConstant(Cell value, IReadOnlyList<string> columns)
    {
        if (value.IsMissing)
        {
            throw new ArgumentException("What missing values are replaced by may not be missing itself.", nameof(value));
        }

        (choice, this.value) = (new ColumnChoice(columns), value);
    }

    public override FittedTransform Fit(RawTable train)
    {
        var columns = value.Number is null ? choice.Of<TextColumn>(train, this) : choice.Of<NumericColumn>(train, this).Cast<RawColumn>();
        return new FittedImputation(columns.Select(column => new ColumnFill(column.Name, value)));
    }
}
