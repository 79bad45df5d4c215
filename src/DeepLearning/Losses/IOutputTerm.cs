using System.Numerics;

namespace DeepLearning;

/// <summary>What one output adds to the loss of an example.</summary>
internal interface IOutputTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The term of an output a and its target y.</summary>
    T Of(T a, T y);
}
