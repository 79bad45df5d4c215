using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepLearning.Tests.Numerics;

/// <summary>Memory that ends where the operating system ends the process for touching it, with marked elements before it.</summary>
/// <remarks>
/// Reading past an operand usually goes unseen. Where there is no mprotect, the elements after it are marked instead.
/// </remarks>
internal sealed unsafe class GuardedMemory<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Guard = 64;
    private readonly nint block;
    private readonly T* start;

    public GuardedMemory(int length)
    {
        this.Length = length;
        this.block = GuardedBlocks.Rent((length + (2 * Guard)) * sizeof(T));
        this.start = GuardedBlocks.AreProtected ? (T*)(this.block + GuardedBlocks.Size) - length : (T*)this.block + Guard;
        this.Before.Fill(Marker);
        if (!GuardedBlocks.AreProtected)
        {
            this.After.Fill(Marker);
        }
    }

    public int Length { get; }

    public Span<T> Span => new(this.start, this.Length);

    private static T Marker => T.CreateChecked(-12345.5);

    private Span<T> Before => new(this.start - Guard, Guard);

    private Span<T> After => new(this.start + this.Length, Guard);

    /// <summary>Whether nothing was written in front of the span, nor after it.</summary>
    public bool IsIntact() => this.Before.IndexOfAnyExcept(Marker) < 0
        && (GuardedBlocks.AreProtected || this.After.IndexOfAnyExcept(Marker) < 0);

    public void Dispose() => GuardedBlocks.Return(this.block);
}

/// <summary>Blocks of memory, each before a page that cannot be touched; kept until the process ends.</summary>
internal static unsafe partial class GuardedBlocks
{
    public const int Size = 1 << 20;
    private const int Page = 1 << 16;
    private static readonly ConcurrentBag<nint> Free = [];

    public static bool AreProtected => OperatingSystem.IsLinux();

    public static nint Rent(int bytes)
    {
        bytes.Should().BeLessThanOrEqualTo(Size);
        if (Free.TryTake(out var block))
        {
            return block;
        }

        var memory = (byte*)NativeMemory.AlignedAlloc(Size + Page, Page);
        if (AreProtected)
        {
            Protect(memory + Size, Page, 0).Should().Be(0);
        }

        return (nint)memory;
    }

    public static void Return(nint block) => Free.Add(block);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);
}
