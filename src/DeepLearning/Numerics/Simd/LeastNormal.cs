using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>The least number greater than 0 that has all the digits of its type: 2⁻¹²⁶ for float, 2⁻¹⁰²² for double.</summary>
internal static class LeastNormal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Value => typeof(T) == typeof(float) ? T.CreateTruncating(1.17549435e-38f) : T.CreateTruncating(2.2250738585072014e-308);
}
