using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>The terms of a sum over two spans, written for vectors of any width; the same bits from every width.</summary>
internal interface ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract TVector AddTo<TSimd, TVector>(TVector sum, TVector x, TVector y)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged;
}
