namespace DeepLearning;

/// <summary>Replaces a file as a whole or not at all.</summary>
/// <remarks>
/// What is unfinished lies in the folder of the file under a name of its own, locked for as long as it is written. So any number of threads
/// and processes may write one file at once, each wholly, and the last stays; and what a killed process has left is known by nobody's
/// holding it, and removed by the next who writes. The file keeps its Unix mode but not its owner, nor further names (hard links). A
/// symbolic link stays, and what it leads to is replaced.
/// </remarks>
internal static class AtomicFile
{
    private const int MostAttempts = 100;

    /// <summary>
    /// Writes to a file of another name in the same folder, which then takes the place of the old one: whoever reads sees either, and a
    /// write that fails leaves the old file. When it returns, the file outlasts a loss of power.
    /// </summary>
    /// <param name="path">The file, or a symbolic link to it.</param>
    /// <param name="write">Writes the content; again from the beginning should somebody have taken the unfinished file away.</param>
    /// <exception cref="IOException">
    /// The path is a folder, a device, a pipe or a socket, its links lead nowhere, or the file cannot be written.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        RequireReplaceable(path);
        var target = SymbolicLinks.Target(Path.GetFullPath(path));
        var folder = Path.GetDirectoryName(target)!;
        UnfinishedFile.RemoveAbandoned(folder, UnfinishedFile.Stem(Path.GetFileName(target)));
        for (var attempt = 1; !TryWrite(target, write, isLast: attempt == MostAttempts); attempt++)
        {
        }

        FolderEntries.Flush(folder);
    }

    /// <returns>
    /// Whether the file was replaced; not when somebody took the unfinished one for abandoned, between its end and its move.
    /// </returns>
    private static bool TryWrite(string target, Action<Stream> write, bool isLast)
    {
        using var unfinished = UnfinishedFile.Create(target);
        write(unfinished.Stream);
        try
        {
            unfinished.Replace(target);
            return true;
        }
        catch (FileNotFoundException) when (!isLast)
        {
            return false;
        }
    }

    private static void RequireReplaceable(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, not a file: name a file in it.");
        }

        if (FileKind.IsSpecial(path))
        {
            throw new IOException(
                $"{path} is a device, a pipe or a socket, and what is saved would take its place, since it replaces a file as a whole: " +
                $"name a file, or save to a stream.");
        }
    }
}
