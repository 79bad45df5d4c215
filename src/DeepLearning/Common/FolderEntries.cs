using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeepLearning;

/// <summary>The names in a folder, which are on the disk only when the folder is.</summary>
internal static partial class FolderEntries
{
    private const int CloseOnExecuteOfLinux = 0x80000;

    /// <summary>Writes the names of a folder to the disk. Windows has no such call: NTFS writes names ahead in its journal.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // One that may not be read cannot be flushed; what was written stands all the same.
        using var handle = new SafeFileHandle(Open(folder, OperatingSystem.IsLinux() ? CloseOnExecuteOfLinux : 0), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
