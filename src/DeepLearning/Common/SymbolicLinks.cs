using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>Where symbolic links lead.</summary>
internal static partial class SymbolicLinks
{
    /// <summary>What Linux follows before it gives up.</summary>
    private const int MostLinks = 40;

    /// <summary>The path of the file that a path means, whether it is there or not: no link itself.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="IOException">The links lead back to themselves.</exception>
    public static string Target(string path)
    {
        var place = path;
        for (var links = 0; links <= MostLinks; links++)
        {
            if (new FileInfo(place).LinkTarget is not { } next)
            {
                return place;
            }

            // "..", after a folder that is a link, means the parent of what that leads to.
            place = Path.Combine(Folder(place), next);
            place = Path.Combine(Folder(place), Path.GetFileName(place));
        }

        throw new IOException($"{path} is a symbolic link that leads back to itself, or through more than {MostLinks} others.");
    }

    /// <summary>The folder of a path without links among its parts.</summary>
    private static string Folder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        return OperatingSystem.IsWindows() ? Path.GetFullPath(folder) : Resolved(folder) ?? folder;
    }

    private static unsafe string? Resolved(string folder)
    {
        var resolved = RealPath(folder, 0);
        var text = Marshal.PtrToStringUTF8(resolved);
        NativeMemory.Free((void*)resolved);
        return text;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint resolved);
}
