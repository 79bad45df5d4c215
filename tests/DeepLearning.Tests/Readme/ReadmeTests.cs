using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>The README is short and names the commands that run; what the pages in Markdown link to is there.</summary>
/// <remarks>Its code is run by <see cref="HowToTests"/>.</remarks>
public sealed partial class ReadmeTests
{
    private static readonly string[] Folders = [".github", "benchmarks", "samples", "src", "tests"];
    private static readonly string Readme = Read("README.md");

    /// <summary>Every page of the repository, by its path.</summary>
    public static TheoryData<string> Pages =>
        ["README.md", .. Folders.SelectMany(MarkdownUnder).Order(StringComparer.Ordinal)];

    [Fact]
    public void Readme_HasAtMost800Words() => Words(Readme).Should().HaveCountLessThanOrEqualTo(800);

    [Theory]
    [InlineData("# A title\n\n```sh\nnot this\n```\n= 0.5 MB", new[] { "A", "title", "0.5", "MB" })]
    [InlineData("| a | b-c |\n|---|---|\n<!-- no comment -->", new[] { "a", "b-c" })]
    [InlineData("[Its text](not/its/target.md), ![and this](x.svg)", new[] { "Its", "text,", "and", "this" })]
    public void Words_AreThoseThatAReaderReads(string markdown, string[] words) => Words(markdown).Should().Equal(words);

    [Theory]
    [InlineData("dotnet run -c Release --project samples/Digits")]
    [InlineData("dotnet test -c Release")]
    public void Commands_StandInTheContinuousIntegrationToo(string command)
    {
        Readme.Should().Contain($"\n{command}\n");
        Read(".ci", "run").Should().Contain(command.Split("samples")[0].TrimEnd());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryRelativeLink_LeadsToAFileOrFolder_AndToAHeadingThere(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        foreach (Match link in RelativeLink().Matches(FencedBlock().Replace(Read(page), string.Empty)))
        {
            var (path, heading) = (link.Groups["path"].Value, link.Groups["heading"].Value);
            var target = path.Length == 0 ? page : Path.Combine(folder, path);
            Path.Exists(Path.Combine(Repository.Root, target)).Should().BeTrue($"{page} links to {target}");
            if (heading.Length > 0)
            {
                Headings(Read(target)).Should().Contain(heading, $"{page} links to {target}");
            }
        }
    }

    /// <summary>
    /// What stands between white space and has a letter or a digit: of prose, headings, tables and the texts of links and pictures, not of
    /// blocks of code, targets of links or comments.
    /// </summary>
    private static IEnumerable<string> Words(string markdown)
    {
        var prose = LinkTarget().Replace(Comment().Replace(FencedBlock().Replace(markdown, string.Empty), string.Empty), "]");
        return prose.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetterOrDigit))
            .Select(word => Brackets().Replace(word, string.Empty));
    }

    /// <summary>The headings as links write them.</summary>
    private static IEnumerable<string> Headings(string markdown) => Heading().Matches(markdown)
        .Select(heading => NoLetters().Replace(heading.Groups["text"].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    private static IEnumerable<string> MarkdownUnder(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"));

    private static string Read(params string[] parts) =>
        File.ReadAllText(Path.Combine([Repository.Root, .. parts])).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"[!\[\]]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]*)(#(?<heading>[^)]+))?\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoLetters();
}
