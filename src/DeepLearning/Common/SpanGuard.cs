using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DeepLearning;

/// <summary>
/// Checks of spans at the public edge, before anything is read or written through them: lengths that agree, and nothing written that is
/// also read.
/// </summary>
/// <remarks>The checks are small enough to be inlined; what throws stands apart.</remarks>
internal static class SpanGuard
{
    /// <summary>Refuses what is not one or more whole columns of <paramref name="rows"/> numbers.</summary>
    public static void Columns<T>(ReadOnlySpan<T> values, int rows, string name, string rowsName)
    {
        if (rows < 1)
        {
            throw Guard.Range(rowsName, rows, "1 or greater");
        }

        if (values.IsEmpty || values.Length % rows != 0)
        {
            ThrowColumns(values.Length, rows, name, rowsName);
        }
    }

    /// <summary>Refuses an empty span.</summary>
    public static void NotEmpty<T>(ReadOnlySpan<T> values, string name)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException($"{name} is empty, but must hold at least one number.", name);
        }
    }

    /// <summary>Refuses a span of another length than it must have.</summary>
    public static void Length(int actual, long expected, string name, string because)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, name, because);
        }
    }

    /// <summary>Refuses a span of another length than one that was checked.</summary>
    public static void SameLength<T>(ReadOnlySpan<T> values, string name, ReadOnlySpan<T> other, string otherName)
    {
        if (values.Length != other.Length)
        {
            ThrowLength(values.Length, other.Length, name, $"as many as {otherName}");
        }
    }

    /// <summary>Refuses two spans that share memory, one of which is written.</summary>
    public static void Apart<T>(ReadOnlySpan<T> values, string name, ReadOnlySpan<T> other, string otherName)
    {
        if (values.Overlaps(other))
        {
            throw new ArgumentException($"{name} and {otherName} overlap: what is written must be memory of its own.", name);
        }
    }

    [DoesNotReturn]
    private static void ThrowColumns(int length, int rows, string name, string rowsName) => throw new ArgumentException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} must hold one or more whole columns of {rows} ({rowsName}), but is a span of {length}."), name);

    [DoesNotReturn]
    private static void ThrowLength(int actual, long expected, string name, string because) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"{name} must be a span of {expected}, {because}, but is one of {actual}."), name);
}
