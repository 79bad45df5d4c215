using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>The least number greater than 0 that has all the digits of its type: 2⁻¹²⁶ for float, 2⁻¹⁰²² for double.</summary>
internal static class LeastNormal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number; a constant of the loops that use it, where a call would spill their vectors.</summary>
    public static T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? (T)(object)1.17549435e-38f : (T)(object)2.2250738585072014e-308;
    }
}
