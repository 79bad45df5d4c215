namespace DeepLearning.Fuzz;

/// <summary>A folder of this process for the readers that take paths, removed with its end.</summary>
internal static class Scratch
{
    private static readonly string Folder = Make();

    /// <summary>The path of a file, whether there is one or not.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string name, byte[] content)
    {
        var path = Path(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("deeplearning-fuzz-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
