using System.Numerics;
using System.Reflection;

namespace DeepLearning.Tests;

/// <summary>The spans of a call, by their position among the spans of the method.</summary>
internal delegate Span<T> Spans<T>(int position);

/// <summary>A public method that takes spans, as the laws of spans call it.</summary>
/// <param name="Key">The method, as <see cref="KeyOf"/> names it.</param>
/// <param name="Subject">What it is called on, as a test explorer shows it.</param>
/// <param name="Count">The number of its spans.</param>
/// <param name="IsValid">Whether lengths, and the size that goes with them, are those of a right call.</param>
/// <param name="Call">The call.</param>
/// <param name="Apart">The pairs of spans that may not share memory, by position.</param>
internal sealed record SpanMethod<T>(
    string Key, string Subject, int Count, Func<int[], int, bool> IsValid, Action<Spans<T>, int> Call,
    params (int First, int Second)[] Apart)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Type, method and parameters: what tells a method from its overloads.</summary>
    public static string KeyOf(MethodBase method) =>
        $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}(" +
        $"{string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";
}
