using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>Work written once, for vectors of any width.</summary>
internal interface IVectorWork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Does the work from an element on, as far as whole vectors go.</summary>
    /// <returns>The first element that is left; work that is not divided into elements returns what it was given.</returns>
    nint Run<TSimd, TVector>(nint start)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged;
}
