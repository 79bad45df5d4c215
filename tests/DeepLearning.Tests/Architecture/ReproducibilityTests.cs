using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>What a build takes from elsewhere is named exactly: packages by lock files, actions by their commits.</summary>
public partial class ReproducibilityTests
{
    [Fact]
    public void Projects_HaveALockFileEach() => Directory
        .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Where(project => !project.Replace('\\', '/').Contains("/bin/", StringComparison.Ordinal))
        .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")))
        .Select(project => Path.GetRelativePath(Repository.Root, project))
        .Should().BeEmpty("dotnet restore writes packages.lock.json beside each project, and it is committed");

    [Fact]
    public void Workflows_PinEveryActionByItsCommit_AndSayItsVersion() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"))
        .SelectMany(File.ReadLines)
        .Where(line => Uses().IsMatch(line) && !Pinned().IsMatch(line))
        .Should().BeEmpty();

    [Theory]
    [InlineData("      - uses: actions/checkout@v4", false)]
    [InlineData("      - uses: actions/checkout@3d3c42e # v7.0.1", false)]
    [InlineData("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", false)]
    [InlineData("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", true)]
    public void Pinned_IsAWholeCommitWithAVersion(string line, bool expected) =>
        (Uses().IsMatch(line) && Pinned().IsMatch(line)).Should().Be(expected);

    [GeneratedRegex("""^\s*-?\s*uses:""", RegexOptions.None, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex("""uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$""", RegexOptions.None, 1000)]
    private static partial Regex Pinned();
}
