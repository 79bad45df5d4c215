namespace DeepLearning;

/// <summary>
/// A list that becomes an array without being copied where its length was expected; else it takes twice its room while it is copied.
/// </summary>
/// <param name="expected">How many elements there will be, if known: a few too many do no harm.</param>
internal sealed class ChunkedList<T>(int expected = 0)
{
    // Arrays of so many numbers lie where the collector does not move them.
    private const int Whole = 1 << 14;
    private List<T[]>? full;
    private T[] last = [];
    private int used;

    /// <summary>How many elements there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an element.</summary>
    public void Add(T element)
    {
        if (used == last.Length)
        {
            Grow();
        }

        last[used++] = element;
        Count++;
    }

    /// <summary>The elements: those of the list itself where hardly any room in it is free, else a copy.</summary>
    public ReadOnlyMemory<T> ToMemory()
    {
        if (full is null && used >= last.Length - (last.Length / 8))
        {
            return last.AsMemory(0, used);
        }

        var array = new T[Count];
        var at = 0;
        foreach (var chunk in full ?? [])
        {
            chunk.CopyTo(array, at);
            at += chunk.Length;
        }

        last.AsSpan(0, used).CopyTo(array.AsSpan(at));
        return array;
    }

    private void Grow()
    {
        if (used < Whole)
        {
            Array.Resize(ref last, Math.Max(Math.Max(1, 2 * used), used == 0 ? expected : 0));
        }
        else
        {
            (full ??= []).Add(last);
            (last, used) = (new T[Whole], 0);
        }
    }
}
