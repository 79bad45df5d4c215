using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>What stands under a name, as far as .NET does not tell it.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeAndMode = 0x3;
    private const int ModeOffset = 28;
    private const int TypeBits = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>
    /// Whether a path leads to a device, a pipe or a socket. Linux is asked; on other systems those are known by their places, <c>/dev/</c>
    /// and <c>\\.\</c>.
    /// </summary>
    public static bool IsSpecial(string path) => OperatingSystem.IsLinux() ? IsSpecialOnLinux(path)
        : Path.GetFullPath(path) is var full
            && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith(@"\\.\", StringComparison.Ordinal));

    private static unsafe bool IsSpecialOnLinux(string path)
    {
        var status = stackalloc byte[256];
        return Status(CurrentFolder, path, 0, TypeAndMode, status) == 0 && (*(ushort*)(status + ModeOffset) & TypeBits) != RegularFile;
    }

    /// <summary>The one of the calls of its kind whose answer has the same layout on every processor.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* status);
}
