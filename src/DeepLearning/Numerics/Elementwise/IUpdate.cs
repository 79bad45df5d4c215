using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>
/// What one step of an optimizer does to a vector of elements, written for vectors of any width: a struct, so that the JIT compiles
/// <see cref="UpdateLoop"/> anew for it and the whole step is a single pass over memory.
/// </summary>
internal interface IUpdate<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers are remembered for each element, at most 3; of the states below only so many are meaningful.</summary>
    static abstract int Slots { get; }

    /// <summary>Moves w against its gradient g and changes what is remembered.</summary>
    void Apply<TSimd, TVector>(
        ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
        ref Lanes<TSimd, TVector, T> state0, ref Lanes<TSimd, TVector, T> state1, ref Lanes<TSimd, TVector, T> state2)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged;
}
