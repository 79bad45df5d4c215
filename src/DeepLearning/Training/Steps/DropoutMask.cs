using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>
/// Inverted dropout: D is 1/keep with probability keep and 0 else; A := A ∘ D, dA := dA ∘ D, so that E[A ∘ D] = A.
/// </summary>
/// <remarks>Whether a unit of an example is kept is a function of seed, layer, step and position, never of threads.</remarks>
internal static class DropoutMask
{
    /// <summary>The stream of random numbers of one layer's masks at one step.</summary>
    public static RandomStream Stream(long seed, int layer, long step) => new RandomStream(seed).Fork("dropout").Fork(layer).Fork(step);

    /// <summary>Draws D for a range of columns.</summary>
    /// <param name="random">The stream of the layer and step.</param>
    /// <param name="first">The position of the range's first element in the whole batch.</param>
    /// <param name="keep">The probability of keeping an activation.</param>
    /// <param name="mask">Receives D.</param>
    public static void Draw<T>(RandomStream random, long first, double keep, Span<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Looked up rather than chosen: what chance decides no processor foresees, and a branch would cost as much as the rest.
        Span<T> choices = [T.Zero, T.CreateChecked(1 / keep)];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = choices[Unsafe.BitCast<bool, byte>(random.Uniform(first + i) < keep)];
        }
    }
}
