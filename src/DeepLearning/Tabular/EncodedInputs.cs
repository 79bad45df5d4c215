namespace DeepLearning.Tabular;

/// <summary>Where a column writes its inputs: its places among those of every row.</summary>
/// <param name="values">The inputs of one row after another.</param>
/// <param name="width">The number of inputs of a row.</param>
/// <param name="plain">The place of the column's plain inputs.</param>
/// <param name="fine">The place of its fine inputs; null where none are written.</param>
internal readonly ref struct EncodedInputs(Span<float> values, int width, int plain, int? fine)
{
    private readonly Span<float> values = values;

    /// <summary>Whether fine inputs are written too.</summary>
    public bool HasFine => fine is not null;

    /// <summary>The plain inputs of a row.</summary>
    public Span<float> Plain(int row, int count) => values.Slice((row * width) + plain, count);

    /// <summary>The fine inputs of a row.</summary>
    public Span<float> Fine(int row, int count) => values.Slice((row * width) + fine!.Value, count);
}
