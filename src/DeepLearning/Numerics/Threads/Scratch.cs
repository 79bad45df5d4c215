using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Memory of one thread, for some purposes: aligned to cache lines, kept for the next time.</summary>
/// <remarks>
/// A thread that finds too little makes more. Whoever gives work to another thread reserves for it beforehand, while that thread does nothing: so a worker
/// that comes late, perhaps thousands of jobs after the first, allocates nothing.
/// </remarks>
internal sealed unsafe class Scratch
{
    [ThreadStatic]
    private static Scratch? own;

    private readonly Line[][] arrays = [[], [], [], [], [], []];

    /// <summary>The memory of the calling thread.</summary>
    public static Scratch Own
    {
        get => own ??= new Scratch();
        set => own = value;
    }

    /// <summary>At least <paramref name="length"/> elements of any content, valid until the next call of this thread for the same purpose.</summary>
    public static T* Get<T>(ScratchPurpose purpose, nint length)
        where T : unmanaged
    {
        var scratch = Own;
        scratch.Reserve<T>(purpose, length);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(scratch.arrays[Index<T>(purpose)]));
        return (T*)((address + sizeof(Line) - 1) & -sizeof(Line));
    }

    /// <summary>Makes room for so many elements.</summary>
    public void Reserve<T>(ScratchPurpose purpose, nint length)
        where T : unmanaged
    {
        // One line more, since the first may begin before the memory does.
        var lines = ((length * sizeof(T)) + (2 * sizeof(Line)) - 1) / sizeof(Line);
        ref var array = ref arrays[Index<T>(purpose)];
        if (array.Length < lines)
        {
            array = GC.AllocateUninitializedArray<Line>(checked((int)lines), pinned: true);
        }
    }

    /// <summary>Where the memory for a purpose and a type is: float and double have their own.</summary>
    private static int Index<T>(ScratchPurpose purpose)
        where T : unmanaged => (2 * (int)purpose) + (sizeof(T) / sizeof(double));

    /// <summary>A cache line.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Line;
}
