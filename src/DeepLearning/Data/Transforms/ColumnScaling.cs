namespace DeepLearning.Data;

/// <summary>A column shifted and scaled: x ← (x − <see cref="Shift"/>) / <see cref="Scale"/>.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Shift">What is subtracted.</param>
/// <param name="Scale">What is divided by, greater than 0.</param>
/// <exception cref="ArgumentNullException"><paramref name="Column"/> is null.</exception>
/// <exception cref="ArgumentOutOfRangeException">
/// <paramref name="Shift"/> is not finite, or <paramref name="Scale"/> is not a finite number greater than 0.
/// </exception>
internal sealed record ColumnScaling(string Column, double Shift, double Scale)
{
    /// <summary>The name of the column.</summary>
    public string Column { get; init; } = Column ?? throw new ArgumentNullException(nameof(Column));

    /// <summary>What is subtracted.</summary>
    public double Shift { get; init => field = Guard.Finite(value, nameof(Shift)); } = Guard.Finite(Shift);

    /// <summary>What is divided by, greater than 0.</summary>
    public double Scale { get; init => field = Guard.Positive(value, nameof(Scale)); } = Guard.Positive(Scale);

    /// <summary>(x − shift) / scale; NaN stays NaN.</summary>
    /// <param name="x">A value of the column.</param>
    public double Apply(double x) => (x - Shift) / Scale;

    /// <summary>The value that <see cref="Apply"/> made <paramref name="scaled"/> of: scaled · scale + shift.</summary>
    /// <param name="scaled">A scaled value.</param>
    public double Undo(double scaled) => (scaled * Scale) + Shift;

    /// <summary>To mean 0 and variance 1 over the values that are not missing; σ = 0 counts as 1.</summary>
    internal static ColumnScaling Standardizing(NumericColumn column)
    {
        var values = Present(column);
        var normalization = InputNormalization.Fit<double>(values, 1, [column.Name], "train");
        return new(column.Name, normalization.Mean[0], normalization.Variance[0] == 0 ? 1 : Math.Sqrt(normalization.Variance[0]));
    }

    /// <summary>The values that are not missing.</summary>
    /// <exception cref="ArgumentException">All are.</exception>
    internal static double[] Present(NumericColumn column)
    {
        var values = Array.FindAll(column.Values.ToArray(), value => !double.IsNaN(value));
        return values.Length > 0
            ? values
            : throw new ArgumentException(
                $"Column \"{column.Name}\" has no value in the training set, so that nothing can be learned of it: leave it out.");
    }
}
