using System.Runtime.ExceptionServices;

namespace DeepLearning.Data;

/// <summary>Divides rows or columns among the threads of the machine.</summary>
internal static class CsvThreads
{
    private const int Few = 1 << 13;

    /// <summary>Whether so many fields take longer than threads take to wake.</summary>
    public static bool AreWorth(int fields) => fields >= Few;

    /// <summary>Does something for consecutive ranges of items, on threads where there are many fields; the order is nobody's.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="fields">The number of fields of all items.</param>
    /// <param name="read">What is done from an item to the one before another.</param>
    /// <exception cref="InvalidDataException">That of the first range that has one.</exception>
    public static void ForRanges(int items, int fields, Action<int, int> read)
    {
        var ranges = !AreWorth(fields) ? 1 : Math.Min(items, 2 * Environment.ProcessorCount);
        if (ranges <= 1)
        {
            read(0, items);
            return;
        }

        var errors = new ExceptionDispatchInfo?[ranges];
        Parallel.For(0, ranges, range =>
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
