using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Memory of the calling thread for one purpose: aligned to cache lines, kept for the next time.</summary>
/// <typeparam name="T">The type of an element.</typeparam>
/// <typeparam name="TPurpose">A type that names the purpose; memory for one is not disturbed by another.</typeparam>
internal static unsafe class Scratch<T, TPurpose>
    where T : unmanaged
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static T[]? array;

    /// <summary>At least <paramref name="length"/> elements of any content, valid until the next call of this thread for the same purpose.</summary>
    public static T* Get(nint length)
    {
        var needed = length + (CacheLine / sizeof(T));
        if (array is null || array.Length < needed)
        {
            array = GC.AllocateUninitializedArray<T>(checked((int)needed), pinned: true);
        }

        var address = (nint)Unsafe.AsPointer(ref array[0]);
        return (T*)((address + CacheLine - 1) & -CacheLine);
    }
}
