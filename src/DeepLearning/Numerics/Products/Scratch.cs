using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Memory of the calling thread for packed panels: aligned to cache lines, kept for the next product.</summary>
internal static unsafe class Scratch<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static T[]? array;

    /// <summary>At least <paramref name="length"/> elements, valid until the next call on this thread.</summary>
    public static T* Get(nint length)
    {
        var needed = length + (CacheLine / sizeof(T));
        if (array is null || array.Length < needed)
        {
            array = GC.AllocateUninitializedArray<T>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed), pinned: true);
        }

        var address = (nint)Unsafe.AsPointer(ref array[0]);
        return (T*)((address + CacheLine - 1) & -CacheLine);
    }
}
