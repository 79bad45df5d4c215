namespace DeepLearning.Tests;

/// <summary>Cross-entropy as a user might wrap it.</summary>
internal abstract class WrappedCrossEntropy : Loss
{
    public override Activation? FusedActivation => CrossEntropy.FusedActivation;

    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        CrossEntropy.Forward(outputs, targets, losses);
        Forwarded();
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) =>
        CrossEntropy.Backward(outputs, targets, delta, units);

    protected abstract void Forwarded();
}

/// <summary>Cancels in the middle of a step.</summary>
internal sealed class CancelAfter(CancellationTokenSource source, int forwards) : WrappedCrossEntropy
{
    private int count;

    protected override void Forwarded()
    {
        if (++count == forwards)
        {
            source.Cancel();
        }
    }
}

/// <summary>Makes steps long enough for reports in between.</summary>
internal sealed class Slow(TimeSpan delay) : WrappedCrossEntropy
{
    protected override void Forwarded() => Thread.Sleep(delay);
}

/// <summary>Remembers the targets that it was shown.</summary>
internal sealed class TargetRecorder : Loss
{
    public List<double> Seen { get; } = [];

    protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
    {
        foreach (var target in targets)
        {
            Seen.Add(double.CreateChecked(target));
        }

        losses.Clear();
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) => delta.Clear();
}
