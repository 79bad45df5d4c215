using System.Numerics;

namespace DeepLearning;

/// <summary>Losses that are a sum or a mean over the outputs, each of which has a term to itself.</summary>
internal static class OutputTerms
{
    /// <summary>L = Σₖ f(aₖ, yₖ) of each example.</summary>
    public static void Sum<T, TTerm>(TTerm f, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, IOutputTerm<T> => Sum(f, outputs, targets, losses, divisor: T.One);

    /// <summary>L = (1/n) Σₖ f(aₖ, yₖ) of each example.</summary>
    public static void Mean<T, TTerm>(TTerm f, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, IOutputTerm<T> =>
        Sum(f, outputs, targets, losses, T.CreateChecked(outputs.Length / losses.Length));

    private static void Sum<T, TTerm>(TTerm f, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses, T divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : struct, IOutputTerm<T>
    {
        var units = outputs.Length / losses.Length;
        for (var i = 0; i < losses.Length; i++)
        {
            var sum = T.Zero;
            for (var k = i * units; k < (i + 1) * units; k++)
            {
                sum += f.Of(outputs[k], targets[k]);
            }

            losses[i] = sum / divisor;
        }
    }
}
