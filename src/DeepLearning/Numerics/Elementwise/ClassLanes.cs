using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>
/// Blocks of examples of few classes, transposed so that each example has a lane of its own: what is summed over the classes goes down
/// whole vectors. Where all numbers are finite, no bits of an example depend on its neighbours.
/// </summary>
internal static unsafe class ClassLanes<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The numbers of a block. An example of more classes than <see cref="MostClasses"/> does not fit.</summary>
    public const int Size = 1024;

    /// <summary>The most classes that are worth transposing.</summary>
    public const int MostClasses = Size / LanesOfAnyWidth;

    private const int LanesOfAnyWidth = 16;

    /// <summary>The examples of a block.</summary>
    public static int Together(int units) => Size / units / LanesOfAnyWidth * LanesOfAnyWidth;

    /// <summary>The lanes of so many examples: whole vectors of any width.</summary>
    public static int Of(int examples) => (examples + LanesOfAnyWidth - 1) / LanesOfAnyWidth * LanesOfAnyWidth;

    /// <summary>Reads examples into lanes. Lanes without one hold zeros.</summary>
    public static void Load(T* columns, T* block, int units, int examples)
    {
        var lanes = Of(examples);
        if (lanes > examples)
        {
            new Span<T>(block, units * lanes).Clear();
        }

        Transposition<T>.Copy(columns, units, block, lanes, examples, units);
    }

    /// <summary>Writes lanes back as examples.</summary>
    public static void Store(T* block, T* columns, int units, int examples) =>
        Transposition<T>.Copy(block, Of(examples), columns, units, units, examples);

    /// <summary>
    /// z := z − max z over the classes of each lane, and the exponentials of that; where they are below 10⁻³⁰⁷ they are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentiate(T* z, T* exponentials, int units, int lanes)
    {
        for (nint lane = 0; lane < lanes; lane += TSimd.Width)
        {
            var largest = Lanes<TSimd, TVector, T>.Load(z + lane);
            for (nint k = 1; k < units; k++)
            {
                largest = largest.OrGreater(Lanes<TSimd, TVector, T>.Load(z + (k * lanes) + lane));
            }

            for (nint k = 0; k < units; k++)
            {
                var at = (k * lanes) + lane;
                (Lanes<TSimd, TVector, T>.Load(z + at) - largest).Store(z + at);
            }
        }

        for (nint at = 0; at < units * lanes; at += TSimd.Width)
        {
            Exp(Lanes<TSimd, TVector, T>.Load(z + at)).Store(exponentials + at);
        }
    }

    /// <summary>The exponential; of a double, 0 where it is hardly a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TSimd, TVector, T> Exp(Lanes<TSimd, TVector, T> x) => typeof(T) == typeof(float)
        ? x.Exp()
        : x.OrGreater(T.CreateTruncating(Exponentials.LeastExponent)).Exp().ZeroBelow(T.CreateTruncating(Exponentials.LeastExponential));

    /// <summary>The sum over the classes of each lane of a vector, in the order of the classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TSimd, TVector, T> Sum(T* block, nint lane, int units, nint lanes)
    {
        Lanes<TSimd, TVector, T> sum = default;
        for (nint k = 0; k < units; k++)
        {
            sum += Lanes<TSimd, TVector, T>.Load(block + (k * lanes) + lane);
        }

        return sum;
    }
}
