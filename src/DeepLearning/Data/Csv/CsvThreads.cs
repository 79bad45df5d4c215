using System.Runtime.ExceptionServices;

namespace DeepLearning.Data;

/// <summary>Divides rows or columns among the threads that the library may use.</summary>
internal static class CsvThreads
{
    /// <summary>Bytes that are read in less time than it takes to compile, in a program that has just begun, what divides them.</summary>
    private const int Few = 1 << 18;

    /// <summary>Whether there are threads, and so many bytes are worth them.</summary>
    public static bool AreWorth(int bytes) => bytes >= Few && Backend.Threads > 1;

    /// <summary>Does something for consecutive ranges of items, on threads where there are many bytes; the order is nobody's.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="bytes">The number of bytes of all items.</param>
    /// <param name="read">What is done from an item to the one before another.</param>
    /// <exception cref="InvalidDataException">That of the first range that has one.</exception>
    public static void ForRanges(int items, int bytes, Action<int, int> read)
    {
        var threads = Backend.Threads;
        var ranges = !AreWorth(bytes) ? 1 : Math.Min(items, 2 * threads);
        if (ranges <= 1)
        {
            read(0, items);
            return;
        }

        var errors = new ExceptionDispatchInfo?[ranges];
        Parallel.For(0, ranges, new ParallelOptions { MaxDegreeOfParallelism = threads }, range =>
        {
            try
            {
                read((int)((long)items * range / ranges), (int)((long)items * (range + 1) / ranges));
            }
            catch (InvalidDataException error)
            {
                errors[range] = ExceptionDispatchInfo.Capture(error);
            }
        });
        Array.Find(errors, error => error is not null)?.Throw();
    }
}
