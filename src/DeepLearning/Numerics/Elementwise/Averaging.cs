using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>β v + (1 − β) θ for vectors of elements.</summary>
/// <remarks>
/// An average of zeros fades, and rounding would keep it at the smallest subnormal number for ever: of a dead unit, every step of the run
/// would be slower. So it becomes 0 when it ceases to be normal.
/// </remarks>
internal readonly struct Averaging<T>(double beta)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T kept = T.CreateChecked(beta);
    private readonly T fresh = T.CreateChecked(1 - beta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TSimd, TVector, T> Next<TSimd, TVector>(Lanes<TSimd, TVector, T> average, Lanes<TSimd, TVector, T> value)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged => ((kept * average) + (fresh * value)).WithoutSubnormals();
}
