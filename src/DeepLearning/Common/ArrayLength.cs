using System.Globalization;

namespace DeepLearning;

/// <summary>Lengths of arrays as products of sizes, which may be greater than an array can be.</summary>
internal static class ArrayLength
{
    /// <summary>rows · columns, where an array can be so long.</summary>
    /// <param name="rows">The length of a column, 0 or greater.</param>
    /// <param name="columns">The number of columns, 0 or greater.</param>
    /// <param name="what">What the numbers are, as the message begins: <c>The outputs</c>.</param>
    /// <param name="name">The argument that asks for so many.</param>
    /// <exception cref="ArgumentException">An array can't be so long.</exception>
    public static int Of(long rows, long columns, string what, string name) =>
        Fits(rows, columns) ? (int)(rows * columns) : throw new ArgumentException(TooLong(rows, columns, what), name);

    /// <summary>Whether an array can hold rows · columns numbers.</summary>
    public static bool Fits(long rows, long columns) => (Int128)rows * columns <= Array.MaxLength;

    /// <summary>What is wrong with lengths that do not fit.</summary>
    public static string TooLong(long rows, long columns, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} would be {rows:N0} × {columns:N0}, {(Int128)rows * columns:N0} numbers, but an array holds at most {Array.MaxLength:N0}.");
}
