using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>Softmax and cross-entropy over few classes, of many examples at once, on the widest vectors of the processor.</summary>
internal static class FewClasses
{
    /// <summary>The most classes that these are for.</summary>
    public static int Most<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => ClassLanes<SimdScalar<T>, T, T>.MostClasses;

    /// <summary>A = softmax(Z).</summary>
    public static void Softmax<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new SoftmaxWork<T> { Logits = z, Probabilities = a, Units = units };
        VectorWidth.Widest<T, SoftmaxWork<T>>(ref work);
    }

    /// <summary>The losses and the gradients of softmax with cross-entropy, where they are asked for.</summary>
    public static void CrossEntropy<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, Span<T> delta, int units, double labelSmoothing)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new CrossEntropyWork<T>
        {
            Outputs = outputs, Targets = targets, Losses = losses, Delta = delta, Units = units, LabelSmoothing = labelSmoothing,
        };
        VectorWidth.Widest<T, CrossEntropyWork<T>>(ref work);
    }

    private ref struct SoftmaxWork<T> : IVectorWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Logits;
        public Span<T> Probabilities;
        public int Units;

        public readonly nint Run<TSimd, TVector>(nint start)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            SoftmaxBlock<TSimd, TVector, T>.Compute(Logits, Probabilities, Units);
            return start;
        }
    }

    private ref struct CrossEntropyWork<T> : IVectorWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Outputs;
        public ReadOnlySpan<T> Targets;
        public Span<T> Losses;
        public Span<T> Delta;
        public int Units;
        public double LabelSmoothing;

        public readonly nint Run<TSimd, TVector>(nint start)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            CrossEntropyBlock<TSimd, TVector, T>.Compute(Outputs, Targets, Losses, Delta, Units, LabelSmoothing);
            return start;
        }
    }
}
