using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>
/// The softmax over the units of an example: aᵢ = e^zᵢ / Σⱼ e^zⱼ; dzᵢ = aᵢ (daᵢ − Σⱼ daⱼ aⱼ).
/// </summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.Softmax"/>.</remarks>
internal sealed class Softmax : Activation
{
    /// <summary>Fewer examples than this do not fill a vector.</summary>
    private const int FewExamples = 4;

    /// <inheritdoc/>
    public override bool YieldsProbabilities => true;

    /// <inheritdoc/>
    public override bool IsElementwise => false;

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z)
    {
        var exponential = Formula.Exp(z - Formula.MaxOverUnits(z));
        return exponential / Formula.SumOverUnits(exponential);
    }

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        if (units > FewClasses.Most<T>() || z.Length < FewExamples * units || !VectorWidth.IsAccelerated)
        {
            OneByOne(z, a, units);
        }
        else
        {
            FewClasses.Softmax(z, a, units);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var start = 0; start < delta.Length; start += units)
        {
            var example = a.Slice(start, units);
            var gradient = delta.Slice(start, units);
            TensorPrimitives.Subtract(gradient, Sums.OfProducts(example, gradient), gradient);
            TensorPrimitives.Multiply(gradient, example, gradient);
        }
    }

    /// <inheritdoc/>
    public override string? InvalidUnits(int units) => units > 1
        ? null
        : "softmax over one unit is always 1 and learns nothing; use Activation.Sigmoid with Loss.BinaryCrossEntropy";

    /// <summary>The same, to the bit where all logits are finite, one example after another.</summary>
    private static void OneByOne<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Exponentials.OfShifted(z, a, units);
        for (var start = 0; start < z.Length; start += units)
        {
            var example = a.Slice(start, units);
            var sum = T.Zero;
            foreach (var exponential in example)
            {
                sum += exponential;
            }

            foreach (ref var one in example)
            {
                one /= sum;
            }
        }
    }
}
