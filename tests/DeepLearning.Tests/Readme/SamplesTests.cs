using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>The path through the samples names all of them, and code that stands in the sources as it is quoted.</summary>
public sealed partial class SamplesTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");
    private static readonly string Page = File.ReadAllText(Path.Combine(Samples, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void EverySample_IsLinked() => Directory.EnumerateFiles(Samples, "*.csproj", SearchOption.AllDirectories)
        .Select(project => Path.GetRelativePath(Samples, project).Replace('\\', '/').Split('/')[0])
        .Where(sample => !Page.Contains($"]({sample}/README.md", StringComparison.Ordinal))
        .Should().BeEmpty("samples/README.md leads through every sample");

    [Fact]
    public void EveryLink_LeadsToAFile_AndAHeadingOfIt()
    {
        var links = Link().Matches(Page)
            .Select(match => (Path: match.Groups["path"].Value, Heading: match.Groups["heading"].Value)).ToList();

        links.Should().Contain(link => link.Heading.Length > 0).And.Contain(link => link.Path.EndsWith(".svg", StringComparison.Ordinal));
        links.Where(link => !LeadsSomewhere(link.Path, link.Heading)).Should().BeEmpty();
    }

    [Fact]
    public void EveryQuotedLine_StandsInItsSource()
    {
        var rows = SourceRow().Matches(Page).Select(match => (Path: match.Groups["path"].Value, Code: match.Groups["code"].Value)).ToList();

        rows.Should().HaveCount(Page.Split("](../src/").Length - 1, "a row that names a source quotes a line of it").And.NotBeEmpty();
        rows.Where(row => !IsQuoted(row.Path, row.Code)).Should().BeEmpty("the line to read is in the file");
    }

    [Theory]
    [InlineData("README.md", "1-logistic-regression", true)]
    [InlineData("README.md", "1-linear-regression", false)]
    [InlineData("README.md", "", true)]
    [InlineData("No.md", "", false)]
    public void LeadsSomewhere_OfALink_KnowsFilesAndHeadings(string path, string heading, bool expected) =>
        LeadsSomewhere(path, heading).Should().Be(expected);

    [Theory]
    [InlineData("FillNormal(weights, Math.Sqrt(2 * VarianceGain / fanIn), random);", true)]
    [InlineData("FillNormal(weights, Math.Sqrt(3 * VarianceGain / fanIn), random);", false)]
    public void IsQuoted_OfAChangedLine_IsFalse(string code, bool expected) =>
        IsQuoted("../src/DeepLearning/Initializers/He.cs", code).Should().Be(expected);

    private static bool IsQuoted(string path, string code) =>
        File.ReadAllText(Path.Combine(Samples, path)).Contains(code, StringComparison.Ordinal);

    private static bool LeadsSomewhere(string path, string heading)
    {
        var file = Path.Combine(Samples, path);
        return File.Exists(file) && (heading.Length == 0 || Headings(file).Contains(heading, StringComparer.Ordinal));
    }

    /// <summary>What the headings of a page are linked by: small letters and digits, a hyphen for each blank.</summary>
    private static IEnumerable<string> Headings(string file) => Heading().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
        .Select(match => NoLetter().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)(#(?<heading>[^)]+))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\|.*\]\((?<path>\.\./src/[^)]+)\) \| `(?<code>[^`]+)` \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex SourceRow();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoLetter();
}
