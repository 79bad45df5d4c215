using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepLearning;

/// <summary>
/// Bounds what a reader makes of a file by the length of the file: all that it allocates, counted in bytes, is within a limit. So a small
/// file cannot ask for much memory, whatever it says of itself.
/// </summary>
/// <param name="source">What messages call the file.</param>
/// <param name="length">The length of the file in bytes, compressed where it is compressed.</param>
/// <param name="limit">The most that may be made of it.</param>
/// <param name="remedy">What the reader's user can do, as the end of the message: a sentence.</param>
/// <remarks><threadsafety>For one thread at a time, as reading is.</threadsafety></remarks>
internal sealed class ReadBudget(string source, long length, ReadLimit limit, string remedy)
{
    private Int128 left = limit.Of(length);

    /// <summary>Takes so many bytes out of the budget, before they are allocated.</summary>
    /// <param name="bytes">How many; computed without wrapping around.</param>
    /// <param name="what">What they are for, as the message names it.</param>
    /// <exception cref="InvalidDataException">They are more than is left.</exception>
    public void Take(Int128 bytes, string what)
    {
        left -= bytes;
        if (left < 0)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source} has {length:N0} bytes, but {what} would take {bytes:N0}: more than the {limit}, that reading may take. " +
                $"{remedy}"));
        }
    }

    /// <summary>An array that the budget covers.</summary>
    /// <exception cref="InvalidDataException">It is more than is left, or longer than an array can be.</exception>
    public TElement[] Array<TElement>(Int128 count, string what)
        where TElement : unmanaged
    {
        Take(count * Unsafe.SizeOf<TElement>(), what);
        return count <= System.Array.MaxLength
            ? new TElement[(int)count]
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source}: {what} would have {count:N0} numbers, but at most {System.Array.MaxLength:N0} fit into one array. {remedy}"));
    }
}
