using System.Numerics;

namespace DeepLearning;

/// <summary>The one place that says which types of number the library computes with.</summary>
internal static class ElementType
{
    /// <summary>Refuses every T but <see langword="float"/> and <see langword="double"/>.</summary>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    public static void Require<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Numbers of type {typeof(T).Name} are not supported: use float or double.");
        }
    }

    /// <summary>The C# keyword of T, for messages and summaries.</summary>
    public static string Name<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float) ? "float" : "double";
}
