using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>A function of two numbers, written for vectors of any width; the same bits from every width.</summary>
internal interface ICombination<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    TVector Of<TSimd, TVector>(TVector x, TVector y)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged;
}
