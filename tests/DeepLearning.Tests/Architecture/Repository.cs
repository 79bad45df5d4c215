using System.Reflection;

namespace DeepLearning.Tests;

/// <summary>Where the sources are that the tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string LibrarySources { get; } = Path.Combine(Root, "src", "DeepLearning");

    public static string Tests { get; } = Path.Combine(Root, "tests", "DeepLearning.Tests");

    /// <summary>The C# files under a folder by their path relative to it, without what builds leave there.</summary>
    public static IReadOnlyDictionary<string, string> CSharpFiles(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)), StringComparer.Ordinal);
}
