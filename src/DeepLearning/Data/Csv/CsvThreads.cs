using System.Runtime.ExceptionServices;

namespace DeepLearning.Data;

/// <summary>Divides rows or columns among the threads that the library may use.</summary>
internal static class CsvThreads
{
    private const int Few = 1 << 13;

    /// <summary>Whether there are threads, and so many fields take longer than they take to wake.</summary>
    public static bool AreWorth(int fields) => fields >= Few && Backend.Threads > 1;

    /// <summary>Does something for consecutive ranges of items, on threads where there are many fields; the order is nobody's.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="fields">The number of fields of all items.</param>
    /// <param name="read">What is done from an item to the one before another.</param>
    /// <exception cref="InvalidDataException">That of the first range that has one.</exception>
    public static void ForRanges(int items, int fields, Action<int, int> read)
    {
        var threads = Backend.Threads;
        var ranges = !AreWorth(fields) ? 1 : Math.Min(items, 2 * threads);
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
