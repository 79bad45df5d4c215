using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>
/// The identity, as an activation of a user's own that remembers every column it was given: what a layer really sees in training.
/// The columns of one step come in no particular order.
/// </summary>
internal sealed class Recorder : Activation
{
    private readonly List<double[]> columns = [];
    private readonly Lock gate = new();

    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        z.CopyTo(a);
        lock (gate)
        {
            for (var start = 0; start < z.Length; start += units)
            {
                columns.Add(Array.ConvertAll(z.Slice(start, units).ToArray(), double.CreateChecked));
            }
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
    }

    /// <summary>The columns since the last call.</summary>
    public IReadOnlyList<double[]> Take()
    {
        lock (gate)
        {
            var taken = columns.ToArray();
            columns.Clear();
            return taken;
        }
    }
}
