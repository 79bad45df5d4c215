using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>Some rows of a table as examples, not copied.</summary>
/// <param name="data">All rows.</param>
/// <param name="rows">The numbers of those that are examples.</param>
/// <param name="isFull">Whether fine inputs are seen.</param>
internal sealed class TabularExamples(TabularData data, int[] rows, bool isFull) : ExampleSource<float>
{
    /// <inheritdoc/>
    public override int Examples => rows.Length;

    /// <inheritdoc/>
    public override int Features => data.Width(isFull);

    /// <inheritdoc/>
    public override int Outputs => data.Target.Outputs;

    internal override bool IsInMemory => true;

    /// <inheritdoc/>
    protected override void ReadCore(ReadOnlySpan<int> examples, Span<float> x, Span<float> y)
    {
        Span<int> numbers = examples.Length <= 1024 ? stackalloc int[examples.Length] : new int[examples.Length];
        for (var i = 0; i < examples.Length; i++)
        {
            numbers[i] = rows[examples[i]];
        }

        data.X(numbers, isFull, x);
        data.Y(numbers, y);
    }
}
