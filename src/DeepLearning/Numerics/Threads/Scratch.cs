using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Memory of one thread, for some purposes: aligned to cache lines, kept for the next time.</summary>
/// <remarks>
/// A thread that finds too little makes more. Whoever gives work to another thread reserves for it beforehand, while that thread does
/// nothing: so a worker that comes late, perhaps thousands of jobs after the first, allocates nothing.
/// </remarks>
internal sealed unsafe class Scratch
{
    [ThreadStatic]
    private static Scratch? own;

    private readonly Slot[] slots = [new(), new(), new(), new(), new(), new()];

    /// <summary>The memory of the calling thread.</summary>
    public static Scratch Own
    {
        get => own ??= new Scratch();
        set => own = value;
    }

    /// <summary>
    /// At least <paramref name="length"/> elements of any content, valid until the next call of this thread for the same purpose: for
    /// whoever calls nothing meanwhile that might do the same.
    /// </summary>
    public static T* Get<T>(ScratchPurpose purpose, nint length)
        where T : unmanaged => Own.slots[Index<T>(purpose)].Make<T>(length);

    /// <summary>
    /// At least <paramref name="length"/> elements of any content, until they are given back; whoever asks within that time has others.
    /// </summary>
    /// <remarks>For what calls the code of users, which may predict in its turn, on the same thread.</remarks>
    public static Rented<T> Rent<T>(ScratchPurpose purpose, nint length)
        where T : unmanaged
    {
        var slot = Own.slots[Index<T>(purpose)];
        while (slot.IsRented)
        {
            slot = slot.Inner ??= new Slot();
        }

        return new Rented<T>(slot, length);
    }

    /// <summary>Makes room for so many elements.</summary>
    public void Reserve<T>(ScratchPurpose purpose, nint length)
        where T : unmanaged => slots[Index<T>(purpose)].Reserve<T>(length);

    /// <summary>Where the memory for a purpose and a type is: float and double have their own.</summary>
    private static int Index<T>(ScratchPurpose purpose)
        where T : unmanaged => (2 * (int)purpose) + (sizeof(T) / sizeof(double));

    /// <summary>Memory that is given back at the end of its scope.</summary>
    public readonly ref struct Rented<T>
        where T : unmanaged
    {
        private readonly Slot slot;

        private readonly T* start;
        private readonly nint length;

        internal Rented(Slot slot, nint length)
        {
            (this.slot, this.length) = (slot, length);
            start = slot.Make<T>(length);
            slot.IsRented = true;
        }

        /// <summary>Some of the elements that were asked for.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There are no such elements.</exception>
        public Span<T> Slice(nint first, int count) => first >= 0 && count >= 0 && first <= length - count
            ? new(start + first, count)
            : throw new ArgumentOutOfRangeException(nameof(first), first, $"From there on there are not {count} of {length}.");

        public void Dispose() => slot.IsRented = false;
    }

    /// <summary>Memory for one purpose and type, and that of whoever asks for it within the time of another.</summary>
    internal sealed class Slot
    {
        private Line[] array = [];

        public bool IsRented { get; set; }

        public Slot? Inner { get; set; }

        public void Reserve<T>(nint length)
            where T : unmanaged
        {
            // One line more, since the first may begin before the memory does.
            var lines = ((length * sizeof(T)) + (2 * sizeof(Line)) - 1) / sizeof(Line);
            if (array.Length < lines)
            {
                array = GC.AllocateUninitializedArray<Line>(checked((int)lines), pinned: true);
            }
        }

        public T* Make<T>(nint length)
            where T : unmanaged
        {
            Reserve<T>(length);
            var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
            return (T*)((address + sizeof(Line) - 1) & -sizeof(Line));
        }
    }

    /// <summary>A cache line.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Line;
}
