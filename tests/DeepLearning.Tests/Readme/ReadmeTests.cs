using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>The code in the README is the code that <see cref="ReadmeExamples"/> compiles and asserts.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    [Fact]
    public void EveryCodeBlock_IsCompiledAndAsserted()
    {
        var examples = Read("tests", "DeepLearning.Tests", "Readme", "ReadmeExamples.cs");
        var snippets = Snippet().Matches(examples).Select(match => Dedent(match.Groups["code"].Value)).ToList();
        var blocks = CodeBlock().Matches(Readme).Select(match => WithoutUsings(match.Groups["code"].Value)).ToList();

        blocks.Should().NotBeEmpty();
        snippets.Should().Equal(blocks);
    }

    [Theory]
    [InlineData("dotnet run -c Release --project samples/Digits")]
    [InlineData("dotnet test -c Release")]
    public void Commands_StandInTheContinuousIntegrationToo(string command)
    {
        Readme.Should().Contain($"\n{command}\n");
        Read(".ci", "run").Should().Contain(command.Split("samples")[0].TrimEnd());
    }

    [Fact]
    public void EveryRelativeLink_LeadsToAFileOrFolder()
    {
        var links = RelativeLink().Matches(Readme).Select(match => match.Groups["path"].Value).ToList();

        links.Should().NotBeEmpty();
        links.Should().OnlyContain(path => Path.Exists(Path.Combine(Repository.Root, path)));
    }

    private static string Read(params string[] parts) => File.ReadAllText(Path.Combine([Repository.Root, .. parts])).ReplaceLineEndings("\n");

    private static string WithoutUsings(string block) =>
        string.Join('\n', block.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal))).Trim('\n');

    private static string Dedent(string code)
    {
        var lines = code.Trim('\n').Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).TrimEnd();
    }

    [GeneratedRegex(@"^ *// snippet\n(?<code>.*?)^ *// end", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)\)")]
    private static partial Regex RelativeLink();
}
