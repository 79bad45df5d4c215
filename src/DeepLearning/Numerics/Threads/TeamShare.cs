using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>The items of one member that nobody has taken; a cache line of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct TeamShare
{
    [FieldOffset(0)]
    public int Next;

    [FieldOffset(4)]
    public int End;
}
