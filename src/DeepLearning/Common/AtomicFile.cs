namespace DeepLearning;

/// <summary>Replaces a file as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes to a file of another name in the same folder, which then takes the place of the old one: whoever reads sees either, and a
    /// write that fails leaves the old file.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";

        // What could not be created need not be deleted.
        var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
