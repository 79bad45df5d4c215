using System.Buffers;
using System.Text;

namespace DeepLearning;

/// <summary>A file that is being written, beside the one whose place it takes in the end; removed if it does not.</summary>
internal sealed class UnfinishedFile : IDisposable
{
    private const string Extension = ".tmp";
    private const int IdLength = 32;
    private const int SuffixLength = 1 + IdLength + 4;

    /// <summary>
    /// Names up to here may grow by the suffix under the limit of every file system; longer ones stay as long as they are.
    /// </summary>
    private const int MostBytes = 143;

    private const int MostAttempts = 100;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string place;
    private bool isMoved;

    private UnfinishedFile(string path, FileStream stream) => (place, Stream) = (path, stream);

    /// <summary>Receives the content.</summary>
    public FileStream Stream { get; }

    /// <summary>A new one beside a file, of the mode of that file where it is there; nobody else can open it.</summary>
    public static UnfinishedFile Create(string target)
    {
        var (folder, stem) = (Path.GetDirectoryName(target)!, Stem(Path.GetFileName(target)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        if (!OperatingSystem.IsWindows() && mode is not null)
        {
            // Never open to more than the old file is, not even while it is written.
            options.UnixCreateMode = mode;
        }

        for (var attempt = 1; ; attempt++)
        {
            var path = Path.Combine(folder, $"{stem}.{Guid.NewGuid():N}{Extension}");
            if (TryOpen(path, options, isLast: attempt == MostAttempts) is { } stream)
            {
                if (!OperatingSystem.IsWindows() && mode is { } kept && File.GetUnixFileMode(stream.SafeFileHandle) != kept)
                {
                    // The umask has taken some of it away.
                    File.SetUnixFileMode(stream.SafeFileHandle, kept);
                }

                return new UnfinishedFile(path, stream);
            }
        }
    }

    /// <summary>Takes the place of a file, once it is on the disk.</summary>
    /// <exception cref="FileNotFoundException">Somebody has removed it.</exception>
    public void Replace(string target)
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(place, target, overwrite: true);
        isMoved = true;
    }

    /// <summary>Removes it, unless it has taken its place.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (!isMoved)
            {
                File.Delete(place);
            }
        }
    }

    /// <summary>
    /// What the names of the unfinished files of a name begin with: the name, or as much of it as leaves them no longer than the name.
    /// </summary>
    public static string Stem(string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes + SuffixLength <= MostBytes)
        {
            return name;
        }

        var (stem, left) = (new StringBuilder(), bytes - SuffixLength);
        foreach (var rune in name.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return stem.ToString();
    }

    /// <summary>Removes what killed processes have left in a folder: of the names that begin so, those that nobody holds.</summary>
    public static void RemoveAbandoned(string folder, string stem)
    {
        foreach (var path in Unfinished(folder, stem))
        {
            try
            {
                using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete);
                File.Delete(path);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                // It is being written, or somebody else's.
            }
        }
    }

    /// <returns>Null when between its making and its locking another has taken the file for abandoned.</returns>
    private static FileStream? TryOpen(string path, FileStreamOptions options, bool isLast)
    {
        try
        {
            var stream = new FileStream(path, options);
            if (File.Exists(path))
            {
                return stream;
            }

            stream.Dispose();
            return null;
        }
        catch (IOException locked) when (locked.GetType() == typeof(IOException) && !isLast)
        {
            return null;
        }
    }

    private static string[] Unfinished(string folder, string stem)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*" + Extension).Where(path => IsUnfinished(Path.GetFileName(path), stem))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A folder that can be written to but not listed; or none, which the writing will say.
            return [];
        }
    }

    private static bool IsUnfinished(string name, string stem) => name.Length >= stem.Length + SuffixLength
        && name.StartsWith(stem, StringComparison.Ordinal)
        && name[^SuffixLength] == '.'
        && name.AsSpan(name.Length - SuffixLength + 1, IdLength).IndexOfAnyExcept(Digits) < 0;
}
