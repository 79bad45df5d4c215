namespace DeepLearning.Numerics;

/// <summary>Products of few columns that the threads share: A is read once, a part of it by each.</summary>
/// <param name="inner">What multiplies; any division of its products gives the same bits.</param>
internal sealed class SharedBackend(MatrixBackend inner) : MatrixBackend
{
    public override string Name => inner.Name;

    public override int ColumnGranularity => inner.ColumnGranularity;

    public override int SummationBlock<T>(int k) => inner.SummationBlock<T>(k);

    public override void Reserve<T>(Scratch scratch) => inner.Reserve<T>(scratch);

    protected override void MultiplyCore<T>(
        in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
        inner.Multiply(a, b, c, alpha, beta);

    protected override void MultiplyCore<T>(
        in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
        SharedProduct<T>.Run(inner, a, b, c, bias);
}
